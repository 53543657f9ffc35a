package io.nightbook.batch;

import io.nightbook.batch.intake.Intake;
import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.batch.intake.RejectFiles;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.job.JobSpec;
import io.nightbook.job.SampleSchedule;
import io.nightbook.job.SampleSchedule.Step;
import io.nightbook.postgres.Highlights;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A sample played from its schedule, as the commands would: imports, nights, month-ends. Playing it again changes nothing. */
public final class Demo {

    private final Session session;
    private final Runner runner;
    private final Consumer<String> say;
    private long accepted;
    private long duplicates;
    private long rejected;

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
            accepted += result.accepted();
            duplicates += result.duplicates();
            rejected += result.rejected();
            String mend = result.rejected() == 0 ? "" : "; to be mended: " + rejects.write(result);
            say.accept(String.format(
                    Locale.ROOT,
                    "import     %-34s %,6d accepted %,5d duplicate %,3d rejected%s",
                    result.file(),
                    result.accepted(),
                    result.duplicates(),
                    result.rejected(),
                    mend));
        }
    }

    private void run(Step step, Instant asOf) {
        JobSpec job = session.jobs().stream()
                .filter(candidate -> candidate.name().equals(step.job()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the sample runs " + step.job() + ", which is no job"));
        try {
            Runner.Outcome outcome = runner.run(new Runner.Order(job, asOf, null, "demo"));
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

    /** What is wrong anywhere in the books; empty if every invariant holds over all of them. */
    public List<String> failures() {
        return new History(session.database()).prove();
    }

    /**
     * What a newcomer looks at first.
     *
     * @param accepted rows of this play's files, and likewise the two that follow
     * @param sums all the books in figures
     * @param story one account's cycle, or none yet
     * @param invoice one invoice, and likewise where its PDF lies
     * @param statement where the PDF of the story's statement lies
     */
    public record Look(
            long accepted,
            long duplicates,
            long rejected,
            Highlights.Sums sums,
            Highlights.@Nullable Story story,
            Highlights.@Nullable Invoice invoice,
            @Nullable Path invoicePdf,
            @Nullable Path statement) {}

    public Look look(Path home) {
        Highlights highlights = new Highlights(session.database());
        Path out = home.resolve("out");
        Highlights.Story story = highlights.story().orElse(null);
        Highlights.Invoice invoice = highlights.invoice().orElse(null);
        return new Look(
                accepted,
                duplicates,
                rejected,
                highlights.sums(),
                story,
                invoice,
                invoice == null ? null : out.resolve(PublicationPath.invoice(invoice.month(), invoice.number(), "pdf")),
                story == null ? null : out.resolve(PublicationPath.statement(story.account(), story.firstDay())));
    }
}
