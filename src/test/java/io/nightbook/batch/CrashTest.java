package io.nightbook.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.SmallWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** kill -9 at certain points of a run in another process: started again, the books and files are those of an undisturbed run. */
class CrashTest {

    private static final String CLOSE = "2026-10-02T12:00:00Z";

    private static @Nullable Map<String, String> undisturbed;

    @TempDir
    Path folder;

    /** Where the process is killed: the step that it is let into, and the lock that it runs into there. */
    enum Point {
        /** All is rolled up, and not committed. */
        WHILE_IT_ROLLS_UP("rollup", "lock table load_rollup in exclusive mode"),
        AFTER_ROLLUP_BEFORE_IT_IS_NOTED("rollup", noting("rollup")),
        /** Three accounts are staged, the fourth is not. */
        WHILE_IT_REPLAYS("rollup", "insert into stage_account (run_no, account_no, input_no) values (1, 4, 0)"),
        AFTER_A_PARTITION_BEFORE_IT_IS_NOTED("rollup", noting("replay:")),
        WHILE_IT_CLOSES("close", "lock table stage_tax in exclusive mode"),
        AFTER_CLOSE_BEFORE_IT_IS_NOTED("close", noting("close")),
        /** All is booked, and not committed. */
        WHILE_IT_POSTS("post", "select 1 from run where run_no = 1 for no key update"),
        AFTER_POST_BEFORE_IT_IS_NOTED("post", noting("post")),
        WHILE_IT_ALERTS("alerts", "lock table alert in exclusive mode"),
        AFTER_ALERTS_BEFORE_IT_IS_NOTED("alerts", noting("alerts")),
        AFTER_DOCUMENTS_BEFORE_IT_IS_NOTED("documents", noting("documents"));

        private final String step;
        private final String lock;

        Point(String step, String lock) {
            this.step = step;
            this.lock = lock;
        }

        /** The lock behind {@link #stopBeforeNoting}: its second number is the step's. */
        private static String noting(String step) {
            return "select pg_advisory_xact_lock(4711, hashtext('" + step + "'))";
        }
    }

    /** Lets each step wait, once its work is committed and before the job repository learns of it, for a lock of its own. */
    private static void stopBeforeNoting(SmallWorld world) {
        world.execute("""
                create function stop_before_noting() returns trigger language plpgsql as $$
                begin
                    perform pg_advisory_xact_lock_shared(4711, hashtext(substring(new.step_name from '^[a-z]+:?')));
                    return new;
                end $$;
                create trigger stop_before_noting before update on batch_step_execution
                    for each row when (new.status = 'COMPLETED') execute function stop_before_noting();
                """);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aRunThatWasKilledEndsUndisturbedWhenItIsStartedAgain(Point point) throws Exception {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            stopBeforeNoting(world);
            killAt(point, world);
            assertThat(world.value("select status from batch_job_execution")).isEqualTo("STARTED");

            Runner.Outcome outcome = world.run("month-end", CLOSE);

            Map<String, String> expected = undisturbed();
            Map<String, String> found = world.everything();
            expected.forEach(
                    (name, text) -> assertThat(found.get(name)).as(name).isEqualTo(text));
            assertThat(found).containsOnlyKeys(expected.keySet());
            assertThat(outcome.totals().get("cycles_closed")).isEqualByComparingTo("4");
            assertThat(world.rows("select status from batch_job_execution order by job_execution_id"))
                    .containsExactly("FAILED", "COMPLETED");
            assertThat(new History(world.database()).prove()).isEmpty();
        }
    }

    private static void killAt(Point point, SmallWorld world) throws IOException, InterruptedException, SQLException {
        try (RunProcess doomed = RunProcess.start(world, "month-end", CLOSE);
                Connection holder = world.connect();
                Statement statement = holder.createStatement()) {
            doomed.goOnTo(point.step);
            holder.setAutoCommit(false);
            statement.execute(point.lock);
            doomed.goOn();
            doomed.awaitBlocked();
            if (point == Point.WHILE_IT_REPLAYS) {
                world.await("count(*) = 3 from stage_account");
            }
            doomed.kill();
            holder.rollback();
            doomed.awaitForgotten();
        }
    }

    private Map<String, String> undisturbed() {
        Map<String, String> expected = undisturbed;
        if (expected == null) {
            try (SmallWorld world = SmallWorld.in(folder.resolve("undisturbed")).september()) {
                world.run("month-end", CLOSE);
                expected = world.everything();
                undisturbed = expected;
            }
        }
        return new HashMap<>(expected);
    }

    @Test
    void aMonthEndThatWasKilledIsFinishedByTheNightThatFollows() throws Exception {
        try (SmallWorld world = SmallWorld.in(folder).september();
                SmallWorld onTime = SmallWorld.in(folder.resolve("on-time")).september()) {
            killAt(Point.WHILE_IT_POSTS, world);
            assertThat(new History(world.database()).latest(1).get(0).state()).isEqualTo("interrupted");

            Runner.Outcome night = world.run("nightly", "2026-10-03T04:30:00Z");

            assertThat(night.others().finished())
                    .containsExactly(
                            "month-end as of 2026-10-02T12:00:00Z (run 1), which had been stopped, is finished as"
                                    + " run 1");
            assertThat(night.others().open()).isEmpty();
            onTime.run("month-end", CLOSE);
            onTime.run("nightly", "2026-10-03T04:30:00Z");
            assertThat(world.everything()).isEqualTo(onTime.everything());
        }
    }

    @Test
    void aNightThatWasKilledMayBeOvertakenByAnother() throws Exception {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            try (RunProcess doomed = RunProcess.start(world, "nightly", "2026-10-02T04:30:00Z")) {
                doomed.goOnTo("post");
                doomed.kill();
                doomed.awaitForgotten();
            }

            Runner.Outcome night = world.run("nightly", "2026-10-03T04:30:00Z");

            assertThat(night.totals().get("entries")).isEqualByComparingTo("17");
            assertThat(world.rows("select run_no, job, state from run order by run_no"))
                    .containsExactly("1|nightly|abandoned", "2|nightly|posted");
            assertThat(new History(world.database()).prove()).isEmpty();
        }
    }

    @Test
    void whileAnotherProcessRunsTheBooksAreRefused() throws Exception {
        try (SmallWorld world = SmallWorld.in(folder).september();
                RunProcess busy = RunProcess.start(world, "month-end", CLOSE)) {
            busy.goOnTo("post");

            org.assertj.core.api.Assertions.assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.run("nightly", "2026-10-03T04:30:00Z"))
                    .withMessageStartingWith("Another run holds the books.");

            assertThat(world.rows("select run_no, state from run")).containsExactly("1|running");
            busy.kill();
            busy.awaitForgotten();
        }
    }
}
