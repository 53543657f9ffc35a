package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The axis of a chart: so many equal steps of 1, 2 or 5 times a power of ten, which reach the highest value.
 *
 * @param steps 2 to 5, or 1 where there is nothing to show
 */
record Scale(BigDecimal step, int steps) {

    private static final int MOST = 5;

    static Scale upTo(Credits highest) {
        if (!highest.isPositive()) {
            return new Scale(BigDecimal.ONE, 1);
        }
        BigDecimal exact = highest.value();
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - 2);
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
                BigDecimal steps = exact.divide(step, 0, RoundingMode.CEILING);
                if (steps.compareTo(BigDecimal.valueOf(MOST)) <= 0) {
                    return new Scale(step, steps.intValueExact());
                }
            }
            power = power.scaleByPowerOfTen(1);
        }
    }

    BigDecimal at(int number) {
        return step.multiply(BigDecimal.valueOf(number));
    }

    BigDecimal top() {
        return at(steps);
    }
}
