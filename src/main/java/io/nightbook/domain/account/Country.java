package io.nightbook.domain.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Countries by the two capitals of ISO 3166, which say whose tax is owed: a code that is none would fall out of every table
 * and be sold to without tax.
 */
public final class Country {

    private static final Set<String> ISO = Set.of(Locale.getISOCountries());
    /** Kosovo, which has no code of ISO 3166 and is written so everywhere. */
    private static final String KOSOVO = "XK";
    /**
     * Codes of other lists. Northern Ireland is XI to the VAT of goods alone; what is sold by credits is a service, for which
     * it is the United Kingdom like the rest of it.
     */
    private static final Map<String, String> ELSEWHERE = Map.of("EL", "GR", "UK", "GB", "XI", "GB", "FX", "FR");

    /** Where value added tax is another country's: Monaco is France's, the Isle of Man the United Kingdom's. */
    private static final Map<String, String> TAXED_AS = Map.of("MC", "FR", "IM", "GB");

    private Country() {}

    /** Whether a code is in use: ISO 3166, and XK. */
    public static boolean isOne(String code) {
        return isIso(code) || code.equals(KOSOVO);
    }

    /** Whether a code is in ISO 3166, which is all that an e-invoice takes. */
    public static boolean isIso(String code) {
        return ISO.contains(code);
    }

    /** All codes in use, in order. */
    public static Set<String> all() {
        Set<String> codes = new TreeSet<>(ISO);
        codes.add(KOSOVO);
        return codes;
    }

    /** The country whose value added tax is owed in a country: nearly always itself. */
    public static String taxedAs(String code) {
        return TAXED_AS.getOrDefault(code, code);
    }

    /** What to write instead of a code that is none, such as {@code write GR}. */
    public static String remedy(String code) {
        return meant(code)
                .map(meant -> "write " + meant)
                .orElse("write a code of ISO 3166 such as ES, or leave it empty");
    }

    /** The code that was meant by a text: one of another list, of three letters, in small ones, or a name in English. */
    public static Optional<String> meant(String text) {
        String capitals = text.strip().toUpperCase(Locale.ROOT);
        if (isOne(capitals)) {
            return Optional.of(capitals);
        }
        return Optional.ofNullable(ELSEWHERE.get(capitals))
                .or(() -> Arrays.stream(Locale.getISOCountries())
                        .filter(code -> isCalled(new Locale("", code), capitals))
                        .findFirst());
    }

    private static boolean isCalled(Locale country, String capitals) {
        return country.getISO3Country().equals(capitals)
                || country.getDisplayCountry(Locale.ENGLISH)
                        .toUpperCase(Locale.ROOT)
                        .equals(capitals);
    }
}
