package io.nightbook.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.cases.SmallWorld;
import io.nightbook.postgres.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose connections die under it: whatever it leaves behind, the same command finishes it, and nothing is done twice. */
class LostConnectionTest {

    private static final String NIGHT = "2026-10-03T04:30:00Z";
    private static final String CLOSE = "2026-10-02T12:00:00Z";

    @TempDir
    Path folder;

    private static Map<String, String> undisturbed(Path folder, String job, String asOf) {
        try (SmallWorld world = SmallWorld.in(folder.resolve("undisturbed")).september()) {
            world.run(job, asOf);
            return world.everything();
        }
    }

    /** Cuts all connections that are at work in a transaction when a table is written to. */
    private static void cutAt(SmallWorld world, String table) {
        world.execute("create function cut() returns trigger language plpgsql as $$ begin"
                + " perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and xact_start is not null and pid <> pg_backend_pid(); perform pg_terminate_backend(pg_backend_pid());"
                + " return null; end $$;"
                + " create trigger cut before insert on " + table + " for each statement execute function cut()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load_rollup", "stage_account", "stage_tax", "ledger", "invoice_line", "alert", "document"})
    void aRunWhoseConnectionDiedGoesOnWhenItIsStartedAgain(String table) {
        Map<String, String> expected = undisturbed(folder, "month-end", CLOSE);
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            cutAt(world, table);
            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> world.run("month-end", CLOSE))
                    .withMessageContaining("Start it again");
            world.execute("drop trigger cut on " + table);

            world.run("month-end", CLOSE);

            assertThat(world.everything()).isEqualTo(expected);
            assertThat(new History(world.database()).prove()).isEmpty();
        }
    }

    @Test
    void aRunGoesOnThatWasCutOffBeforeItsExecutionWasMade() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk("batch_job_execution");
            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("nightly", NIGHT));
            world.freeDisk("batch_job_execution");
            assertThat(world.value("select count(*) from batch_job_instance")).isEqualTo("1");

            world.run("nightly", NIGHT);

            assertThat(world.rows("select state from run")).containsExactly("posted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "STARTED", "STOPPING", "STARTING"})
    void aRunGoesOnWhateverStateItsStepsWereLeftIn(String state) {
        Map<String, String> expected = undisturbed(folder, "month-end", CLOSE);
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk("invoice");
            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("month-end", CLOSE));
            world.freeDisk("invoice");
            world.execute("update batch_job_execution set status = '" + state + "', end_time = null;"
                    + " update batch_step_execution set status = '" + state + "', end_time = null");

            world.run("month-end", CLOSE);

            assertThat(world.everything()).isEqualTo(expected);
        }
    }

    /** Goes on only once the server has ended all transactions in which nothing happens. */
    private static Runner.Listener dawdling(SmallWorld world) {
        return new Runner.Listener() {
            @Override
            public void step(String name) {}

            @Override
            public void accounts(long more) {
                world.await("count(*) = 0 from pg_stat_activity where datname = current_database()"
                        + " and state like 'idle in transaction%'");
            }
        };
    }

    @Test
    void aNightOfAServerThatEndsIdleTransactionsEndsWhenThatIsMended() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            String name = world.value("select current_database()");
            world.execute("alter database " + name + " set idle_in_transaction_session_timeout = '50ms'");
            try (Database hasty = Database.open(world.url(), world.user(), world.password())) {
                Runner runner = new Runner(world.books(hasty), dawdling(world));
                assertThatExceptionOfType(BatchFailed.class)
                        .isThrownBy(() -> runner.run(world.order("nightly", NIGHT, null)));
            }
            world.execute("alter database " + name + " reset idle_in_transaction_session_timeout");

            world.run("nightly", NIGHT);

            assertThat(world.value("select state from run")).isEqualTo("posted");
            assertThat(new History(world.database()).prove()).isEmpty();
        }
    }

    /** Lets the connection that holds the lock of all runs die, when a run comes to a step. */
    private static Runner.Listener losingTheLockAt(SmallWorld world, String step, Runnable then) {
        AtomicBoolean lost = new AtomicBoolean();
        return new Runner.Listener() {
            @Override
            public void step(String name) {
                if (name.equals(step) && lost.compareAndSet(false, true)) {
                    world.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                            + " and database = (select oid from pg_database where datname = current_database())");
                    world.await("count(*) = 0 from pg_locks where locktype = 'advisory'"
                            + " and database = (select oid from pg_database where datname = current_database())");
                    // on a thread of its own, as another process is
                    CompletableFuture.runAsync(then).join();
                }
            }

            @Override
            public void accounts(long more) {}
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollup", "close", "post", "alerts", "documents"})
    void aRunThatLostTheLockAloneGoesOnToItsEnd(String step) {
        Map<String, String> expected = undisturbed(folder, "month-end", CLOSE);
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            new Runner(world.books(), losingTheLockAt(world, step, () -> {}))
                    .run(world.order("month-end", CLOSE, null));

            assertThat(world.everything()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "post", "documents"})
    void aRunThatLostTheLockAndWasTakenUpElsewhereNoticesBeforeItDoesMore(String step) {
        Map<String, String> expected = undisturbed(folder, "month-end", CLOSE);
        try (SmallWorld world = SmallWorld.in(folder).september();
                Database other = Database.open(world.url(), world.user(), world.password())) {
            Runner second = new Runner(world.books(other), Runner.Listener.SILENT);
            Runner first = new Runner(
                    world.books(),
                    losingTheLockAt(world, step, () -> second.run(world.order("month-end", CLOSE, null))));

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> first.run(world.order("month-end", CLOSE, null)))
                    .withMessageContaining("Another process has taken run 1 over")
                    .matches(refused -> refused.reason() == Refused.Reason.TAKEN);

            assertThat(world.everything()).isEqualTo(expected);
            assertThat(new History(world.database()).prove()).isEmpty();
        }
    }

    @Test
    void aRunThatLostTheLockAndWasTakenBackByAnotherLeavesNoTrace() {
        try (SmallWorld world = SmallWorld.in(folder).september();
                SmallWorld alone = SmallWorld.in(folder.resolve("alone")).september();
                Database other = Database.open(world.url(), world.user(), world.password())) {
            Runner second = new Runner(world.books(other), Runner.Listener.SILENT);
            Runner first = new Runner(
                    world.books(),
                    losingTheLockAt(world, "rollup", () -> second.run(world.order("nightly", NIGHT, null))));

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> first.run(world.order("nightly", "2026-10-02T04:30:00Z", null)))
                    .withMessageContaining("Another process has taken run 1 over");

            alone.run("nightly", NIGHT);
            for (String table : List.of("batches", "cycles", "usage", "activity")) {
                assertThat(world.export(table)).as(table).isEqualTo(alone.export(table));
            }
            assertThat(world.rows("select job, state from run order by run_no"))
                    .containsExactly("nightly|abandoned", "nightly|posted");
            assertThat(new History(world.database()).prove()).isEmpty();
        }
    }
}
