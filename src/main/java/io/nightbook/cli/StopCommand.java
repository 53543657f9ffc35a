package io.nightbook.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stop the embedded server that stays up after a command, if nobody uses it.")
final class StopCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StopCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                rooms.stopServer(settings)
                        ? "The embedded server under " + settings.home() + " is stopped."
                        : "No embedded server runs under " + settings.home() + ".");
        out.flush();
        return Main.DONE;
    }
}
