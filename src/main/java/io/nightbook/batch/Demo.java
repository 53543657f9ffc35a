package io.nightbook.batch;

import io.nightbook.batch.intake.Intake;
import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.batch.intake.RejectFiles;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.job.JobSpec;
import io.nightbook.job.SampleSchedule;
import io.nightbook.job.SampleSchedule.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A sample played from its schedule, as the commands would: imports, nights, month-ends. Playing it again changes nothing. */
public final class Demo {

    private static final int SHOWN_FILES = 12;

    private final Session session;
    private final Runner runner;
    private final Consumer<String> say;
    private final Map<String, BigDecimal> totals = new LinkedHashMap<>();

    public Demo(Session session, Runner.Listener listener, Consumer<String> say) {
        this.session = session;
        this.runner = new Runner(session.books(), listener);
        this.say = say;
    }

    /** Plays a schedule whose files lie in {@code data}. */
    public void play(SampleSchedule schedule, Path data) {
        say.accept(schedule.about());
        for (Step step : schedule.steps()) {
            if (step.asOf() == null) {
                take(step.files().stream().map(data::resolve).toList());
            } else {
                run(step, step.asOf());
            }
        }
    }

    private void take(List<Path> files) {
        Intake intake = new Intake(session.database(), session.catalog(), progress -> {});
        RejectFiles rejects = new RejectFiles(session.database(), session.home());
        for (IntakeResult result : intake.take(files, ForeignColumns.NONE)) {
            String rejected = result.rejected() == 0 ? "" : "; to be mended: " + rejects.write(result);
            say.accept(String.format(
                    Locale.ROOT,
                    "import     %-34s %,6d accepted %,5d duplicate %,3d rejected%s",
                    result.file(),
                    result.accepted(),
                    result.duplicates(),
                    result.rejected(),
                    rejected));
        }
    }

    private void run(Step step, Instant asOf) {
        JobSpec job = session.jobs().stream()
                .filter(candidate -> candidate.name().equals(step.job()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the sample runs " + step.job() + ", which is no job"));
        try {
            Runner.Outcome outcome = runner.run(new Runner.Order(job, asOf, null, "demo"));
            outcome.totals().forEach((name, value) -> totals.merge(name, value, BigDecimal::add));
            say.accept(String.format(
                    Locale.ROOT,
                    "%-10s as of %s: %s entries, %s cycles closed, %s invoices, proof holds",
                    job.name(),
                    asOf,
                    outcome.totals().get("entries"),
                    outcome.totals().get("cycles_closed"),
                    outcome.totals().get("invoices")));
        } catch (Refused e) {
            if (e.reason() != Refused.Reason.DONE && e.reason() != Refused.Reason.OVERTAKEN) {
                throw e;
            }
            say.accept(String.format(Locale.ROOT, "%-10s as of %s: %s", job.name(), asOf, e.getMessage()));
        }
    }

    /** Sums over all runs of this play. */
    public Map<String, BigDecimal> totals() {
        return totals;
    }

    /** What is wrong anywhere in the books; empty if every invariant holds over all of them. */
    public List<String> failures() {
        return new History(session.database()).prove();
    }

    /** The first of the files that stand under the home's out folder, and how many more there are. */
    public List<String> files() throws IOException {
        Path out = session.home().resolve("out");
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(out)) {
            List<String> files = all.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
            return files.size() <= SHOWN_FILES
                    ? files
                    : Stream.concat(
                                    files.stream().limit(SHOWN_FILES),
                                    Stream.of("... and " + (files.size() - SHOWN_FILES) + " more"))
                            .toList();
        }
    }
}
