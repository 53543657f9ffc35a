package io.nightbook.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: parses, runs one command, and turns errors into one plain message and an exit code. */
@Command(
        name = "nightbook",
        mixinStandardHelpOptions = true,
        version = "nightbook 1.0.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Closes the books on prepaid AI credits.",
        footer = {
            "",
            "Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 done, with rejected rows or parked",
            "accounts; 4 not enough credits; 5 refused (already running, already done, proof failed)."
        })
public final class Main implements Runnable {

    static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    static final int DONE_WITH_REJECTS = 3;
    static final int NOT_ENOUGH = 4;
    public static final int REFUSED = 5;

    @Mixin
    private Settings settings = new Settings();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Runs a command.
     *
     * @param faults what to make of an error that is not the command line's own
     * @return the exit code
     */
    public static int run(Rooms rooms, Faults faults, String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        // an id may begin with @: it names no file of arguments
        line.setExpandAtFiles(false);
        line.addSubcommand(new DemoCommand(rooms, main.settings))
                .addSubcommand(new ImportCommand(rooms, main.settings))
                .addSubcommand(new RunCommand(rooms, main.settings))
                .addSubcommand(new StatusCommand(rooms, main.settings))
                .addSubcommand(new RunsCommand(rooms, main.settings))
                .addSubcommand(new RunStatusCommand(rooms, main.settings))
                .addSubcommand(new PublishCommand(rooms, main.settings))
                .addSubcommand(new ExportCommand(rooms, main.settings))
                .addSubcommand(new ReportCommand(rooms, main.settings))
                .addSubcommand(new BalanceCommand(rooms, main.settings))
                .addSubcommand(new ExplainCommand(rooms, main.settings))
                .addSubcommand(new CheckCommand(rooms, main.settings))
                .addSubcommand(new ServeCommand(rooms, main.settings));
        // what is set before a command is added does not reach it
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.setOut(printable(System.out));
        line.setErr(printable(System.err));
        line.setExecutionStrategy(result -> {
            Complaints.refuseUnknown(result);
            return new CommandLine.RunLast().execute(result);
        });
        line.setParameterExceptionHandler((error, typed) -> Complaints.say(error));
        line.setExecutionExceptionHandler((error, failed, result) -> {
            if (main.settings.debug()) {
                error.printStackTrace(failed.getErr());
            } else if (!faults.isStopping()) {
                failed.getErr().println(faults.message(error));
            }
            if (error instanceof AheadOfClock) {
                return REFUSED;
            }
            return error instanceof WrongUsage ? WRONG_USAGE : faults.exitCode(error);
        });
        try {
            return line.execute(args);
        } catch (VirtualMachineError e) {
            return failed(line, main.settings, e);
        }
    }

    /** Whatever the locale of the machine: what is read and what is written is UTF-8. */
    private static PrintWriter printable(PrintStream stream) {
        return new PrintWriter(new Printable(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), true);
    }

    private static int failed(CommandLine line, Settings settings, VirtualMachineError error) {
        if (settings.debug()) {
            error.printStackTrace(line.getErr());
        } else {
            line.getErr()
                    .printf(
                            "The memory does not suffice: it may be %,d MiB. What is in the books is whole; start the command"
                                    + " again with more, such as java -Xmx4g -jar nightbook.jar%n",
                            Runtime.getRuntime().maxMemory() >> 20);
        }
        return FAILED;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }
}
