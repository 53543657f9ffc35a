package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Session;
import io.nightbook.domain.report.ExportFilter;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Write a table as CSV: batches, ledger, cycles, usage, activity, invoices, invoice_lines, rejects (those still open),"
                        + " resolved_rejects, runs, alerts, parked, lapses. It shows what the last run booked.")
final class ExportCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The table.")
    private String name = "";

    @Mixin
    private ExportOptions options = new ExportOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "The file, or - for standard output, as without it.")
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
        ExportFilter filter = options.filter(name);
        try (Session session = rooms.open(settings)) {
            History history = new History(session.database());
            refuseUnknown(history);
            if (target.equals("-")) {
                history.export(name, filter, System.out);
                System.out.flush();
                return Main.DONE;
            }
            Path file = Path.of(target);
            long rows = export(history, filter, file);
            spec.commandLine().getOut().printf("%s: %s%n", file, Counted.of(rows, "row"));
            spec.commandLine().getOut().flush();
            return Main.DONE;
        }
    }

    private void refuseUnknown(History history) {
        String account = options.account();
        if (account != null && !history.isAccount(account)) {
            throw new WrongUsage("There is no account " + account);
        }
        String meter = options.meter();
        if (meter != null && !history.meters().contains(meter)) {
            throw new WrongUsage("No usage of a meter " + meter + " has come in; there is usage of: "
                    + String.join(", ", history.meters()));
        }
    }

    private long export(History history, ExportFilter filter, Path file) throws IOException {
        try {
            return isPlain(file) ? replace(history, filter, file) : write(history, filter, file);
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
    private long replace(History history, ExportFilter filter, Path file) throws IOException {
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
            long rows = write(history, filter, part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(History history, ExportFilter filter, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            return history.export(name, filter, out);
        }
    }

    private static IOException failed(Path file, @Nullable IOException cause) {
        String why = cause == null ? "" : ": " + cause.getMessage();
        return new IOException(file + " cannot be written" + why + "; what it lacks is in the books", cause);
    }
}
