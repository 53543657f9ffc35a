package io.nightbook.domain.usage;

import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.RateText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.StringJoiner;

/**
 * A sum of quantities at their rates as a person writes it down: {@code 1000 x 1 / 1000 + 500 x 0.8 / 1000 = 1.4}.
 *
 * <p>Kept as one exact fraction; where that has no end as a decimal, its first digits and an ellipsis are shown.
 */
final class ExactSum {

    private static final int DIGITS_SHOWN = 12;

    private final StringJoiner terms = new StringJoiner(" + ");
    private BigDecimal numerator = BigDecimal.ZERO;
    private BigDecimal denominator = BigDecimal.ONE;

    /** Adds a quantity at a rate; a rate that is rounded up is rounded before it is added. */
    void add(String name, BigDecimal quantity, Rate.PerUnit unit) {
        boolean whole = unit.per().compareTo(BigDecimal.ONE) == 0;
        String term =
                name + " x " + RateText.number(unit.credits()) + (whole ? "" : " / " + RateText.number(unit.per()));
        BigDecimal credits = quantity.multiply(unit.credits());
        if (unit.rounding() == Rate.EventRounding.UP_TO_WHOLE) {
            BigDecimal up = unit.rounding().round(credits, unit.per()).value();
            terms.add("[" + term + " = " + decimal(credits, unit.per()) + ", up to " + RateText.number(up) + "]");
            plus(up, BigDecimal.ONE);
        } else {
            terms.add(term);
            plus(credits, unit.per());
        }
    }

    private void plus(BigDecimal otherNumerator, BigDecimal otherDenominator) {
        if (denominator.compareTo(otherDenominator) == 0) {
            numerator = numerator.add(otherNumerator);
        } else {
            numerator = numerator.multiply(otherDenominator).add(otherNumerator.multiply(denominator));
            denominator = denominator.multiply(otherDenominator);
        }
    }

    private static String decimal(BigDecimal numerator, BigDecimal denominator) {
        BigDecimal shown = numerator.divide(denominator, DIGITS_SHOWN, RoundingMode.DOWN);
        if (shown.multiply(denominator).compareTo(numerator) == 0) {
            return RateText.number(shown);
        }
        try {
            return RateText.number(numerator.divide(denominator));
        } catch (ArithmeticException e) {
            return shown.toPlainString() + "...";
        }
    }

    @Override
    public String toString() {
        return terms.length() == 0 ? "0" : terms + " = " + decimal(numerator, denominator);
    }
}
