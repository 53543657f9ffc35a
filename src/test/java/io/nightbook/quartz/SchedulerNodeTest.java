package io.nightbook.quartz;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.TestServer;
import io.nightbook.job.Fire;
import io.nightbook.job.JobSpec;
import io.nightbook.job.Launch;
import io.nightbook.job.Launch.Next;
import io.nightbook.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(180)
class SchedulerNodeTest {

    private static final String EACH_SECOND = "* * * * * ?";
    private static final String NEW_YEAR = "0 0 12 1 1 ?";
    private static final String FAR_OFF = "0 0 12 1 1 ? 2099";
    private static final Instant FIRST_START = Instant.parse("2026-01-05T10:00:00Z");
    /** Quartz looks for missed slots each minute, and overlooks one that waits for a launch just then. */
    private static final long PATIENCE = 90;

    private final List<SchedulerNode> nodes = new ArrayList<>();
    private final BlockingQueue<Fire> fires = new LinkedBlockingQueue<>();
    private Database database;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        database = TestServer.get().database();
        jdbc = JdbcClient.create(database.source());
    }

    @AfterEach
    void close() {
        nodes.forEach(SchedulerNode::close);
        database.close();
    }

    @Test
    void aNodeLooksAtWhatIsDueAndFiresInEachSlotAtItsOwnInstant() throws InterruptedException {
        start(List.of(Jobs.job("beat", EACH_SECOND)), this::note);
        assertThat(next("look").at()).isBefore(Instant.now());
        Fire first = next("beat");
        Fire second = next("beat");
        assertThat(first.at()).isEqualTo(first.at().truncatedTo(ChronoUnit.SECONDS));
        assertThat(second.at()).isEqualTo(first.at().plusSeconds(1));
        assertThat(first.firstSeen()).containsOnlyKeys("beat");
        assertThat(first.firstSeen().get("beat")).isBefore(first.at());
    }

    @Test
    void twoNodesThatStartAtOnceLaunchEachSlotOnceAndOneAtATime() throws Exception {
        Map<Instant, Integer> slots = new ConcurrentHashMap<>();
        CountDownLatch eight = new CountDownLatch(8);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Launch launch = fire -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            if (fire.trigger().equals("beat")) {
                slots.merge(fire.at(), 1, Integer::sum);
                eight.countDown();
            }
            inside.decrementAndGet();
            return Next.DONE;
        };
        List<JobSpec> jobs = List.of(Jobs.job("beat", EACH_SECOND));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> start(jobs, launch));
        start(jobs, launch);
        other.get(PATIENCE, SECONDS);
        await(eight);
        assertThat(slots)
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy((slot, launches) -> assertThat(launches).isEqualTo(1));
        assertThat(most).hasValue(1);
        assertThat(count("qrtz_scheduler_state")).isEqualTo(2);
    }

    /** A trigger put anew starts at its node's present, in whole seconds; so the two nodes live a day apart. */
    @Test
    void triggersFollowTheJobFilesAndUnchangedOnesAreNotTouched() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        Instant today = yesterday.plus(Duration.ofDays(1));
        start(
                List.of(Jobs.job("kept", FAR_OFF), Jobs.job("changed", FAR_OFF), Jobs.job("gone", FAR_OFF)),
                () -> yesterday);
        nodes.forEach(SchedulerNode::close);
        assertThat(startsOf("kept", "changed", "gone")).containsExactly(yesterday, yesterday, yesterday);

        start(
                List.of(
                        Jobs.job("kept", FAR_OFF),
                        Jobs.job("changed", FAR_OFF, "Europe/Madrid"),
                        Jobs.job("added", "0 0 13 1 1 ? 2099"),
                        new JobSpec("by-hand", "", null, JobSpec.Identity.DATE, List.of("replay")),
                        Jobs.job("past", "0 0 12 1 1 ? 2020")),
                () -> today);

        assertThat(startsOf("kept", "changed", "added")).containsExactly(yesterday, today, today);
        assertThat(timetable())
                .containsExactly(
                        "added 0 0 13 1 1 ? 2099 UTC",
                        "changed 0 0 12 1 1 ? 2099 Europe/Madrid",
                        "kept 0 0 12 1 1 ? 2099 UTC");
    }

    @Test
    void aChangedScheduleKeepsTheDayOnWhichItsJobWasFirstSeen() throws InterruptedException {
        SchedulerNode first = SchedulerNode.start(
                database.source(), List.of(Jobs.job("night", NEW_YEAR)), fire -> Next.DONE, () -> FIRST_START);
        first.close();
        start(List.of(Jobs.job("night", "0 0 13 1 1 ?"), Jobs.job("late", NEW_YEAR)), this::note);
        Map<String, Instant> seen = next().firstSeen();
        assertThat(seen).containsEntry("night", FIRST_START).containsOnlyKeys("night", "late");
        assertThat(seen.get("late")).isAfter(FIRST_START);
    }

    @Test
    void aSlotMissedWhileNoNodeRanIsOneFireOfThePresent() throws InterruptedException {
        List<JobSpec> jobs = List.of(Jobs.job("night", NEW_YEAR));
        start(jobs).close();
        jdbc.sql("update qrtz_triggers set next_fire_time = :at where trigger_name = 'night'")
                .param("at", Instant.now().minus(Duration.ofDays(3)).toEpochMilli())
                .update();
        Instant restart = Instant.now();
        start(jobs, this::note);
        List<Fire> both = List.of(next(), next());
        assertThat(both).extracting(Fire::trigger).containsExactlyInAnyOrder("look", "night");
        assertThat(both).allSatisfy(fire -> assertThat(fire.at()).isAfter(restart.minusSeconds(1)));
        nodes.forEach(SchedulerNode::close);
        assertThat(fires).isEmpty();
    }

    @Test
    void aLaunchIsRepeatedUntilNothingIsLeft() {
        CountDownLatch four = new CountDownLatch(4);
        start(List.of(), fire -> {
            fires.add(fire);
            four.countDown();
            return four.getCount() > 0 ? Next.MORE : Next.DONE;
        });
        await(four);
        nodes.forEach(SchedulerNode::close);
        assertThat(fires).hasSize(4).containsOnly(fires.element());
    }

    @Test
    void whatIsNotPossibleNowIsLookedAtAgainInAMinute() throws InterruptedException {
        Instant start = Instant.now();
        start(List.of(), fire -> {
            fires.add(fire);
            return Next.LATER;
        });
        next();
        nodes.forEach(SchedulerNode::close);
        long again = jdbc.sql("select next_fire_time from qrtz_triggers where trigger_name = 'look'")
                .query(Long.class)
                .single();
        assertThat(Instant.ofEpochMilli(again))
                .isBetween(start.plusSeconds(59), Instant.now().plusSeconds(60));
    }

    @Test
    void aFailedLaunchIsNotRepeatedAndLeavesTheNextSlotAlone() throws InterruptedException {
        start(List.of(Jobs.job("beat", EACH_SECOND)), fire -> {
            fires.add(fire);
            throw new IllegalStateException("no disk");
        });
        Fire first = next("beat");
        Fire second = next("beat");
        assertThat(second.at()).isEqualTo(first.at().plusSeconds(1));
        assertThat(count("qrtz_triggers where trigger_state = 'ERROR'")).isZero();
    }

    @Test
    void closingWaitsForTheLaunchThatGoesOn() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        SchedulerNode node = start(List.of(), fire -> {
            inside.countDown();
            await(end);
            ended.countDown();
            return Next.MORE;
        });
        await(inside);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(node::close);
        assertThat(closing).isNotDone();
        end.countDown();
        closing.get(PATIENCE, SECONDS);
        assertThat(ended.getCount()).isZero();
        node.await();
        node.close();
        assertThat(count("qrtz_fired_triggers")).isZero();
        assertThat(count("qrtz_triggers")).isZero();
    }

    @Test
    void aBadCronStartsNothing() {
        assertThatThrownBy(() -> start(List.of(Jobs.job("good", NEW_YEAR), Jobs.job("bad", "0 61 4 * * ?"))))
                .isInstanceOf(BadCron.class)
                .hasMessageStartingWith("job bad: cron '0 61 4 * * ?' cannot be read");
        assertThat(timetable()).isEmpty();
    }

    private Next note(Fire fire) {
        fires.add(fire);
        return Next.DONE;
    }

    private Fire next() throws InterruptedException {
        Fire fire = fires.poll(PATIENCE, SECONDS);
        assertThat(fire).as("a fire within " + PATIENCE + " seconds").isNotNull();
        return Objects.requireNonNull(fire);
    }

    private Fire next(String trigger) throws InterruptedException {
        Fire fire = next();
        return fire.trigger().equals(trigger) ? fire : next(trigger);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SchedulerNode start(List<JobSpec> jobs) {
        return start(jobs, fire -> Next.DONE);
    }

    private SchedulerNode start(List<JobSpec> jobs, InstantSource clock) {
        return start(jobs, fire -> Next.DONE, clock);
    }

    private SchedulerNode start(List<JobSpec> jobs, Launch launch) {
        return start(jobs, launch, InstantSource.system());
    }

    private SchedulerNode start(List<JobSpec> jobs, Launch launch, InstantSource clock) {
        SchedulerNode node = SchedulerNode.start(database.source(), jobs, launch, clock);
        synchronized (nodes) {
            nodes.add(node);
        }
        return node;
    }

    /**
     * Since when each trigger stands. Of its row only this: Quartz blocks and frees all triggers of a job around each
     * launch, so that the state and the version of a row change without anybody putting the trigger anew.
     */
    private List<Instant> startsOf(String... triggers) {
        return Stream.of(triggers)
                .map(name -> jdbc.sql("select start_time from qrtz_triggers where trigger_name = :name")
                        .param("name", name)
                        .query(Long.class)
                        .single())
                .map(Instant::ofEpochMilli)
                .toList();
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private List<String> timetable() {
        return jdbc.sql("select trigger_name || ' ' || cron_expression || ' ' || time_zone_id"
                        + " from qrtz_cron_triggers order by trigger_name")
                .query(String.class)
                .list();
    }
}
