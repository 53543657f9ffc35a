package io.nightbook.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money: exact minor units of one ISO 4217 currency (JPY has 0 places, KWD 3).
 *
 * <p>Amounts of different currencies do not mix; overflow is an {@link ArithmeticException}.
 */
public record Money(long minor, Currency currency) {

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Rounded HALF_UP to the currency's places. */
    public static Money round(BigDecimal exact, Currency currency) {
        return new Money(minorUnits(exact, currency), currency);
    }

    /** {@code exact} major units as minor units, rounded HALF_UP. */
    public static long minorUnits(BigDecimal exact, Currency currency) {
        return exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
    }

    /** {@code minor} x numerator / denominator, rounded once, HALF_UP, to whole minor units. */
    public static long share(long minor, BigDecimal numerator, BigDecimal denominator) {
        if (minor == 0) {
            return 0;
        }
        return BigDecimal.valueOf(minor)
                .multiply(numerator)
                .divide(denominator, 0, RoundingMode.HALF_UP)
                .longValueExact();
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

    /** {@code this} x percent / 100, rounded HALF_UP: a tax on a sum. */
    public Money percent(BigDecimal percent) {
        return new Money(share(minor, percent, BigDecimal.valueOf(100)), currency);
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
}
