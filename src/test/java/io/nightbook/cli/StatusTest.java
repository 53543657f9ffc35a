package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.SmallWorld;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a person is said by every command that looks at the runs, with what to do; monitors see it by the exit code. */
class StatusTest {

    private static final String CLOSE = "2026-10-02T12:00:00Z";

    @TempDir
    Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder).september();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Map<String, String> environment() {
        return Map.of(
                "NIGHTBOOK_DB_URL", world.url(),
                "NIGHTBOOK_DB_USER", world.user(),
                "NIGHTBOOK_DB_PASSWORD", world.password());
    }

    private Typed nightbook(String... arguments) {
        return Typed.nightbook(
                environment(),
                Stream.concat(
                                Stream.of("--config", folder.toString(), "--home", folder.toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void whereNothingWaitsTheLastAndTheNextRunsAreShown() {
        nightbook("run", "nightly", "--as-of", "2126-09-21T04:30:00Z", "--ahead");

        Typed status = nightbook("status");

        assertThat(status.code()).isZero();
        assertThat(status.out())
                .contains("nightly: last as of 2126-09-21T04:30:00Z (run 1), next ")
                .contains("month-end: never ran, next ")
                .endsWith("Nothing waits for anybody.\n");
    }

    @Test
    void aRunThatFailedWaitsToBeStartedAgain() {
        world.fillDisk("ledger");
        nightbook("run", "nightly", "--as-of", "2026-10-02T04:30:00Z");

        for (String command : List.of("status", "check")) {
            Typed said = nightbook(command);
            assertThat(said.out())
                    .as(command)
                    .contains("waiting: run 1 (nightly as of 2026-10-02T04:30:00Z) is failed: ");
            assertThat(said.out())
                    .as(command)
                    .contains("Start it again: nightbook run nightly --as-of 2026-10-02T04:30:00Z");
        }
        assertThat(nightbook("status").code()).isEqualTo(3);
    }

    @Test
    void documentsThatNeverCameOutWait() {
        world.fillDisk("document");
        nightbook("run", "month-end", "--as-of", CLOSE);

        Typed status = nightbook("status");

        assertThat(status.code()).isEqualTo(3);
        assertThat(status.out())
                .contains("waiting: run 1 (month-end as of " + CLOSE + ") has posted, but has not come to its end")
                .contains("nightbook publish 1 publishes them");
        assertThat(nightbook("runs").out()).contains("(not finished: start it again)");
    }

    @Test
    void documentsThatNoFontCanSetAreToldBeforeAndWaitAfterwards() {
        world.take(world.write(
                "accounts-2.csv",
                "account_id,name,currency,time_zone,country",
                "cora,\u6771\u4EAC KK,USD,America/New_York,JP"));

        assertThat(nightbook("check").out())
                .contains(
                        "books: beware: no font at hand can set what stands in the names or addresses of 1 accounts (cora),"
                                + " so that their documents will wait, namely \u4EAC \u6771 (Han: ");
        Typed preview = nightbook("run", "month-end", "--as-of", CLOSE, "--preview");
        assertThat(preview.code()).isEqualTo(3);
        assertThat(preview.out()).contains("still open     documents that will not be published, 2 in all, ");
        Typed run = nightbook("run", "month-end", "--as-of", CLOSE);
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("still open     documents of run 2 not published, 2 in all, ");
        assertThat(nightbook("status").out()).contains("waiting: documents of run 2 not published, 2 in all, ");
        assertThat(nightbook("publish", "2").code()).isEqualTo(3);

        assertThat(nightbook("publish", "2", "--incomplete").code()).isZero();
        assertThat(nightbook("status").out()).doesNotContain("documents of run 2");
    }

    @Test
    void aNightThatGoesPastAMonthThatNobodyClosedSaysSo() {
        assertThat(nightbook("run", "nightly", "--as-of", "2026-09-30T04:30:00Z")
                        .code())
                .isZero();
        assertThat(nightbook("run", "nightly", "--as-of", "2026-10-01T04:30:00Z")
                        .code())
                .isZero();

        Typed late = nightbook("run", "nightly", "--as-of", "2026-10-04T04:30:00Z");

        assertThat(late.code()).isEqualTo(3);
        assertThat(late.out())
                .containsPattern("still open +month-end was due at 2026-10-0[12]T12:00:00Z and has not run")
                .contains("nightbook run month-end --as-of 2026-10-04T04:30:00Z closes them");

        assertThat(nightbook("run", "month-end", "--as-of", "2026-10-04T04:30:00Z")
                        .code())
                .isZero();
        assertThat(nightbook("run", "nightly", "--as-of", "2026-10-05T04:30:00Z")
                        .code())
                .isZero();
    }

    @Test
    void aRunThatIsToldToStopSaysWhatStandsAndEndsByItsSignal() throws Exception {
        try (Connection holder = world.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table load_rollup in exclusive mode");
            ProcessBuilder builder = new ProcessBuilder(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.nightbook.Nightbook",
                    "--config",
                    folder.toString(),
                    "--home",
                    folder.toString(),
                    "run",
                    "month-end",
                    "--as-of",
                    CLOSE);
            builder.environment().putAll(environment());
            Path said = folder.resolve("said.txt");
            Process process = builder.redirectError(said.toFile()).start();
            world.awaitBlocked(1);
            assertThat(nightbook("runs").out()).contains("running").contains("(at work now)");

            process.destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
            assertThat(said)
                    .hasContent("Told to stop. month-end as of " + CLOSE
                            + " has not posted: nothing of it is in the books. Start the same command again: it goes on where"
                            + " it stopped.");
            holder.rollback();
        }
        world.await("not exists (select 1 from live_run)");
        assertThat(nightbook("runs").out()).contains("interrupted").contains("(not finished: start it again)");
        assertThat(nightbook("run", "month-end", "--as-of", CLOSE).code()).isZero();
    }

    @Test
    void rejectedRowsWaitUntilTheyComeInMended() {
        String header = "event_id,account_id,meter,occurred_at,quantity";
        Path usage = world.write("usage-x.csv", header, "x-1,acme,nothing,2026-09-03T00:00:00Z,1");
        assertThat(nightbook("import", usage.toString()).code()).isEqualTo(3);

        for (String command : List.of("status", "check")) {
            assertThat(nightbook(command).out())
                    .as(command)
                    .contains("waiting: rejected rows: 1. nightbook export rejects shows them; mend the files");
        }
        assertThat(nightbook("status").code()).isEqualTo(3);

        Path mended = world.write("rejects/usage-x.csv", header, "x-1,acme,reply,2026-09-03T00:00:00Z,1");
        assertThat(nightbook("import", mended.toString()).out())
                .isEqualTo("usage-x.csv: 1 accepted, 0 duplicate, 0 rejected\n  resolved: 1 row rejected before\n");
        assertThat(nightbook("status").out()).doesNotContain("rejected rows");
    }
}
