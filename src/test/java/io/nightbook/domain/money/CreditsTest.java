package io.nightbook.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CreditsTest {

    private static final String LARGEST = "999999999999999.999999";

    @Test
    void aNumberOfCreditsHasSixPlaces() {
        assertThat(Credits.of("12.5")).hasToString("12.500000");
        assertThat(Credits.of(7)).hasToString("7.000000");
        assertThat(Credits.of("-0.000001")).hasToString("-0.000001");
        assertThat(Credits.of("1E+3")).hasToString("1000.000000");
    }

    @Test
    void equalNumbersAreEqualHoweverTheyAreWritten() {
        assertThat(Credits.of("1.50")).isEqualTo(Credits.of("1.5000000000")).hasSameHashCodeAs(Credits.of("1.5"));
    }

    @Test
    void aSeventhPlaceThatIsNotZeroIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Credits.of("0.0000001"));
    }

    @Test
    void theLargestNumberLiesOneMillionthBelowTheBound() {
        assertThat(Credits.of(LARGEST)).hasToString(LARGEST);
        assertThat(Credits.of("-" + LARGEST)).hasToString("-" + LARGEST);
    }

    @Test
    void theBoundItselfIsAnOverflowOnBothSides() {
        assertThatExceptionOfType(Credits.Overflow.class)
                .isThrownBy(() -> Credits.of("1000000000000000"))
                .withMessage("1000000000000000.000000 credits: absolute values must lie below 10^15");
        assertThatExceptionOfType(Credits.Overflow.class).isThrownBy(() -> Credits.of("-1000000000000000"));
    }

    @Test
    void aSumAtTheBoundIsAnOverflowAndNeverAWrap() {
        Credits millionth = Credits.of("0.000001");
        assertThatExceptionOfType(Credits.Overflow.class)
                .isThrownBy(() -> Credits.of(LARGEST).plus(millionth));
        assertThatExceptionOfType(Credits.Overflow.class)
                .isThrownBy(() -> Credits.of("-" + LARGEST).minus(millionth));
        assertThat(Credits.of("999999999999999.999998").plus(millionth)).hasToString(LARGEST);
    }

    @Test
    void whatRoundsUpToTheBoundIsAnOverflow() {
        assertThatExceptionOfType(Credits.Overflow.class)
                .isThrownBy(() -> Credits.round(new BigDecimal("999999999999999.9999995")));
        assertThat(Credits.round(new BigDecimal("999999999999999.9999994"))).hasToString(LARGEST);
    }

    @Test
    void halvesAreRoundedAwayFromZero() {
        assertThat(Credits.round(new BigDecimal("0.0000005"))).hasToString("0.000001");
        assertThat(Credits.round(new BigDecimal("0.00000049"))).hasToString("0.000000");
        assertThat(Credits.round(new BigDecimal("-0.0000005"))).hasToString("-0.000001");
        assertThat(Credits.round(new BigDecimal("2.0000025"))).hasToString("2.000003");
    }

    @Test
    void aShareIsMultipliedBeforeItIsDividedAndRoundedOnce() {
        assertThat(Credits.of(310).share(BigDecimal.valueOf(15), BigDecimal.valueOf(30)))
                .hasToString("155.000000");
        assertThat(Credits.of(1).share(BigDecimal.valueOf(2), BigDecimal.valueOf(3)))
                .hasToString("0.666667");
        assertThat(Credits.of(3).share(BigDecimal.ONE, BigDecimal.valueOf(3))).hasToString("1.000000");
        assertThat(Credits.of("0.000001").share(BigDecimal.ONE, BigDecimal.valueOf(2)))
                .hasToString("0.000001");
    }

    @Test
    void tenTenthsAreOne() {
        Credits sum = Credits.ZERO;
        for (int i = 0; i < 10; i++) {
            sum = sum.plus(Credits.of("0.1"));
        }
        assertThat(sum).isEqualTo(Credits.of(1));
        assertThat(sum.minus(Credits.of("0.9"))).isEqualTo(Credits.of("0.1"));
    }

    @Test
    void signsAndOrderAreThoseOfTheNumber() {
        Credits minus = Credits.of(2).negated();
        assertThat(minus).hasToString("-2.000000").isLessThan(Credits.ZERO);
        assertThat(minus.isNegative()).isTrue();
        assertThat(minus.isPositive()).isFalse();
        assertThat(Credits.of("0.000000").isZero()).isTrue();
        assertThat(Credits.ZERO.isPositive() || Credits.ZERO.isNegative()).isFalse();
        assertThat(Credits.of(3).min(minus)).isEqualTo(minus);
        assertThat(minus.min(Credits.of(3))).isEqualTo(minus);
    }
}
