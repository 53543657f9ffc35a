package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text as it stands on the line. */
class VisualTextTest {

    @Test
    void lineBreaksAndTabsAreSpaces() {
        assertThat(VisualText.of("Acme\r\nGmbH,\tKöln\u2028Ost")).isEqualTo("Acme  GmbH, Köln Ost");
    }

    @Test
    void whatIsNoVisibleCharacterIsSeenToBeThere() {
        assertThat(VisualText.of("a\u0007b\u202Ec")).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void whatRunsFromRightToLeftIsTurned() {
        assertThat(VisualText.of("x \u05D0\u05D1 (y)")).isEqualTo("x \u05D1\u05D0 (y)");
    }
}
