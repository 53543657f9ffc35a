package io.nightbook.domain.usage;

import io.nightbook.domain.catalog.Rate;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rate in words, and the sum by which it turns one event into credits, before and after rounding. */
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
            return sum.components().entrySet().stream()
                    .map(part -> part.getKey() + " at " + perUnit(part.getValue()))
                    .collect(Collectors.joining(" + "));
        }
        if (rate instanceof Rate.Match match) {
            String cases = match.cases().entrySet().stream()
                    .map(part -> part.getKey() + " at " + of(part.getValue()) + "; ")
                    .collect(Collectors.joining());
            return "by " + match.property() + ": " + cases + "else " + of(match.otherwise());
        }
        return rate instanceof Rate.AtCost ? "at cost" : "no credits";
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

    /**
     * The sum for one event, such as {@code 1500 x 1 / 1000 = 1.5}.
     *
     * @param before what the account used of this meter earlier in the bearing cycle; counts for tiers only
     */
    public static String sum(
            Rate rate, BigDecimal quantity, BigDecimal before, Function<String, @Nullable String> property) {
        Rate selected = Rating.select(rate, property);
        if (selected instanceof Rate.PerUnit unit) {
            ExactSum sum = new ExactSum();
            sum.add(number(quantity), quantity, unit);
            return sum.toString();
        }
        if (selected instanceof Rate.PerPackage pack) {
            return packages(pack, quantity);
        }
        if (selected instanceof Rate.Graduated graduated) {
            return tiers(graduated, quantity, before);
        }
        if (selected instanceof Rate.Sum parts) {
            return components(parts, property);
        }
        return "0";
    }

    private static String packages(Rate.PerPackage pack, BigDecimal quantity) {
        BigDecimal packs = quantity.divide(pack.size(), 0, java.math.RoundingMode.CEILING);
        return number(quantity) + " / " + number(pack.size()) + " = " + number(packs) + " begun, x "
                + number(pack.credits()) + " = " + number(packs.multiply(pack.credits()));
    }

    private static String tiers(Rate.Graduated rate, BigDecimal quantity, BigDecimal before) {
        ExactSum sum = new ExactSum();
        BigDecimal after = before.add(quantity);
        BigDecimal low = before;
        for (Rate.Tier tier : rate.tiers()) {
            BigDecimal high = tier.upTo() == null ? after : tier.upTo().min(after);
            if (high.compareTo(low) > 0) {
                BigDecimal part = high.subtract(low);
                sum.add(
                        number(part),
                        part,
                        new Rate.PerUnit(tier.per(), tier.credits(), Rate.EventRounding.SIX_PLACES));
                low = high;
            }
        }
        return sum + " (" + number(before) + " used before it in the cycle)";
    }

    private static String components(Rate.Sum rate, Function<String, @Nullable String> property) {
        ExactSum sum = new ExactSum();
        rate.components().forEach((name, unit) -> {
            String value = property.apply(name);
            if (value != null && !value.isEmpty()) {
                sum.add(name + " " + value, new BigDecimal(value), unit);
            }
        });
        return sum.toString();
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
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
