package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import io.nightbook.batch.Session;
import io.nightbook.job.JobSpec;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run a job: nightly, month-end, mid-month, or one of your own.")
final class RunCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JOB", description = "The name of a job file.")
    private String job = "";

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Its logical instant, or a date: the first instant of that day in UTC (default: now).")
    private @Nullable String asOf;

    @Option(
            names = "--cycle",
            paramLabel = "YYYY-MM",
            description = "As of the instant at which that month is over everywhere, noon UTC on the 1st of the next,"
                    + " or of the last posted run where that is later.")
    private @Nullable String cycle;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Run a parked account again, under the same identity.")
    private @Nullable String account;

    @Option(names = "--preview", description = "Compute everything and book nothing.")
    private boolean preview;

    @Option(
            names = "--ahead",
            description = "Let it be as of an instant more than 18 hours ahead of the clock. What it books stays.")
    private boolean ahead;

    RunCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        Instant asked = logicalInstant();
        refuseTheFuture(asked);
        try (Session session = rooms.open(settings);
                Progress progress = Progress.shown(rooms, settings)) {
            Instant instant = cycle == null ? asked : new History(session.database()).closeOf(job, asked);
            refuseTheFuture(instant);
            Narrator narrator = new Narrator(progress);
            Runner runner = new Runner(session.books(), narrator);
            session.interrupted(
                    () -> preview ? "A preview books nothing." : narrator.standing(job + " as of " + instant));
            Runner.Order order =
                    new Runner.Order(find(session), instant, account, System.getProperty("user.name", "unknown"));
            warnOfTheFuture(instant);
            Runner.Outcome outcome = preview ? runner.preview(order) : runner.run(order);
            progress.done();
            PrintWriter out = spec.commandLine().getOut();
            if (!instant.equals(asked)) {
                out.printf("%s ends as of %s: a run as of then is posted, and time goes one way%n", cycle, instant);
            }
            new RunSummary(out, outcome, before(new History(session.database()), instant))
                    .print((preview ? "Preview of " : "") + job + " as of " + instant);
            List<String> overdue = overdue(session, order);
            overdue.forEach(closing -> out.println("  still open     " + closing));
            out.flush();
            boolean open = !outcome.others().open().isEmpty() || !overdue.isEmpty();
            return outcome.parked() > 0 || open ? Main.DONE_WITH_REJECTS : Main.DONE;
        }
    }

    /** Nights go on though a month was never closed; whoever starts them has to know. */
    private List<String> overdue(Session session, Runner.Order order) {
        return preview || account != null
                ? List.of()
                : StatusCommand.overdue(rooms, session).closings(order.asOf());
    }

    /** What the same job did the last time, for all accounts: the quickest way to see that something is odd. */
    private RunSummary.@Nullable Before before(History history, Instant instant) {
        return account != null
                ? null
                : history.before(job, instant)
                        .map(run -> new RunSummary.Before(run.identity(), history.totals(run.run())))
                        .orElse(null);
    }

    /** Time goes one way: what is booked as of a mistyped year stays, and no earlier night can follow. */
    private void warnOfTheFuture(Instant instant) {
        long days = Duration.between(rooms.now(), instant).toDays();
        if (days > 0 && !preview) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "As of %s is %s ahead of the clock: what is booked stays, and no earlier night can follow.%n",
                            instant, Counted.of(days, "day"));
        }
    }

    private void refuseTheFuture(Instant instant) {
        if (!ahead && !preview) {
            AheadOfClock.refuse(job, instant, rooms.now());
        }
    }

    private Instant logicalInstant() {
        if (asOf != null && cycle != null) {
            throw new WrongUsage("--as-of and --cycle both say when; give one of them");
        }
        if (cycle != null) {
            return Arguments.closeOf(Arguments.month("--cycle", cycle));
        }
        return asOf == null ? rooms.now().truncatedTo(ChronoUnit.SECONDS) : Arguments.instant("--as-of", asOf);
    }

    private JobSpec find(Session session) {
        return session.jobs().stream()
                .filter(spec -> spec.name().equals(job))
                .findFirst()
                .orElseThrow(() -> new WrongUsage("There is no job " + job + "; known: "
                        + session.jobs().stream().map(JobSpec::name).collect(Collectors.joining(", "))));
    }
}
