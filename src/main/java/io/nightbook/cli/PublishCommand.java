package io.nightbook.cli;

import io.nightbook.batch.Published;
import io.nightbook.batch.Runner;
import io.nightbook.batch.Session;
import io.nightbook.batch.WaitingDocuments;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--incomplete",
            description =
                    "Publish also what the fonts at hand cannot set in full: with a sign for each character that they"
                            + " lack. It stays so.")
    private boolean incomplete;

    PublishCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        try (Session session = rooms.open(settings);
                Progress progress = new Progress()) {
            ids.forEach(id -> RunStatusCommand.find(session, id));
            Runner runner = new Runner(session.books(), new Narrator(progress));
            List<String> waiting = new ArrayList<>();
            for (int id : ids) {
                Published published = incomplete ? runner.publishIncomplete(id) : runner.publish(id);
                progress.done();
                print(id, published);
                waiting.addAll(new WaitingDocuments(session.database()).of(id));
            }
            waiting.forEach(one -> spec.commandLine().getOut().println("waiting: " + Printable.line(one)));
            spec.commandLine().getOut().flush();
            return waiting.isEmpty() ? Main.DONE : Main.DONE_WITH_REJECTS;
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
