package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void whatOnlyJoinsPartsVariesOrDirectsItsNeighboursDrawsNothing() {
        String text = "A\u200Bc\u200Cm\u200De \u2068Ltd\u2069\u200F \u00ADx\uFE0F\u202Ay\u202C\uFEFF\u2060";

        assertThat(VisualText.of(text)).isEqualTo("Acme Ltd xy");
        assertThat(Typefaces.missing(List.of(text, "\u2066\u05D0\u2069"), Fonts.SHIPPED))
                .isEmpty();
    }

    @Test
    void whatRunsFromRightToLeftIsTurned() {
        assertThat(VisualText.of("x \u05D0\u05D1 (y)")).isEqualTo("x \u05D1\u05D0 (y)");
    }

    @Test
    void arabicLettersJoinAndOnlyLamAndAlefBecomeOne() {
        // layla: lam initial, yeh medial, lam medial, alef maksura final
        assertThat(VisualText.of("\u0644\u064A\u0644\u0649")).isEqualTo("\uFEF0\uFEE0\uFEF4\uFEDF");
        assertThat(VisualText.of("\u0633\u0644\u0627\u0645")).isEqualTo("\uFEE1\uFEFC\uFEB3");
        assertThat(Typefaces.of(List.of("\u0644\u064A\u0644\u0649 \u0644\u064A"), Fonts.SHIPPED)
                        .missing())
                .isEmpty();
    }

    @Test
    void whatFollowsANameFromRightToLeftStaysOnItsRight() {
        assertThat(VisualText.of("\u05D0\u05D1" + VisualText.LEFT_TO_RIGHT + ", 1 to 31"))
                .isEqualTo("\u05D1\u05D0, 1 to 31");
    }
}
