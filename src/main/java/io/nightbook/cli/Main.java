package io.nightbook.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
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
            "Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 done, with rejected rows, parked accounts",
            "or something else that waits for a person; 4 not enough credits; 5 refused (already running, already",
            "done, proof failed)."
        })
public final class Main implements Runnable {

    static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    static final int DONE_WITH_REJECTS = 3;
    static final int NOT_ENOUGH = 4;
    public static final int REFUSED = 5;

    /** The words after which all commands are told of. */
    private static final Pattern NEEDS_ALL = Pattern.compile("-[hV]+|--help|help|completion");

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
        CommandLine line = main.line(rooms, faults, args);
        try {
            return line.execute(args);
        } catch (VirtualMachineError e) {
            return failed(line, main.settings, e);
        }
    }

    /** The commands that the arguments name where these can be read so, else all: help and complaints tell of all. */
    private CommandLine line(Rooms rooms, Faults faults, String... args) {
        Map<String, Supplier<Object>> all = commands(rooms);
        Map<String, Supplier<Object>> named = new LinkedHashMap<>(all);
        named.keySet().retainAll(List.of(args));
        if (!named.isEmpty() && Stream.of(args).noneMatch(NEEDS_ALL.asMatchPredicate())) {
            CommandLine line = line(named, faults);
            if (isUnderstood(line, args)) {
                return line;
            }
        }
        return line(all, faults);
    }

    private static boolean isUnderstood(CommandLine line, String... args) {
        try {
            Complaints.refuseUnknown(line.parseArgs(args));
            return true;
        } catch (ParameterException e) {
            return false; // it is said by the line that knows all commands
        }
    }

    private Map<String, Supplier<Object>> commands(Rooms rooms) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(rooms, settings));
        commands.put("import", () -> new ImportCommand(rooms, settings));
        commands.put("run", () -> new RunCommand(rooms, settings));
        commands.put("status", () -> new StatusCommand(rooms, settings));
        commands.put("runs", () -> new RunsCommand(rooms, settings));
        commands.put("run-status", () -> new RunStatusCommand(rooms, settings));
        commands.put("publish", () -> new PublishCommand(rooms, settings));
        commands.put("export", () -> new ExportCommand(rooms, settings));
        commands.put("balance", () -> new BalanceCommand(rooms, settings));
        commands.put("report", () -> new ReportCommand(rooms, settings));
        commands.put("explain", () -> new ExplainCommand(rooms, settings));
        commands.put("check", () -> new CheckCommand(rooms, settings));
        commands.put("serve", () -> new ServeCommand(rooms, settings));
        commands.put("stop", () -> new StopCommand(rooms, settings));
        commands.put("completion", CompletionCommand::new);
        commands.put("help", HelpCommand::new);
        return commands;
    }

    private CommandLine line(Map<String, Supplier<Object>> commands, Faults faults) {
        CommandLine line = new CommandLine(this);
        // an id may begin with @: it names no file of arguments
        line.setExpandAtFiles(false);
        commands.values().forEach(command -> line.addSubcommand(command.get()));
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
            if (settings.debug()) {
                error.printStackTrace(failed.getErr());
            } else if (!faults.isStopping()) {
                failed.getErr().println(faults.message(error));
            }
            if (error instanceof AheadOfClock) {
                return REFUSED;
            }
            return error instanceof WrongUsage ? WRONG_USAGE : faults.exitCode(error);
        });
        return line;
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
