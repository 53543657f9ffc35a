package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Session;
import io.nightbook.postgres.Privacy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Write a table as CSV: batches, ledger, cycles, usage, activity, invoices, invoice_lines, rejects, runs,"
                        + " alerts, parked, lapses. It shows what the last run booked.")
final class ExportCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The table.")
    private String name = "";

    @Option(
            names = "--cycle",
            paramLabel = "YYYY-MM",
            description = "Cycles whose first local date lies in that month.")
    private @Nullable String cycle;

    @Option(names = "--account", paramLabel = "ID", description = "One account.")
    private @Nullable String account;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file, or - for standard output.")
    private String target = "-";

    ExportCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        if (!History.exports().contains(name)) {
            throw new WrongUsage("There is no table " + name + "; known: " + String.join(", ", History.exports()));
        }
        refuse("--cycle", cycle, History.isByCycle(name));
        refuse("--account", account, History.isByAccount(name));
        String month = cycle == null ? null : Arguments.month("--cycle", cycle).toString();
        try (Session session = rooms.open(settings)) {
            History history = new History(session.database());
            if (account != null && !history.isAccount(account)) {
                throw new WrongUsage("There is no account " + account);
            }
            if (target.equals("-")) {
                history.export(name, month, account, System.out);
                System.out.flush();
                return Main.DONE;
            }
            Path file = Path.of(target);
            long rows = export(history, month, file);
            spec.commandLine().getOut().printf("%s: %,d rows%n", file, rows);
            spec.commandLine().getOut().flush();
            return Main.DONE;
        }
    }

    private void refuse(String option, @Nullable String value, boolean isKnown) {
        if (value != null && !isKnown) {
            throw new WrongUsage(name + " are not told apart by " + option + "; leave it out");
        }
    }

    private long export(History history, @Nullable String month, Path file) throws IOException {
        try {
            return isPlain(file) ? replace(history, month, file) : write(history, month, file);
        } catch (UncheckedIOException e) {
            throw failed(file, e.getCause());
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Whether it may be replaced: not a device, a pipe or a link. */
    private static boolean isPlain(Path file) {
        return !Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the file whole or not at all. */
    private long replace(History history, @Nullable String month, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Path home = settings.home().toAbsolutePath().normalize();
            if (file.toAbsolutePath().normalize().startsWith(home)) {
                Privacy.createFile(home, part);
            }
            long rows = write(history, month, part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(History history, @Nullable String month, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            return history.export(name, month, account, out);
        }
    }

    private static IOException failed(Path file, @Nullable IOException cause) {
        String why = cause == null ? "" : ": " + cause.getMessage();
        return new IOException(file + " cannot be written" + why + "; what it lacks is in the books", cause);
    }
}
