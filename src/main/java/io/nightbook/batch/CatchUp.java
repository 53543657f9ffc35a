package io.nightbook.batch;

import io.nightbook.batch.Runner.Order;
import io.nightbook.batch.Runner.Outcome;
import io.nightbook.job.Fire;
import io.nightbook.job.JobSpec;
import io.nightbook.job.Launch;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.Begun;
import io.nightbook.postgres.RunStore.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is due, by the schedules and the history of runs: the fires of all scheduled jobs since each job's last
 * finished run, or since the scheduler first saw it, in the order of their instants, each at its own logical date.
 *
 * <p>All jobs in one order, since time goes one way: a night that went before a missed month-end would shut it out for
 * good. For the same reason a failure stops the sequence. Several fires of a job on one business date are one run, the
 * first.
 */
public final class CatchUp implements Launch {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final RunStore runs;
    private final Supplier<Runner> runners;
    private final List<Scheduled> jobs;
    private final Set<String> told = new HashSet<>();

    /**
     * Nothing is run yet.
     *
     * @param runners asked anew for each run, so that it goes by the configuration as it stands then
     */
    public CatchUp(Database database, Supplier<Runner> runners, List<Scheduled> jobs) {
        this.runs = new RunStore(database);
        this.runners = runners;
        this.jobs = List.copyOf(jobs);
    }

    /** A job that has a schedule. */
    public record Scheduled(JobSpec job, FireTimes fires) {}

    /** The instants at which a schedule fires. */
    @FunctionalInterface
    public interface FireTimes {

        /** The first one after an instant; none if the schedule has ended. */
        Optional<Instant> next(Instant after);
    }

    /**
     * Runs the first run that is due.
     *
     * @throws Refused if it cannot prove itself, or was begun as of another instant
     * @throws EditedCatalog if the catalog changes terms in use
     * @throws BatchFailed if it fails
     */
    @Override
    public Next launch(Fire fire) {
        return jobs.stream()
                .flatMap(scheduled -> due(scheduled, fire).stream())
                .min(Comparator.comparing(Order::asOf))
                .map(this::run)
                .orElse(Next.DONE);
    }

    private Optional<Order> due(Scheduled scheduled, Fire fire) {
        String job = scheduled.job().name();
        Instant after = runs.lastFinished(job).orElse(fire.firstSeen().getOrDefault(job, fire.at()));
        Optional<Instant> next = scheduled.fires().next(after);
        while (next.isPresent() && !next.get().isAfter(fire.at())) {
            Optional<Order> order = open(new Order(scheduled.job(), next.get(), null, "schedule"), fire);
            if (order.isPresent()) {
                return order;
            }
            next = scheduled.fires().next(lastOfDate(next.get()));
        }
        return Optional.empty();
    }

    private static Instant lastOfDate(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .minusMillis(1);
    }

    /** What is still to do of a run, as far as it can be done. */
    private Optional<Order> open(Order order, Fire fire) {
        Optional<Begun> begun = runs.identified(order.job().name(), order.identity());
        if (begun.isPresent() && begun.get().state() == State.POSTED) {
            return runs.isEnded(begun.get().no())
                    ? Optional.empty()
                    : Optional.of(order.at(begun.get().asOf()));
        }
        Instant asOf = begun.filter(CatchUp::goesOn).map(Begun::asOf).orElse(order.asOf());
        Optional<RunStore.Posted> last = runs.lastPosted();
        if (last.isEmpty() || !asOf.isBefore(last.get().asOf())) {
            return Optional.of(order.at(asOf));
        }
        return overtaken(order, last.get().asOf(), fire);
    }

    /** A run begun by somebody at another instant of the date is the date's run. */
    private static boolean goesOn(Begun begun) {
        return begun.state() == State.RUNNING || begun.state() == State.FAILED;
    }

    /** A night that was missed is a part of the one that went past it; a month that was is closed as soon as it can be. */
    private Optional<Order> overtaken(Order order, Instant posted, Fire fire) {
        Order late = order.at(posted);
        boolean possible = order.closes()
                && !posted.isAfter(fire.at())
                && runs.identified(late.job().name(), late.identity())
                        .filter(begun -> begun.state() == State.POSTED)
                        .isEmpty();
        if (told.add(order.job().name() + " " + order.asOf())) {
            LOG.warn(
                    "{} as of {} was missed and {}: a run as of {} is posted, and time goes one way",
                    order.job().name(),
                    order.asOf(),
                    possible ? "runs as of " + posted : "is left out",
                    posted);
        }
        return possible ? Optional.of(late) : Optional.empty();
    }

    private Next run(Order order) {
        try {
            Outcome outcome = runners.get().run(order);
            LOG.info(
                    "{} as of {} is done as run {}: {}",
                    order.job().name(),
                    order.asOf(),
                    outcome.run(),
                    told(outcome));
            outcome.others().finished().forEach(LOG::info);
            outcome.others().open().forEach(LOG::error);
            if (outcome.parked() > 0) {
                LOG.warn(
                        "run {} parked {} accounts; nightbook export parked shows them",
                        outcome.run(),
                        outcome.parked());
            }
            return Next.MORE;
        } catch (Refused e) {
            return afterRefusal(e);
        }
    }

    private static String told(Outcome outcome) {
        String totals = outcome.totals().entrySet().stream()
                .filter(total -> total.getValue().signum() != 0)
                .map(total -> total.getKey().replace('_', ' ') + " " + total.getValue())
                .collect(Collectors.joining(", "));
        return totals.isEmpty() ? "nothing to book" : totals;
    }

    /** Another node or a command was faster, or is at work: not an error. */
    private static Next afterRefusal(Refused refused) {
        LOG.debug("{}", refused.getMessage());
        return switch (refused.reason()) {
            case RUNNING, TAKEN -> Next.LATER;
            case DONE, OVERTAKEN -> Next.MORE;
            case UNFINISHED, NOT_PARKED, NO_RATE, UNPROVEN -> throw refused;
        };
    }
}
