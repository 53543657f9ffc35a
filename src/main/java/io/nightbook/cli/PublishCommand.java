package io.nightbook.cli;

import io.nightbook.batch.Published;
import io.nightbook.batch.Runner;
import io.nightbook.batch.Session;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Documents of runs once more: those that are missing, or are not what was published.")
final class PublishCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The numbers of runs.")
    private List<Integer> ids = List.of();

    PublishCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        try (Session session = rooms.open(settings);
                Progress progress = Progress.shown(rooms, settings)) {
            ids.forEach(id -> RunStatusCommand.find(session, id));
            Runner runner = new Runner(session.books(), new Narrator(progress));
            for (int id : ids) {
                Published published = runner.publish(id);
                progress.done();
                print(id, published);
            }
            return Main.DONE;
        }
    }

    private void print(int id, Published published) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "run %d: %,d documents, %,d of them stand as they were published, %,d published now%n",
                id, published.documents(), published.standing(), published.documents() - published.standing());
        published
                .different()
                .forEach(path -> out.printf(
                        "  not what was published first: %s (names, addresses and fonts are as they are now)%n", path));
        out.flush();
    }
}
