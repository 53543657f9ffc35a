package io.nightbook.domain.usage;

import static io.nightbook.domain.catalog.RateText.number;

import io.nightbook.domain.catalog.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sum by which a rate turns one event into credits, before and after rounding. */
public final class RatingText {

    private RatingText() {}

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
        if (selected instanceof Rate.None || selected instanceof Rate.AtCost) {
            return "0";
        }
        throw new IllegalStateException("nothing says how a " + selected + " is reckoned");
    }

    private static String packages(Rate.PerPackage pack, BigDecimal quantity) {
        BigDecimal packs = quantity.divide(pack.size(), 0, RoundingMode.CEILING);
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
}
