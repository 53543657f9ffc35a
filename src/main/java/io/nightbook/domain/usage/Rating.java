package io.nightbook.domain.usage;

import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The credits of one event: each event is rated on its own and rounded once.
 *
 * <p>Sums of unlike fractions are kept as one exact fraction until that rounding.
 */
public final class Rating {

    private Rating() {}

    /**
     * The credits of an event.
     *
     * @param quantity 0 or more
     * @param before what the account used of this meter earlier in the bearing cycle; counts for tiers only
     * @param property the event's property of a name, or null if it has none
     * @return 0 or more credits, six places
     * @throws Credits.Overflow if the event alone is worth 10^15 credits or more
     */
    public static Credits rate(
            Rate rate, BigDecimal quantity, BigDecimal before, Function<String, @Nullable String> property) {
        if (rate instanceof Rate.PerUnit unit) {
            return unit.rounding().round(quantity.multiply(unit.credits()), unit.per());
        }
        if (rate instanceof Rate.PerPackage pack) {
            BigDecimal packs = quantity.divide(pack.size(), 0, RoundingMode.CEILING);
            return Credits.round(packs.multiply(pack.credits()));
        }
        if (rate instanceof Rate.Graduated graduated) {
            return graduated(graduated, quantity, before);
        }
        if (rate instanceof Rate.Sum sum) {
            return sum(sum, property);
        }
        if (rate instanceof Rate.Match match) {
            String value = property.apply(match.property());
            return rate(match.of(value == null ? "" : value), quantity, before, property);
        }
        if (rate instanceof Rate.None || rate instanceof Rate.AtCost) {
            return Credits.ZERO;
        }
        throw new IllegalStateException("nothing says what a " + rate + " costs");
    }

    /** The rate that an event's properties select: {@code rate} itself, or the case of a match. */
    public static Rate select(Rate rate, Function<String, @Nullable String> property) {
        if (rate instanceof Rate.Match match) {
            String value = property.apply(match.property());
            return select(match.of(value == null ? "" : value), property);
        }
        return rate;
    }

    private static Credits graduated(Rate.Graduated rate, BigDecimal quantity, BigDecimal before) {
        BigDecimal after = before.add(quantity);
        BigDecimal low = before;
        Fraction total = Fraction.ZERO;
        for (Rate.Tier tier : rate.tiers()) {
            BigDecimal high = tier.upTo() == null ? after : tier.upTo().min(after);
            if (high.compareTo(low) > 0) {
                total = total.plus(high.subtract(low).multiply(tier.credits()), tier.per());
                low = high;
            }
        }
        return total.rounded();
    }

    private static Credits sum(Rate.Sum rate, Function<String, @Nullable String> property) {
        Fraction total = Fraction.ZERO;
        for (var component : rate.components().entrySet()) {
            String value = property.apply(component.getKey());
            if (value == null || value.isEmpty()) {
                continue;
            }
            Rate.PerUnit unit = component.getValue();
            BigDecimal credits = new BigDecimal(value).multiply(unit.credits());
            total = unit.rounding() == Rate.EventRounding.UP_TO_WHOLE
                    ? total.plus(unit.rounding().round(credits, unit.per()).value(), BigDecimal.ONE)
                    : total.plus(credits, unit.per());
        }
        return total.rounded();
    }

    /** An exact fraction of decimals. */
    private record Fraction(BigDecimal numerator, BigDecimal denominator) {

        static final Fraction ZERO = new Fraction(BigDecimal.ZERO, BigDecimal.ONE);

        Fraction plus(BigDecimal otherNumerator, BigDecimal otherDenominator) {
            return denominator.compareTo(otherDenominator) == 0
                    ? new Fraction(numerator.add(otherNumerator), denominator)
                    : new Fraction(
                            numerator.multiply(otherDenominator).add(otherNumerator.multiply(denominator)),
                            denominator.multiply(otherDenominator));
        }

        Credits rounded() {
            return Rate.EventRounding.SIX_PLACES.round(numerator, denominator);
        }
    }
}
