package io.nightbook.domain.money;

import static java.math.RoundingMode.HALF_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency KWD = Currency.getInstance("KWD");

    @Test
    void anAmountHasThePlacesOfItsCurrency() {
        assertThat(new Money(3100, USD)).hasToString("31.00");
        assertThat(new Money(3100, JPY)).hasToString("3100");
        assertThat(new Money(3100, KWD)).hasToString("3.100");
        assertThat(new Money(-5, USD)).hasToString("-0.05");
        assertThat(Money.zero(KWD)).hasToString("0.000");
    }

    @Test
    void halfAMinorUnitIsRoundedAwayFromZero() {
        assertThat(Money.minorUnits(new BigDecimal("1.005"), USD, HALF_UP)).isEqualTo(101);
        assertThat(Money.minorUnits(new BigDecimal("-1.005"), USD, HALF_UP)).isEqualTo(-101);
        assertThat(Money.minorUnits(new BigDecimal("1.00499999"), USD, HALF_UP)).isEqualTo(100);
        assertThat(Money.minorUnits(new BigDecimal("0.5"), JPY, HALF_UP)).isEqualTo(1);
        assertThat(Money.minorUnits(new BigDecimal("0.0005"), KWD, HALF_UP)).isEqualTo(1);
        assertThat(Money.minorUnits(new BigDecimal("0.0004"), KWD, HALF_UP)).isEqualTo(0);
    }

    @Test
    void aShareIsRoundedOnce() {
        assertThat(Money.share(6200, BigDecimal.valueOf(15), BigDecimal.valueOf(30), HALF_UP))
                .isEqualTo(3100);
        assertThat(Money.share(1, BigDecimal.ONE, BigDecimal.valueOf(2), HALF_UP))
                .isEqualTo(1);
        assertThat(Money.share(-1, BigDecimal.ONE, BigDecimal.valueOf(2), HALF_UP))
                .isEqualTo(-1);
        assertThat(Money.share(1, BigDecimal.ONE, BigDecimal.valueOf(3), HALF_UP))
                .isZero();
        assertThat(Money.share(100, BigDecimal.valueOf(2), BigDecimal.valueOf(3), HALF_UP))
                .isEqualTo(67);
    }

    @Test
    void nothingIsSharedOutOfNothingEvenByZero() {
        assertThat(Money.share(0, BigDecimal.ONE, BigDecimal.ZERO, HALF_UP)).isZero();
    }

    @Test
    void taxIsRoundedOnItsSum() {
        assertThat(new Money(7325, USD).percent(new BigDecimal("21.0"), HALF_UP))
                .isEqualTo(new Money(1538, USD));
        assertThat(new Money(9300, USD).percent(new BigDecimal(21), HALF_UP)).isEqualTo(new Money(1953, USD));
        assertThat(new Money(250, USD).percent(new BigDecimal("0.2"), HALF_UP)).isEqualTo(new Money(1, USD));
    }

    @Test
    void sumsAreExact() {
        assertThat(new Money(7, JPY).plus(new Money(-9, JPY))).isEqualTo(new Money(-2, JPY));
        assertThat(new Money(7, JPY).minus(new Money(-9, JPY))).isEqualTo(new Money(16, JPY));
    }

    @Test
    void overflowIsAnErrorAndNeverAWrap() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(Long.MAX_VALUE, USD).plus(new Money(1, USD)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(Long.MIN_VALUE, USD).minus(new Money(1, USD)));
        assertThatExceptionOfType(Money.Overflow.class)
                .isThrownBy(() -> Money.minorUnits(new BigDecimal("92233720368547758.08"), USD, HALF_UP))
                .withMessage("9223372036854775808 minor units: amounts must lie below 2^63");
        assertThat(Money.minorUnits(new BigDecimal("92233720368547758.07"), USD, HALF_UP))
                .isEqualTo(Long.MAX_VALUE);
        assertThatExceptionOfType(Money.Overflow.class)
                .isThrownBy(() -> Money.share(Long.MAX_VALUE, BigDecimal.valueOf(2), BigDecimal.ONE, HALF_UP));
    }

    @Test
    void currenciesDoNotMix() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Money(1, USD).plus(new Money(1, JPY)))
                .withMessage("USD and JPY do not add up");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Money(1, KWD).minus(new Money(1, JPY)));
    }
}
