package io.nightbook.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money: exact minor units of one ISO 4217 currency (JPY has 0 places, KWD 3).
 *
 * <p>Amounts of different currencies do not mix; an amount that does not fit is an {@link Overflow}.
 */
public record Money(long minor, Currency currency) {

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** {@code exact} major units as minor units, rounded once. */
    public static long minorUnits(BigDecimal exact, Currency currency, RoundingMode rounding) {
        return whole(
                exact.setScale(currency.getDefaultFractionDigits(), rounding).unscaledValue());
    }

    /** {@code minor} x numerator / denominator, rounded once to whole minor units. */
    public static long share(long minor, BigDecimal numerator, BigDecimal denominator, RoundingMode rounding) {
        if (minor == 0) {
            return 0;
        }
        return whole(BigDecimal.valueOf(minor)
                .multiply(numerator)
                .divide(denominator, 0, rounding)
                .unscaledValue());
    }

    private static long whole(BigInteger minor) {
        if (minor.bitLength() >= Long.SIZE) {
            throw new Overflow(minor);
        }
        return minor.longValue();
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    /** {@code this} x percent / 100, rounded once: a tax on a sum. */
    public Money percent(BigDecimal percent, RoundingMode rounding) {
        return new Money(share(minor, percent, BigDecimal.valueOf(100), rounding), currency);
    }

    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
        }
        return other;
    }

    /** Plain decimal with the currency's places, such as {@code 31.00}. */
    @Override
    public String toString() {
        return amount().toPlainString();
    }

    /** An amount of 2^63 minor units or more: the account that owes it cannot be processed. */
    public static final class Overflow extends ArithmeticException {
        private static final long serialVersionUID = 1;

        Overflow(BigInteger minor) {
            super(minor + " minor units: amounts must lie below 2^63");
        }
    }
}
