package io.nightbook.batch;

import io.nightbook.domain.cycle.ClosingRule;
import io.nightbook.job.JobSpec;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Closings that the schedules wanted and that never came: months that stay open though the nights go on.
 *
 * <p>A day's grace is theirs: who closes by hand on the day itself is not late.
 */
public final class Overdue {

    private static final Duration GRACE = Duration.ofDays(1);

    private final RunStore runs;
    private final List<JobSpec> jobs;
    private final FireTimes fires;

    public Overdue(Database database, List<JobSpec> jobs, FireTimes fires) {
        this.runs = new RunStore(database);
        this.jobs = List.copyOf(jobs);
        this.fires = fires;
    }

    /** When jobs fire by their schedules. */
    @FunctionalInterface
    public interface FireTimes {

        /** The first fire of a job after an instant; none where it has no schedule or that has ended. */
        Optional<Instant> next(JobSpec job, Instant after);
    }

    /** The closings that should have run by an instant, a sentence each that says how to run them. */
    public List<String> closings(Instant by) {
        return jobs.stream()
                .filter(job -> job.steps().contains("close") && job.closes() == ClosingRule.ALL)
                .flatMap(job -> missed(job, by).stream())
                .toList();
    }

    private Optional<String> missed(JobSpec job, Instant by) {
        return runs.closing(job.name())
                .flatMap(closing -> fires.next(job, closing.since())
                        .filter(due -> !due.plus(GRACE).isAfter(by))
                        .map(due -> job.name() + " was due at " + due
                                + " and has not run: cycles that ended by then are still open. nightbook run "
                                + job.name()
                                + " --as-of " + (due.isBefore(closing.posted()) ? closing.posted() : due)
                                + " closes them"));
    }
}
