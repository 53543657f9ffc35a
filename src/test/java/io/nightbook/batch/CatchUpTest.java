package io.nightbook.batch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.TestServer;
import io.nightbook.job.JobSpec;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RunStore;
import io.nightbook.quartz.Fire;
import io.nightbook.quartz.Launch;
import io.nightbook.quartz.Launch.Next;
import io.nightbook.quartz.SchedulerNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CatchUpTest {

    private static final JobSpec NIGHTLY = SmallWorld.nightly("0 30 4 * * ?");
    private static final JobSpec MONTH_END = SmallWorld.monthEnd();
    private static final List<JobSpec> JOBS = List.of(MONTH_END, NIGHTLY);
    private static final Instant FIRST_SEEN = Instant.parse("2026-10-31T10:00:00Z");

    @TempDir
    private Path folder;

    private Database database;
    private SmallWorld world;

    @BeforeEach
    void open() throws IOException {
        database = TestServer.get().database();
        world = new SmallWorld(folder, database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void threeMissedNightsAndTheMonthEndBetweenThemRunInOrderWithTheLedgerOfRunsOnTime() throws IOException {
        launchAll("2026-11-03T04:30:00Z");
        assertThat(world.runs())
                .containsExactly(
                        "nightly 2026-11-01T04:30:00Z posted",
                        "nightly 2026-11-02T04:30:00Z posted",
                        "month-end 2026-11-02T12:00:00Z posted",
                        "nightly 2026-11-03T04:30:00Z posted");

        try (Database other = TestServer.get().database()) {
            SmallWorld onTime = new SmallWorld(Files.createDirectory(folder.resolve("on-time")), other);
            onTime.run(NIGHTLY, "2026-11-01T04:30:00Z");
            onTime.run(NIGHTLY, "2026-11-02T04:30:00Z");
            onTime.run(MONTH_END, "2026-11-02T12:00:00Z");
            onTime.run(NIGHTLY, "2026-11-03T04:30:00Z");
            assertThat(world.tables()).isEqualTo(onTime.tables()).contains("top-1,expired");
        }
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        launchAll("2026-11-03T04:30:00Z");
        assertThat(launch("2026-11-03T04:30:00Z")).isEqualTo(Next.DONE);
        assertThat(launch("2026-11-04T04:29:59Z")).isEqualTo(Next.DONE);
        assertThat(world.runs()).hasSize(4);
    }

    @Test
    void aJobIsCaughtUpFromItsLastRunAndANewOneFromWhenItWasFirstSeen() {
        world.run(NIGHTLY, "2026-10-29T04:30:00Z");
        launchAll("2026-11-01T04:30:00Z");
        assertThat(world.runs())
                .containsExactly(
                        "nightly 2026-10-29T04:30:00Z posted",
                        "nightly 2026-10-30T04:30:00Z posted",
                        "nightly 2026-10-31T04:30:00Z posted",
                        "nightly 2026-11-01T04:30:00Z posted");
    }

    @Test
    void aMissedNightBeforeAPostedRunIsLeftOut() {
        world.run(MONTH_END, "2026-11-02T12:00:00Z");
        launchAll("2026-11-03T04:30:00Z");
        assertThat(world.runs())
                .containsExactly("month-end 2026-11-02T12:00:00Z posted", "nightly 2026-11-03T04:30:00Z posted");
    }

    @Test
    void severalFiresOnOneBusinessDateAreOneRun() {
        JobSpec hourly = SmallWorld.nightly("0 0 * * * ?");
        launchAll(List.of(hourly), "2026-11-01T05:00:00Z");
        assertThat(world.runs())
                .containsExactly("nightly 2026-10-31T11:00:00Z posted", "nightly 2026-11-01T00:00:00Z posted");
    }

    @Test
    void aFailureStopsTheSequenceUntilItIsMended() {
        RunStore runs = new RunStore(database);
        int begun = runs.add("nightly", "2026-11-01", Instant.parse("2026-11-01T01:00:00Z"), "me", false, "small");
        assertThatThrownBy(() -> launchAll("2026-11-02T04:30:00Z"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("finish it with --as-of 2026-11-01T01:00:00Z");
        assertThat(world.runs()).containsExactly("nightly 2026-11-01T01:00:00Z running");

        runs.abandon(begun);
        launchAll("2026-11-02T04:30:00Z");
        assertThat(world.runs())
                .containsExactly(
                        "nightly 2026-11-01T01:00:00Z abandoned",
                        "nightly 2026-11-01T04:30:00Z posted",
                        "nightly 2026-11-02T04:30:00Z posted");
    }

    @Test
    void anotherRunThatHoldsTheBooksIsAwaitedAndIsNoError() throws Exception {
        try (AutoCloseable held = new RunStore(database).tryLock().orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(launch("2026-11-01T04:30:00Z")).isEqualTo(Next.LATER);
        }
        assertThat(world.runs()).isEmpty();
        assertThat(launch("2026-11-01T04:30:00Z")).isEqualTo(Next.MORE);
    }

    @Test
    void twoSchedulersFireANightAndItIsPostedOnce() throws InterruptedException {
        CountDownLatch fires = new CountDownLatch(6);
        List<JobSpec> jobs = List.of(SmallWorld.nightly("* * * * * ?"));
        try (SchedulerNode one = node(jobs, fires);
                SchedulerNode two = node(jobs, fires)) {
            assertThat(List.of(one, two)).doesNotHaveDuplicates();
            assertThat(fires.await(60, SECONDS)).isTrue();
        }
        // two if midnight in UTC passed meanwhile
        assertThat(world.runs()).hasSizeBetween(1, 2).doesNotHaveDuplicates().allMatch(run -> run.endsWith("Z posted"));
    }

    private SchedulerNode node(List<JobSpec> jobs, CountDownLatch fires) {
        Launch catchUp = new CatchUp(database, world.runner(), jobs);
        Launch counted = fire -> {
            Next next = catchUp.launch(fire);
            fires.countDown();
            return next;
        };
        return SchedulerNode.start(database.source(), jobs, counted, InstantSource.system());
    }

    private void launchAll(String at) {
        launchAll(JOBS, at);
    }

    private void launchAll(List<JobSpec> jobs, String at) {
        CatchUp catchUp = new CatchUp(database, world.runner(), jobs);
        Fire fire = fire(at);
        while (catchUp.launch(fire) == Next.MORE) {
            assertThat(world.runs()).hasSizeLessThan(10);
        }
    }

    private Next launch(String at) {
        return new CatchUp(database, world.runner(), JOBS).launch(fire(at));
    }

    private static Fire fire(String at) {
        return new Fire("nightly", Instant.parse(at), Map.of("nightly", FIRST_SEEN, "month-end", FIRST_SEEN));
    }
}
