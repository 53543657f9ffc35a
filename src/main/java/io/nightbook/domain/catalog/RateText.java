package io.nightbook.domain.catalog;

import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rate in words: the same words for the same rate, however its file writes it. */
public final class RateText {

    private RateText() {}

    /** The rate, such as {@code 1 credit per 1000 units}. */
    public static String of(Rate rate) {
        if (rate instanceof Rate.PerUnit unit) {
            return perUnit(unit);
        }
        if (rate instanceof Rate.PerPackage pack) {
            return credits(pack.credits()) + " per begun " + number(pack.size()) + " units of an event";
        }
        if (rate instanceof Rate.Graduated graduated) {
            return "tiers over the cycle: "
                    + graduated.tiers().stream().map(RateText::tier).collect(Collectors.joining(", "));
        }
        if (rate instanceof Rate.Sum sum) {
            return new TreeMap<>(sum.components())
                    .entrySet().stream()
                            .map(part -> part.getKey() + " at " + perUnit(part.getValue()))
                            .collect(Collectors.joining(" + "));
        }
        if (rate instanceof Rate.Match match) {
            String cases = new TreeMap<>(match.cases())
                    .entrySet().stream()
                            .map(part -> part.getKey() + " at " + of(part.getValue()) + "; ")
                            .collect(Collectors.joining());
            return "by " + match.property() + ": " + cases + "else " + of(match.otherwise());
        }
        if (rate instanceof Rate.AtCost) {
            return "at cost";
        }
        if (rate instanceof Rate.None) {
            return "no credits";
        }
        throw new IllegalStateException("nothing says what a " + rate + " is called");
    }

    /** The rate that an event's properties select, with the property that selected it. */
    public static String of(Rate rate, Function<String, @Nullable String> property) {
        if (rate instanceof Rate.Match match) {
            String value = property.apply(match.property());
            boolean listed = value != null && match.cases().containsKey(value);
            String found = value == null ? "absent" : listed ? value : value + " (not listed)";
            return match.property() + " " + found + ": " + of(match.of(value == null ? "" : value), property);
        }
        return of(rate);
    }

    private static String tier(Rate.Tier tier) {
        String price = credits(tier.credits()) + per(tier.per());
        return (tier.upTo() == null ? "beyond at " : "up to " + number(tier.upTo()) + " at ") + price;
    }

    private static String perUnit(Rate.PerUnit unit) {
        String rounding =
                unit.rounding() == Rate.EventRounding.UP_TO_WHOLE ? ", rounded up to whole credits per event" : "";
        return credits(unit.credits()) + per(unit.per()) + rounding;
    }

    private static String per(BigDecimal per) {
        return per.compareTo(BigDecimal.ONE) == 0 ? " per unit" : " per " + number(per) + " units";
    }

    private static String credits(BigDecimal credits) {
        return number(credits) + (credits.compareTo(BigDecimal.ONE) == 0 ? " credit" : " credits");
    }

    /** A plain decimal without trailing zeros. */
    public static String number(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
