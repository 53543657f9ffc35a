package io.nightbook.batch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.SmallWorld;
import io.nightbook.job.Fire;
import io.nightbook.job.JobSpec;
import io.nightbook.job.Launch;
import io.nightbook.job.Launch.Next;
import io.nightbook.postgres.RunStore;
import io.nightbook.quartz.Schedule;
import io.nightbook.quartz.SchedulerNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
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

    private static final JobSpec NIGHTLY = nightly("0 30 4 * * ?");
    private static final JobSpec MONTH_END =
            job("month-end", "0 0 12 2 * ?", List.of("rollup", "replay", "close", "post", "alerts"));
    private static final List<JobSpec> JOBS = List.of(MONTH_END, NIGHTLY);
    private static final Instant FIRST_SEEN = Instant.parse("2026-09-30T10:00:00Z");

    @TempDir
    private Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder).september();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static JobSpec nightly(String cron) {
        return job("nightly", cron, List.of("rollup", "replay", "post", "alerts"));
    }

    private static JobSpec job(String name, String cron, List<String> steps) {
        return new JobSpec(name, "", new JobSpec.Schedule(cron, ZoneId.of("UTC")), JobSpec.Identity.DATE, steps);
    }

    private static Runner runner(SmallWorld world) {
        return new Runner(world.books(), Runner.Listener.SILENT);
    }

    private static void run(SmallWorld world, JobSpec job, String asOf) {
        runner(world).run(new Runner.Order(job, Instant.parse(asOf), null, "schedule"));
    }

    /** Runs as {@code nightly 2026-10-01T04:30:00Z posted}, oldest first. */
    private List<String> runs() {
        return world.rows("select job || ' ' || iso(as_of) || ' ' || state from run order by run_no");
    }

    @Test
    void threeMissedNightsAndTheMonthEndBetweenThemRunInOrderWithTheLedgerOfRunsOnTime() {
        launchAll("2026-10-03T04:30:00Z");
        assertThat(runs())
                .containsExactly(
                        "nightly 2026-10-01T04:30:00Z posted",
                        "nightly 2026-10-02T04:30:00Z posted",
                        "month-end 2026-10-02T12:00:00Z posted",
                        "nightly 2026-10-03T04:30:00Z posted");

        try (SmallWorld onTime = SmallWorld.in(folder.resolve("on-time")).september()) {
            run(onTime, NIGHTLY, "2026-10-01T04:30:00Z");
            run(onTime, NIGHTLY, "2026-10-02T04:30:00Z");
            run(onTime, MONTH_END, "2026-10-02T12:00:00Z");
            run(onTime, NIGHTLY, "2026-10-03T04:30:00Z");
            assertThat(world.everything()).isEqualTo(onTime.everything());
        }
        assertThat(world.export("ledger")).contains("dune-1,expired,-70.000000");
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        launchAll("2026-10-03T04:30:00Z");
        assertThat(launch("2026-10-03T04:30:00Z")).isEqualTo(Next.DONE);
        assertThat(launch("2026-10-04T04:29:59Z")).isEqualTo(Next.DONE);
        assertThat(runs()).hasSize(4);
    }

    @Test
    void aJobIsCaughtUpFromItsLastRunAndANewOneFromWhenItWasFirstSeen() {
        run(world, NIGHTLY, "2026-09-28T04:30:00Z");
        launchAll("2026-10-01T04:30:00Z");
        assertThat(runs())
                .containsExactly(
                        "nightly 2026-09-28T04:30:00Z posted",
                        "nightly 2026-09-29T04:30:00Z posted",
                        "nightly 2026-09-30T04:30:00Z posted",
                        "nightly 2026-10-01T04:30:00Z posted");
    }

    @Test
    void aMissedNightBeforeAPostedRunIsLeftOut() {
        run(world, MONTH_END, "2026-10-02T12:00:00Z");
        launchAll("2026-10-03T04:30:00Z");
        assertThat(runs())
                .containsExactly("month-end 2026-10-02T12:00:00Z posted", "nightly 2026-10-03T04:30:00Z posted");
    }

    @Test
    void severalFiresOnOneBusinessDateAreOneRun() {
        JobSpec hourly = nightly("0 0 * * * ?");
        launchAll(List.of(hourly), "2026-10-01T05:00:00Z");
        assertThat(runs())
                .containsExactly("nightly 2026-09-30T11:00:00Z posted", "nightly 2026-10-01T00:00:00Z posted");
    }

    @Test
    void aFailureStopsTheSequenceUntilItIsMended() {
        world.fillDisk("ledger");
        assertThatThrownBy(() -> launchAll("2026-10-02T04:30:00Z"))
                .isInstanceOf(BatchFailed.class)
                .hasMessageContaining("the disk of ledger is full");
        assertThat(runs()).containsExactly("nightly 2026-10-01T04:30:00Z failed");

        world.freeDisk("ledger");
        launchAll("2026-10-02T04:30:00Z");
        assertThat(runs())
                .containsExactly("nightly 2026-10-01T04:30:00Z posted", "nightly 2026-10-02T04:30:00Z posted");
    }

    @Test
    void aRunThatSomebodyBeganAtAnotherInstantOfTheDateIsFinishedAtIts() {
        world.fillDisk("ledger");
        assertThatThrownBy(() -> run(world, NIGHTLY, "2026-10-01T01:00:00Z")).isInstanceOf(BatchFailed.class);
        world.freeDisk("ledger");

        launchAll("2026-10-02T04:30:00Z");

        assertThat(runs())
                .containsExactly("nightly 2026-10-01T01:00:00Z posted", "nightly 2026-10-02T04:30:00Z posted");
    }

    @Test
    void aMissedMonthEndThatANightWentPastIsRunAsSoonAsItCanBe() {
        run(world, NIGHTLY, "2026-10-03T04:30:00Z");

        launchAll("2026-10-03T05:00:00Z");

        assertThat(runs())
                .containsExactly("nightly 2026-10-03T04:30:00Z posted", "month-end 2026-10-03T04:30:00Z posted");
        assertThat(world.rows("select distinct first_day from cycle where state = 'closed' order by 1"))
                .contains("2026-09-01");
        assertThat(launch("2026-10-03T06:00:00Z")).isEqualTo(Next.DONE);
    }

    @Test
    void anotherRunThatHoldsTheBooksIsAwaitedAndIsNoError() throws Exception {
        try (AutoCloseable held = new RunStore(world.database()).tryLock().orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(launch("2026-10-01T04:30:00Z")).isEqualTo(Next.LATER);
        }
        assertThat(runs()).isEmpty();
        assertThat(launch("2026-10-01T04:30:00Z")).isEqualTo(Next.MORE);
    }

    @Test
    void twoSchedulersFireANightAndItIsPostedOnce() throws InterruptedException {
        CountDownLatch fires = new CountDownLatch(6);
        List<JobSpec> jobs = List.of(nightly("* * * * * ?"));
        try (SchedulerNode one = node(jobs, fires);
                SchedulerNode two = node(jobs, fires)) {
            assertThat(List.of(one, two)).doesNotHaveDuplicates();
            assertThat(fires.await(60, SECONDS)).isTrue();
        }
        // two if midnight in UTC passed meanwhile
        assertThat(runs()).hasSizeBetween(1, 2).doesNotHaveDuplicates().allMatch(run -> run.endsWith("Z posted"));
    }

    private SchedulerNode node(List<JobSpec> jobs, CountDownLatch fires) {
        Launch catchUp = catchUp(jobs);
        Launch counted = fire -> {
            Next next = catchUp.launch(fire);
            fires.countDown();
            return next;
        };
        return SchedulerNode.start(world.database().source(), jobs, counted, InstantSource.system());
    }

    private CatchUp catchUp(List<JobSpec> jobs) {
        return new CatchUp(
                world.database(),
                () -> runner(world),
                jobs.stream()
                        .flatMap(job -> Schedule.of(job).stream())
                        .map(schedule -> new CatchUp.Scheduled(schedule.job(), schedule::next))
                        .toList());
    }

    private void launchAll(String at) {
        launchAll(JOBS, at);
    }

    private void launchAll(List<JobSpec> jobs, String at) {
        CatchUp catchUp = catchUp(jobs);
        Fire fire = fire(at);
        while (catchUp.launch(fire) == Next.MORE) {
            assertThat(runs()).hasSizeLessThan(10);
        }
    }

    private Next launch(String at) {
        return catchUp(JOBS).launch(fire(at));
    }

    private static Fire fire(String at) {
        return new Fire("nightly", Instant.parse(at), Map.of("nightly", FIRST_SEEN, "month-end", FIRST_SEEN));
    }
}
