package io.nightbook.cli;

import io.nightbook.batch.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "Run the scheduler until told to stop.")
final class ServeCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ServeCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Session session = rooms.open(settings.keepingNoServer())) {
            session.interrupted(
                    () -> "A run that goes on is awaited for up to a minute; one that takes longer is cut off, and"
                            + " the next start goes on with it.");
            session.jobs().forEach(job -> {
                spec.commandLine()
                        .getOut()
                        .printf("job %s: next %s%n", job.name(), rooms.nextFireTimes(job, rooms.now(), 1));
            });
            spec.commandLine().getOut().flush();
            rooms.serve(session);
            return Main.DONE;
        }
    }
}
