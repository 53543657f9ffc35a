package io.nightbook.domain.invoice;

import io.nightbook.domain.account.Country;
import java.util.Set;

/** Identifiers of value added tax, as they are written between countries. */
public final class VatId {

    /** What Greece and Northern Ireland write instead of their country. */
    private static final Set<String> OTHERS = Set.of("EL", "XI");

    private VatId() {}

    /** Whether a tax id could be one: it begins with its country (EN 16931, BR-CO-9). */
    public static boolean isOne(String taxId) {
        String prefix = taxId.substring(0, Math.min(2, taxId.length()));
        return Country.isIso(prefix) || OTHERS.contains(prefix);
    }
}
