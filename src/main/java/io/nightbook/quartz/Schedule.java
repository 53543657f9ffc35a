package io.nightbook.quartz;

import io.nightbook.job.JobSpec;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** The fire times of a job: those of its cron line on the wall clock of its zone. Whole seconds; safe for threads. */
public final class Schedule {

    private static final int DAY_OF_MONTH = 3;
    private static final int DAY_OF_WEEK = 5;

    private final JobSpec job;
    private final ZoneId zone;
    private final CronExpression cron;

    private Schedule(JobSpec job, JobSpec.Schedule text) {
        this.job = job;
        this.zone = text.zone();
        this.cron = parse(job, text);
    }

    /**
     * The schedule of a job; none if it runs only when someone starts it.
     *
     * @throws BadCron if its cron line cannot be read
     */
    public static Optional<Schedule> of(JobSpec job) {
        return Optional.ofNullable(job.schedule()).map(text -> new Schedule(job, text));
    }

    /** What is wrong with a cron line and what to write; empty if it can be read. */
    public static Optional<String> mistake(String cron) {
        return CronText.mistake(cron);
    }

    private static CronExpression parse(JobSpec job, JobSpec.Schedule text) {
        CronText.mistake(text.cron()).ifPresent(mistake -> {
            throw new BadCron(job, text.cron(), mistake);
        });
        try {
            CronExpression parsed = new CronExpression(text.cron());
            parsed.setTimeZone(TimeZone.getTimeZone(text.zone()));
            return parsed;
        } catch (ParseException e) {
            throw new BadCron(job, text.cron(), String.valueOf(e.getMessage()));
        }
    }

    public JobSpec job() {
        return job;
    }

    /** The first fire time after an instant; none if the schedule has ended. */
    public Optional<Instant> next(Instant after) {
        return Optional.ofNullable(cron.getTimeAfter(Date.from(after))).map(Date::toInstant);
    }

    /** The first fire times after an instant, at most {@code count}. */
    public List<Instant> next(Instant after, int count) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = next(after);
        while (next.isPresent() && times.size() < count) {
            times.add(next.get());
            next = next(next.get());
        }
        return times;
    }

    /** What may surprise in the fire times after an instant, a sentence each. */
    public List<String> warnings(Instant from) {
        return new ScheduleWarnings(this, from).list();
    }

    ZoneId zone() {
        return zone;
    }

    CronExpression cron() {
        return cron;
    }

    /** The same line on the 1st of each month that it names, whatever its days are; none if it cannot be written so. */
    Optional<Schedule> onTheFirst() {
        String[] fields = cron.getCronExpression().strip().split("\\s+", -1);
        fields[DAY_OF_MONTH] = "1";
        fields[DAY_OF_WEEK] = "?";
        String line = String.join(" ", fields);
        return CronExpression.isValidExpression(line)
                ? Optional.of(new Schedule(job, new JobSpec.Schedule(line, zone)))
                : Optional.empty();
    }

    /** The times that the cron line names on a clock that never changes, as if they were in UTC. */
    Schedule onSteadyClock() {
        return new Schedule(job, new JobSpec.Schedule(cron.getCronExpression(), ZoneId.of("UTC")));
    }
}
