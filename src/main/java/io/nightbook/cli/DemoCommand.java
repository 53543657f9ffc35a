package io.nightbook.cli;

import io.nightbook.batch.Demo;
import io.nightbook.batch.History;
import io.nightbook.batch.Session;
import io.nightbook.job.SampleSchedule;
import io.nightbook.postgres.Highlights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "The whole month-end on made-up sample accounts: rollover-by-plan (the default), prepaid-packages,"
                        + " agency-usage, allowance-and-top-ups, free-and-paid-batches.")
final class DemoCommand implements Callable<Integer> {

    static final List<String> SYSTEMS = List.of(
            "rollover-by-plan", "prepaid-packages", "agency-usage", "allowance-and-top-ups", "free-and-paid-batches");

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SYSTEM", arity = "0..1", description = "The sample.")
    private String system = SYSTEMS.get(0);

    DemoCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        if (!SYSTEMS.contains(system)) {
            throw new WrongUsage("There is no sample " + system + "; known: " + String.join(", ", SYSTEMS));
        }
        Path home = settings.home().resolve("demo").resolve(system);
        Path sample = home.resolve("config");
        SampleSchedule schedule = rooms.unpackSample(system, sample);
        Settings.remember(home, sample);
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = rooms.open(settings.at(home, sample).keepingNoServer());
                Progress progress = Progress.shown(rooms, settings)) {
            Demo demo = new Demo(session, new Narrator(progress), line -> {
                progress.done();
                out.println(line);
                out.flush();
            });
            demo.play(schedule, sample.resolve("data"));
            List<String> failures = demo.failures();
            summary(out, demo.look(home), failures, home);
            return failures.isEmpty() ? Main.DONE : Main.REFUSED;
        }
    }

    private static void summary(PrintWriter out, Demo.Look look, List<String> failures, Path home) {
        Highlights.Sums sums = look.sums();
        Pasteable program = Pasteable.of(home);
        out.println();
        out.printf(
                "%s, %s closed, %s; proof: %s%n",
                Counted.of(sums.accounts(), "account"),
                Counted.of(sums.cycles(), "cycle"),
                Counted.of(sums.invoices(), "invoice"),
                failures.isEmpty()
                        ? History.checks() + " of " + History.checks() + " checks hold over all the books"
                        : "FAILED: " + String.join(" | ", failures));
        out.println();
        out.println("Look further, each with its command:");
        say(
                out,
                String.format(
                        Locale.ROOT,
                        "What came in: %,d rows accepted, %,d duplicate, %,d rejected",
                        look.accepted(),
                        look.duplicates(),
                        look.rejected()),
                program.command("export", "rejects"));
        say(
                out,
                String.format(
                        Locale.ROOT,
                        "What lapsed: %,.6f credits, and what rolled over: %,.6f, of %,.6f allocated",
                        sums.expired(),
                        sums.rolledOver(),
                        sums.allocated()),
                program.command("export", "cycles"));
        sayStory(out, look, program);
        sayInvoice(out, look, program);
        say(out, "All runs; all files are under " + home.resolve("out"), program.command("runs"));
        out.flush();
    }

    private static void sayStory(PrintWriter out, Demo.Look look, Pasteable program) {
        Highlights.Story story = look.story();
        if (story != null) {
            say(
                    out,
                    String.format(
                            Locale.ROOT,
                            "One account's story: %s from %s on: %,.6f credits allocated, %,.6f used, %,.6f lapsed, %,.6f"
                                    + " rolled over",
                            Printable.line(story.account()),
                            story.firstDay(),
                            story.allocated(),
                            story.consumed(),
                            story.expired(),
                            story.rolledOver()),
                    program.command(
                            "explain",
                            story.account(),
                            "--cycle",
                            YearMonth.from(story.firstDay()).toString()));
            say(out, "Its statement: " + look.statement(), program.command("balance", story.account()));
        }
    }

    private static void sayInvoice(PrintWriter out, Demo.Look look, Pasteable program) {
        Highlights.Invoice invoice = look.invoice();
        if (invoice != null) {
            say(out, "One invoice: " + look.invoicePdf(), program.command("explain", invoice.number() + "/1"));
        }
    }

    private static void say(PrintWriter out, String what, String command) {
        out.println("  " + what);
        out.println("    " + command);
    }
}
