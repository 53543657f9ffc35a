package io.nightbook.quartz;

import io.nightbook.job.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The triggers in the job store: one for each scheduled job, named like it, and one that looks at what is due when no
 * schedule fires. All belong to one Quartz job, which makes it one launch at a time.
 */
final class Timetable {

    static final String GROUP = "nightbook";
    private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);
    private static final JobKey BOOKS = JobKey.jobKey("books", GROUP);
    private static final TriggerKey LOOK = TriggerKey.triggerKey("look", GROUP + "-look");
    private static final Duration LATER = Duration.ofMinutes(1);
    /** Of a trigger: since when the job is known. It outlives a change of the schedule. */
    private static final String FIRST_SEEN = "first-seen";

    private final Scheduler quartz;
    private final InstantSource clock;

    Timetable(Scheduler quartz, InstantSource clock) {
        this.quartz = quartz;
        this.clock = clock;
    }

    static String nameOf(Trigger trigger) {
        return trigger.getKey().getName();
    }

    /** Adds triggers of new jobs, replaces changed ones, removes those of jobs that are gone; leaves the others alone. */
    void reconcile(List<JobSpec> jobs) throws SchedulerException {
        quartz.addJob(books(), true);
        Set<TriggerKey> gone = new HashSet<>(keys());
        for (JobSpec job : jobs) {
            Optional<Schedule> schedule = Schedule.of(job).filter(this::fires);
            if (schedule.isPresent()) {
                put(schedule.get());
                gone.remove(key(job));
            }
        }
        for (TriggerKey key : gone) {
            LOG.info("{} is no longer scheduled", key.getName());
            quartz.unscheduleJob(key);
        }
    }

    private static JobDetail books() {
        return JobBuilder.newJob(LaunchJob.class)
                .withIdentity(BOOKS)
                .withDescription("Runs what is due, in the order of logical dates")
                .storeDurably()
                .requestRecovery()
                .build();
    }

    private Set<TriggerKey> keys() throws SchedulerException {
        return quartz.getTriggerKeys(GroupMatcher.triggerGroupEquals(GROUP));
    }

    private static TriggerKey key(JobSpec job) {
        return TriggerKey.triggerKey(job.name(), GROUP);
    }

    private boolean fires(Schedule schedule) {
        boolean fires = schedule.next(clock.instant()).isPresent();
        if (!fires) {
            LOG.warn(
                    "{} never fires again; mend its cron or remove the schedule",
                    schedule.job().name());
        }
        return fires;
    }

    private void put(Schedule schedule) throws SchedulerException {
        TriggerKey key = key(schedule.job());
        Trigger standing = quartz.getTrigger(key);
        Trigger wanted = trigger(schedule, standing);
        if (standing == null) {
            add(wanted);
        } else if (!isSame(standing, schedule)) {
            LOG.info("{} has a new schedule", key.getName());
            quartz.rescheduleJob(key, wanted);
        } else if (quartz.getTriggerState(key) == TriggerState.ERROR) {
            quartz.resetTriggerFromErrorState(key);
        }
    }

    private void add(Trigger trigger) throws SchedulerException {
        try {
            quartz.scheduleJob(trigger);
            LOG.info("{} is scheduled", nameOf(trigger));
        } catch (ObjectAlreadyExistsException e) {
            LOG.info("{} has just been scheduled by another node", nameOf(trigger));
        }
    }

    private Trigger trigger(Schedule schedule, @Nullable Trigger standing) {
        Instant now = clock.instant();
        return TriggerBuilder.newTrigger()
                .withIdentity(key(schedule.job()))
                .forJob(BOOKS)
                .usingJobData(FIRST_SEEN, (standing == null ? now : firstSeen(standing)).toString())
                .startAt(Date.from(now))
                .withSchedule(CronScheduleBuilder.cronSchedule(schedule.cron())
                        .inTimeZone(schedule.cron().getTimeZone())
                        .withMisfireHandlingInstructionFireAndProceed())
                .build();
    }

    private static boolean isSame(Trigger standing, Schedule schedule) {
        return standing instanceof CronTrigger cron
                && cron.getCronExpression().equals(schedule.cron().getCronExpression())
                && cron.getTimeZone()
                        .getID()
                        .equals(schedule.cron().getTimeZone().getID());
    }

    private static Instant firstSeen(Trigger trigger) {
        return Instant.parse(trigger.getJobDataMap().getString(FIRST_SEEN));
    }

    /** Since when each scheduled job is known, by its name. */
    Map<String, Instant> firstSeen() throws SchedulerException {
        Map<String, Instant> seen = new HashMap<>();
        for (TriggerKey key : keys()) {
            Trigger trigger = quartz.getTrigger(key);
            if (trigger != null) {
                seen.put(key.getName(), firstSeen(trigger));
            }
        }
        return seen;
    }

    /** Looks at what is due as soon as possible. */
    void look() throws SchedulerException {
        lookAt(clock.instant());
    }

    /** Looks at what is due in a minute. */
    void lookLater() {
        try {
            lookAt(clock.instant().plus(LATER));
        } catch (SchedulerException e) {
            throw new SchedulerFailed("cannot put off what is due", e);
        }
    }

    private void lookAt(Instant instant) throws SchedulerException {
        Trigger look = TriggerBuilder.newTrigger()
                .withIdentity(LOOK)
                .forJob(BOOKS)
                .startAt(Date.from(instant))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build();
        quartz.scheduleJob(books(), Set.of(look), true);
    }
}
