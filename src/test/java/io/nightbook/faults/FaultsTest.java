package io.nightbook.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, and whenever: the same command, started once more, leaves what it leaves where nothing goes wrong. */
class FaultsTest {

    private static final Map<Story, Twin> TWINS = new EnumMap<>(Story.class);

    @TempDir
    static Path folder;

    @BeforeAll
    static void playUndisturbed() {
        for (Story story : Story.values()) {
            TWINS.put(story, Twin.of(story, folder));
        }
    }

    /** One instant of each story, always the same; {@link Faults} tries all. */
    private static List<Trial.Outcome> sample(Kind kind) {
        Random dice = new Random(kind.name().hashCode());
        List<Trial.Outcome> outcomes = new ArrayList<>();
        TWINS.forEach((story, twin) -> {
            if (twin.instants(kind) >= twin.first(kind)) {
                int instant = dice.nextInt(twin.first(kind), twin.instants(kind) + 1);
                outcomes.add(Trial.of(twin, kind, instant));
            }
        });
        return outcomes;
    }

    @ParameterizedTest
    @EnumSource
    void theSameCommandStartedOnceMoreLeavesWhatAnUndisturbedTwinLeaves(Kind kind) {
        List<Trial.Outcome> outcomes = sample(kind);

        assertThat(outcomes)
                .isNotEmpty()
                .allSatisfy(outcome ->
                        assertThat(outcome.differences()).as(outcome::toString).isEmpty());
        assertThat(outcomes)
                .as("most faults are noticed")
                .anySatisfy(outcome -> assertThat(outcome.first()).isNotNull());
    }

    /** What is done and what is noted as done must go together: where one is committed alone, nothing goes on for ever. */
    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsLostWithTheAnswerToACommitIsMendedToo(Story story) {
        Twin twin = Objects.requireNonNull(TWINS.get(story));
        List<Integer> commits = new ArrayList<>(twin.extent().commits());
        Collections.shuffle(commits, new Random(1));

        assertThat(commits.subList(0, 3))
                .allSatisfy(commit -> assertThat(Trial.of(twin, Kind.CUT_ALL_CONNECTIONS, 2 * commit)
                                .differences())
                        .as("after the commit at statement %s", commit)
                        .isEmpty());
    }

    @Test
    void theStoriesWriteDocumentsAndRejectsAndBookWhatTheySay() {
        assertThat(left(Story.IMPORT))
                .containsKeys("file rejects/usage.csv", "file rejects/accounts.reasons.csv")
                .containsEntry("table stage_movement", "");
        assertThat(left(Story.NIGHT).get("table ledger")).contains("consumed");
        assertThat(left(Story.MONTH_END))
                .containsKeys("file out/2026-09/MANIFEST.sha256", "file out/2026-09/invoices/INV-2026-00001.pdf");
    }

    @Test
    void whatIsLeftOverIsFound() {
        Map<String, String> expected = Map.of("table run", "nightly posted", "file out", "folder");

        assertThat(Snapshot.differences(
                        expected,
                        Map.of("table run", "nightly running", "file out", "folder", "file out/.part", "half")))
                .containsExactly(
                        "file out/.part: expected (none), found half",
                        "table run: expected nightly posted, found nightly running");
        assertThat(Snapshot.differences(expected, expected)).isEmpty();
    }

    private static Map<String, String> left(Story story) {
        return Objects.requireNonNull(TWINS.get(story)).left();
    }
}
