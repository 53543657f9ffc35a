package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.money.Credits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static List<String> shares(String... parts) {
        return Shares.of(Stream.of(parts).map(Credits::of).toList());
    }

    @Test
    void theyAddUpToAHundred() {
        assertThat(shares("983.23915", "356.3584", "260.414")).containsExactly("62 %", "22 %", "16 %");
        assertThat(shares("1", "1", "1")).containsExactly("34 %", "33 %", "33 %");
    }

    @Test
    void whatIsNeitherNothingNorAllDoesNotSeemSo() {
        assertThat(shares("999", "1", "0")).containsExactly(">99 %", "<1 %", "0 %");
        assertThat(shares("5", "0")).containsExactly("100 %", "0 %");
    }

    @Test
    void ofNothingThereAreNone() {
        assertThat(shares("0", "0")).containsExactly("", "");
    }
}
