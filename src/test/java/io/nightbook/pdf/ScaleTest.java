package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleTest {

    private static String axis(String highest) {
        Scale scale = Scale.upTo(Credits.of(highest));
        return String.join(
                " ",
                IntStream.rangeClosed(0, scale.steps())
                        .mapToObj(scale::at)
                        .map(BigDecimal::toPlainString)
                        .toList());
    }

    @Test
    void stepsAreOneTwoOrFiveTimesAPowerOfTen() {
        assertThat(axis("193.3879")).isEqualTo("0 50 100 150 200");
        assertThat(axis("5")).isEqualTo("0 1 2 3 4 5");
        assertThat(axis("5.000001")).isEqualTo("0 2 4 6");
        assertThat(axis("73.2")).isEqualTo("0 20 40 60 80");
        assertThat(axis("0.000012")).isEqualTo("0.000000 0.000005 0.000010 0.000015");
        assertThat(axis("1234567")).isEqualTo("0 500000 1000000 1500000");
        assertThat(axis("0")).isEqualTo("0 1");
    }
}
