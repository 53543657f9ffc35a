package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Session;
import java.io.PrintWriter;
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

    @Override
    public Integer call() {
        try (Session session = rooms.open(settings)) {
            PrintWriter out = spec.commandLine().getOut();
            History history = new History(session.database());
            new RunTable(history, out).print(history.latest(limit));
            out.flush();
            return Main.DONE;
        }
    }
}
