package io.nightbook.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number of credits: an exact decimal with {@value #PLACES} places, absolute value below 10^15.
 *
 * <p>Plus and minus cannot lose a digit; whatever can (see {@link #round}) says so in its name. A sum at or beyond the
 * bound is a {@link Overflow}, never a wrap.
 */
public record Credits(BigDecimal value) implements Comparable<Credits> {

    /** Decimal places of every number of credits. */
    public static final int PLACES = 6;

    /** Every absolute value lies below it. */
    public static final BigDecimal BOUND = new BigDecimal("1000000000000000");

    public static final Credits ZERO = new Credits(BigDecimal.ZERO);

    /**
     * A value with six places.
     *
     * @throws ArithmeticException if {@code value} has more than six places that are not zero; {@link Overflow}
     */
    public Credits {
        if (value.scale() != PLACES) {
            value = value.setScale(PLACES, RoundingMode.UNNECESSARY);
        }
        if (value.precision() > 18 && value.abs().compareTo(BOUND) >= 0) {
            throw new Overflow(value);
        }
    }

    public static Credits of(String text) {
        return new Credits(new BigDecimal(text));
    }

    public static Credits of(long whole) {
        return new Credits(BigDecimal.valueOf(whole));
    }

    /** Rounded HALF_UP to six places. */
    public static Credits round(BigDecimal exact) {
        return new Credits(exact.setScale(PLACES, RoundingMode.HALF_UP));
    }

    /** {@code exact} x numerator / denominator, rounded once, HALF_UP, to six places. */
    public Credits share(BigDecimal numerator, BigDecimal denominator) {
        return new Credits(value.multiply(numerator).divide(denominator, PLACES, RoundingMode.HALF_UP));
    }

    public Credits plus(Credits other) {
        if (other.isZero()) {
            return this;
        }
        return isZero() ? other : new Credits(value.add(other.value));
    }

    public Credits minus(Credits other) {
        return other.isZero() ? this : new Credits(value.subtract(other.value));
    }

    public Credits negated() {
        return new Credits(value.negate());
    }

    public Credits min(Credits other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    public boolean isNegative() {
        return value.signum() < 0;
    }

    @Override
    public int compareTo(Credits other) {
        return value.compareTo(other.value);
    }

    /** Plain decimal with six places, such as {@code 12.500000}. */
    @Override
    public String toString() {
        return value.toPlainString();
    }

    /** A number of credits at or beyond 10^15: the account that it belongs to cannot be processed. */
    public static final class Overflow extends ArithmeticException {
        private static final long serialVersionUID = 1;

        Overflow(BigDecimal value) {
            super(value.toPlainString() + " credits: absolute values must lie below 10^15");
        }
    }
}
