package io.nightbook.cli;

import io.nightbook.batch.Attention;
import io.nightbook.batch.FontReview;
import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import io.nightbook.batch.Session;
import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.job.JobSpec;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check configuration, jobs and catalog; show all their values and the next fire times.")
final class CheckCommand implements Callable<Integer> {

    private static final int SHOWN = 3;

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--books", description = "Prove the whole books too: every invariant over every account.")
    private boolean books;

    @Option(
            names = "--accept-edits",
            description =
                    "Let the books go on with a catalog that changes terms in use. Closed cycles stay as they are.")
    private boolean acceptEdits;

    CheckCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Session.Configuration configuration = rooms.configuration(settings);
        ConfigurationReview review = new ConfigurationReview(
                out, rooms.now().atOffset(ZoneOffset.UTC).toLocalDate());
        review.print(configuration.catalog().get());
        review.print(configuration.seller().get());
        configuration.fonts().get().added().forEach(font -> out.printf("font %s%n", font));
        FontReview.of(configuration).forEach(lacking -> out.println("beware: " + Printable.line(lacking)));
        for (JobSpec job : configuration.jobs().get()) {
            job(out, job);
        }
        int code = books || acceptEdits || rooms.areThereBooks(settings) ? books(out) : Main.DONE;
        out.flush();
        return code;
    }

    private void job(PrintWriter out, JobSpec job) {
        out.printf("job %s: %s%n", job.name(), String.join(", ", job.steps()));
        JobSpec.Schedule schedule = job.schedule();
        if (schedule == null) {
            out.println("  runs only when someone starts it");
            return;
        }
        List<Instant> next = rooms.nextFireTimes(job, rooms.now(), SHOWN);
        next.forEach(instant -> out.printf("  fires %s = %s%n", instant, instant.atZone(schedule.zone())));
        rooms.scheduleWarnings(job).forEach(warning -> out.println("  beware: " + warning));
    }

    private int books(PrintWriter out) {
        try (Session session = rooms.open(settings)) {
            History history = new History(session.database());
            history.strangeCountries().forEach(strange -> out.println("books: beware: " + strange));
            FontReview.of(session.database(), session.fonts())
                    .forEach(lacking -> out.println("books: beware: " + Printable.line(lacking)));
            new Attention(session.database(), StatusCommand.overdue(rooms, session))
                    .list(rooms.now())
                    .forEach(waiting -> out.println("waiting: " + waiting));
            int code = books ? prove(out, history) : Main.DONE;
            out.flush();
            if (acceptEdits) {
                new Runner(session.books(), Runner.Listener.SILENT)
                        .acceptEdits()
                        .forEach(edit -> out.println("accepted: " + edit));
            }
            new CatalogInUse(session.database(), session.catalog()).refuseEdits();
            session.checkCatalogUse();
            return code;
        }
    }

    private static int prove(PrintWriter out, History history) {
        List<String> failures = history.prove();
        failures.forEach(failure -> out.println("books: " + failure));
        out.printf("books: %d of %d checks hold%n", History.checks() - failures.size(), History.checks());
        return failures.isEmpty() ? Main.DONE : Main.REFUSED;
    }
}
