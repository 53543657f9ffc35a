package io.nightbook.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final String FULL_WIDTH_TILDE = "\uFF5E";
    private static final String GRINNING_FACE = "\uD83D\uDE00";
    private static final String LINEAR_B = "\uD800\uDC00";

    @Test
    void upperCaseComesBeforeLowerCaseAndDigitsBeforeBoth() {
        List<String> ids = new ArrayList<>(List.of("b", "a", "B", "A", "10", "9", "a-1", "a1", "ab", ""));
        ids.sort(Ids.ORDER);
        assertThat(ids).containsExactly("", "10", "9", "A", "B", "a", "a-1", "a1", "ab", "b");
    }

    @Test
    void charactersBeyondTheFirstPlaneComeLastAlthoughTheirSurrogatesAreSmaller() {
        assertThat(GRINNING_FACE).isLessThan(FULL_WIDTH_TILDE);
        assertThat(Ids.ORDER.compare(GRINNING_FACE, FULL_WIDTH_TILDE)).isPositive();
        assertThat(Ids.ORDER.compare(FULL_WIDTH_TILDE, GRINNING_FACE)).isNegative();
        assertThat(Ids.ORDER.compare(LINEAR_B, "\uFFFD")).isPositive();
        assertThat(Ids.ORDER.compare(LINEAR_B, GRINNING_FACE)).isNegative();
        assertThat(Ids.ORDER.compare("x" + GRINNING_FACE, "x" + GRINNING_FACE + "a"))
                .isNegative();
    }

    @Test
    void theOrderIsThatOfTheUtf8BytesForAnyPair() {
        List<String> parts = List.of(
                "",
                "a",
                "Z",
                "\u007F",
                "\u0080",
                "\u07FF",
                "\u0800",
                "\uD7FF",
                "\uE000",
                FULL_WIDTH_TILDE,
                "\uFFFD",
                LINEAR_B,
                GRINNING_FACE,
                "\uDBFF\uDFFF");
        for (String left : parts) {
            for (String middle : parts) {
                for (String right : parts) {
                    String a = left + middle;
                    String b = left + right;
                    assertThat(Integer.signum(Ids.ORDER.compare(a, b)))
                            .as("%s and %s", a, b)
                            .isEqualTo(Integer.signum(Arrays.compareUnsigned(
                                    a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8))));
                }
            }
        }
    }

    @Test
    void derivedIdsNameTheirAccountAndDate() {
        String allowance = Ids.allowance("acme:eu", LocalDate.of(2026, 9, 16));
        assertThat(allowance).isEqualTo("allowance:acme:eu:2026-09-16");
        assertThat(Ids.rollover(allowance)).isEqualTo("rollover:acme:eu:2026-09-16");
        assertThat(Ids.trial("acme")).isEqualTo("trial:acme");
        assertThat(Ids.bonus("top-1")).isEqualTo("bonus:top-1");
    }

    @Test
    void onlyDerivedIdsAreReserved() {
        assertThat(List.of("allowance:a", "rollover:", "trial:x:y", "bonus:bonus:1"))
                .allMatch(Ids::isReserved);
        assertThat(List.of("Allowance:a", "allowance", "my-trial:x", " bonus:1"))
                .noneMatch(Ids::isReserved);
    }
}
