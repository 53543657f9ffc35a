package io.nightbook.cli;

import io.nightbook.batch.Demo;
import io.nightbook.batch.History;
import io.nightbook.batch.Session;
import io.nightbook.job.SampleSchedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = rooms.open(settings.at(home, sample).keepingNoServer());
                Progress progress = new Progress()) {
            Demo demo = new Demo(session, new Narrator(progress), line -> {
                progress.done();
                out.println(line);
                out.flush();
            });
            demo.play(schedule, sample.resolve("data"));
            List<String> failures = demo.failures();
            summary(out, demo, failures, home);
            return failures.isEmpty() ? Main.DONE : Main.REFUSED;
        }
    }

    private static void summary(PrintWriter out, Demo demo, List<String> failures, Path home) throws IOException {
        out.println();
        demo.totals()
                .forEach((name, value) -> out.printf("  %-14s %s%n", name.replace('_', ' '), value.toPlainString()));
        out.println("  proof          "
                + (failures.isEmpty()
                        ? History.checks() + " of " + History.checks() + " checks hold over all the books"
                        : "FAILED: " + String.join(" | ", failures)));
        out.println();
        out.println("Files:");
        demo.files().forEach(file -> out.println("  " + file));
        out.println();
        out.println("Look further:  java -jar target/nightbook.jar runs --home " + home);
        out.flush();
    }
}
