package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Session;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "History: what ran, as of when, and what came of it.")
final class RunsCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--limit", paramLabel = "N", description = "The latest N runs (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    RunsCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    private static String startedBy(History.Entry run) {
        String parked = run.parked() == 0 ? "" : String.format(Locale.ROOT, "  (accounts parked: %,d)", run.parked());
        return run.startedBy() + parked + what(run);
    }

    /** What is to be said of a run that has not come to its end: whether a process works on it decides. */
    private static String what(History.Entry run) {
        boolean unfinished =
                run.state().equals("interrupted") || (run.state().equals("posted") && run.endedAt() == null);
        if (run.live()) {
            return unfinished ? "  (publishing now)" : "  (at work now)";
        }
        return unfinished ? "  (not finished: start it again)" : "";
    }

    @Override
    public Integer call() {
        try (Session session = rooms.open(settings)) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%5s  %-12s %-12s %-22s %-11s %s%n", "run", "job", "identity", "as of", "state", "started by");
            new History(session.database())
                    .latest(limit)
                    .forEach(run -> out.printf(
                            "%5d  %-12s %-12s %-22s %-11s %s%n",
                            run.run(), run.job(), run.identity(), run.asOf(), run.state(), startedBy(run)));
            out.flush();
            return Main.DONE;
        }
    }
}
