package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How far a long work is, as it is shown; the clock is the test's. */
class ProgressTest {

    private final StringWriter shown = new StringWriter();
    private Instant now = Instant.parse("2026-11-01T02:00:00Z");

    private Progress progress(Progress.Look look) {
        return new Progress(look, new PrintWriter(shown, true), () -> now);
    }

    private void passes(Progress progress, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plus(Duration.ofSeconds(1));
            progress.tick();
        }
    }

    @Test
    void withoutATerminalALineComesAfterTenSecondsAndThenEveryThirty() {
        Progress progress = progress(Progress.Look.LINES);
        progress.begin("replay", "account", 50_000);
        progress.more(9_000);
        passes(progress, 9);
        assertThat(shown.toString()).isEmpty();

        progress.more(1_000);
        passes(progress, 60);

        assertThat(shown.toString().lines())
                .containsExactly(
                        "replay: 10,000 of 50,000 accounts, 20 %, 1,000 a second, 10 s so far, about 40 s to go",
                        "replay: 10,000 of 50,000 accounts, 20 %, 250 a second, 40 s so far, about 2 min 40 s to go");
    }

    @Test
    void aFileIsMeasuredInBytesForNobodyKnowsItsRows() {
        Progress progress = progress(Progress.Look.LINES);
        progress.rows("usage.csv", 0, 0, 4_000_000);
        now = now.plusSeconds(20);
        progress.rows("usage.csv", 150_000, 1_000_000, 4_000_000);

        assertThat(shown.toString().lines())
                .containsExactly("usage.csv: 150,000 rows, 25 %, 7,500 a second, 20 s so far, about 1 min 0 s to go");
    }

    @Test
    void aStepOfWhichNobodyKnowsHowLongItIsSaysThatItGoesOn() {
        Progress progress = progress(Progress.Look.LINES);
        progress.begin("rollup");
        passes(progress, 40);

        assertThat(shown.toString().lines()).containsExactly("rollup: 10 s so far", "rollup: 40 s so far");
    }

    @Test
    void atATerminalABarIsDrawnOverItselfAndIsGoneAtTheEnd() {
        Progress progress = progress(Progress.Look.BAR);
        progress.begin("documents", "document", 8);
        now = now.plusSeconds(2);
        progress.more(2);

        String bar =
                "documents  [#####               ] 2 of 8 documents, 25 %, 1 a second, 2 s so far, about 6 s to go";
        assertThat(shown.toString()).isEqualTo("\r" + bar);

        progress.close();
        assertThat(shown.toString()).isEqualTo("\r" + bar + "\r" + " ".repeat(bar.length()) + "\r");
    }

    @Test
    void nothingIsShownToWhoWantsQuiet() {
        Progress progress = progress(Progress.Look.NOTHING);
        progress.begin("replay", "account", 50_000);
        passes(progress, 100);
        progress.close();

        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void aNameCannotSteerTheTerminal() {
        Progress progress = progress(Progress.Look.LINES);
        progress.rows("usage\u001b[2J.csv", 1, 1, 2);
        passes(progress, 10);

        assertThat(shown.toString()).startsWith("usage\\u001b[2J.csv: 1 row, 50 %");
    }
}
