package io.nightbook.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.TestServer;
import io.nightbook.postgres.Database;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerBuilder;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.SchedulerSignaler;

/** The stores of two nodes, moved by hand through the steps in which each would fire the slot of the other. */
class SlotStoreTest {

    private static final JobDetail JOB = JobBuilder.newJob(LaunchJob.class)
            .withIdentity("books")
            .storeDurably()
            .build();
    private static final Instant SLOT = Instant.parse("2099-01-01T00:00:00Z");

    private Database database;
    private SlotStore here;
    private SlotStore there;

    @BeforeEach
    void open() throws Exception {
        database = TestServer.get().database();
        here = store("here");
        there = store("there");
        here.storeJob(JOB, false);
        here.storeTrigger(beat(), false);
    }

    @AfterEach
    void close() {
        here.shutdown();
        there.shutdown();
        database.close();
    }

    @Test
    void aSlotThatTwoNodesHoldIsFiredByOne() throws SchedulerException {
        OperableTrigger mine = acquired(here).orElseThrow();
        OperableTrigger look = fireALook();
        there.triggeredJobComplete(look, JOB, CompletedExecutionInstruction.DELETE_TRIGGER);
        OperableTrigger theirs = acquired(there).orElseThrow();
        assertThat(theirs.getNextFireTime()).isEqualTo(mine.getNextFireTime()).isEqualTo(Date.from(SLOT));

        assertThat(fires(here, mine)).isTrue();
        here.triggeredJobComplete(mine, JOB, CompletedExecutionInstruction.NOOP);
        OperableTrigger next = acquired(here).orElseThrow();
        assertThat(fires(there, theirs)).as("fired again").isFalse();
        assertThat(next.getNextFireTime()).isEqualTo(Date.from(SLOT.plusSeconds(60)));
        assertThat(fires(here, next)).isTrue();
    }

    @Test
    void aSlotThatComesWhileItsJobRunsWaitsForTheEnd() throws SchedulerException {
        OperableTrigger mine = acquired(here).orElseThrow();
        OperableTrigger look = fireALook();
        assertThat(fires(here, mine)).isFalse();
        here.releaseAcquiredTrigger(mine);
        assertThat(acquired(here)).as("beside the run").isEmpty();

        there.triggeredJobComplete(look, JOB, CompletedExecutionInstruction.DELETE_TRIGGER);
        OperableTrigger again = acquired(here).orElseThrow();
        assertThat(again.getNextFireTime()).isEqualTo(Date.from(SLOT));
        assertThat(fires(here, again)).isTrue();
    }

    private SlotStore store(String name) throws Exception {
        String source = SchedulerNode.share(database.source());
        SlotStore store = new SlotStore();
        store.setInstanceName("nightbook");
        store.setInstanceId(name);
        store.setDataSource(source);
        store.setUseProperties("true");
        store.setIsClustered(true);
        store.setAcquireTriggersWithinLock(true);
        CascadingClassLoadHelper classes = new CascadingClassLoadHelper();
        classes.initialize();
        store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
        store.initialize(classes, new NoScheduler());
        return store;
    }

    /** There fires a trigger of the same job that comes before the one acquired here. */
    private OperableTrigger fireALook() throws SchedulerException {
        here.storeTrigger(
                trigger(TriggerBuilder.newTrigger().withIdentity("look").startAt(Date.from(SLOT.minusSeconds(5)))),
                false);
        OperableTrigger look = acquired(there).orElseThrow();
        assertThat(look.getKey().getName()).isEqualTo("look");
        assertThat(fires(there, look)).isTrue();
        return look;
    }

    private static OperableTrigger beat() {
        return trigger(TriggerBuilder.newTrigger()
                .withIdentity("beat")
                .startAt(Date.from(SLOT))
                .withSchedule(SimpleScheduleBuilder.repeatMinutelyForever()));
    }

    private static OperableTrigger trigger(TriggerBuilder<?> builder) {
        OperableTrigger trigger = (OperableTrigger) builder.forJob(JOB).build();
        trigger.computeFirstFireTime(null);
        return trigger;
    }

    private static Optional<OperableTrigger> acquired(SlotStore store) throws SchedulerException {
        return store.acquireNextTriggers(SLOT.plusSeconds(3600).toEpochMilli(), 1, 0).stream()
                .findFirst();
    }

    private static boolean fires(SlotStore store, OperableTrigger trigger) throws SchedulerException {
        return store.triggersFired(List.of(trigger)).get(0).getTriggerFiredBundle() != null;
    }

    /** Whom a store tells of changes. Nothing goes wrong in these stores. */
    private static final class NoScheduler implements SchedulerSignaler {

        @Override
        public void notifyTriggerListenersMisfired(Trigger trigger) {}

        @Override
        public void notifySchedulerListenersFinalized(Trigger trigger) {}

        @Override
        public void notifySchedulerListenersJobDeleted(JobKey job) {}

        @Override
        public void signalSchedulingChange(long candidate) {}

        @Override
        public void notifySchedulerListenersError(String message, SchedulerException e) {
            throw new IllegalStateException(message, e);
        }
    }
}
