package io.nightbook.cli;

import io.nightbook.batch.Session;
import io.nightbook.batch.intake.Intake;
import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.batch.intake.RejectFiles;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.csv.ForeignColumns.Purpose;
import io.nightbook.csv.RejectFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Load input files (accounts*, subscriptions*, credit_batches*, usage*; .csv or .csv.gz). Safe to repeat.")
final class ImportCommand implements Callable<Integer> {

    private static final int SHOWN = 5;
    /** Where it is tomorrow first. */
    private static final ZoneOffset FURTHEST_AHEAD = ZoneOffset.ofHours(14);

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files; what they hold is told by how the name begins.")
    private List<Path> files = List.of();

    @Option(names = "--map", paramLabel = "COLUMN=NAME", description = "Rename a column of a foreign file.")
    private List<String> map = List.of();

    @Option(names = "--set", paramLabel = "COLUMN=VALUE", description = "Fill a column that the files lack.")
    private List<String> set = List.of();

    @Option(
            names = "--take-back",
            description =
                    "Void the events of usage files that should not have been imported, as far as their cycles are open.")
    private boolean takeBack;

    ImportCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ForeignColumns foreign = new ForeignColumns(
                Arguments.pairs("--map", map),
                Arguments.pairs("--set", set),
                takeBack ? Purpose.TAKE_BACK : Purpose.TAKE_IN,
                Set.of());
        try (Session session = rooms.open(settings);
                Progress progress = new Progress()) {
            session.interrupted(
                    () -> "Each file is taken in whole or not at all. Start the same command again: rows that are in"
                            + " already count as duplicates.");
            Intake intake =
                    new Intake(session.database(), session.catalog(), at -> progress.rows(at.file(), at.rows()));
            List<IntakeResult> results = intake.take(files, foreign);
            progress.done();
            int code = report(out, results, new RejectFiles(session.database(), session.home()));
            results.forEach(this::warnOfTheFuture);
            results.forEach(this::warnOfFarDates);
            return code;
        }
    }

    /** A mistyped year is no error, but its usage waits until then, and so does any new rate of its meter. */
    private void warnOfTheFuture(IntakeResult result) {
        LocalDate latest = rooms.now().atOffset(FURTHEST_AHEAD).toLocalDate();
        result.lastDays().entrySet().stream()
                .filter(used -> used.getValue().isAfter(latest))
                .sorted(Map.Entry.comparingByKey())
                .limit(SHOWN)
                .forEach(used -> spec.commandLine()
                        .getErr()
                        .printf(
                                "%s: usage of %s is dated up to %s, which is still to come: it counts from then on, and its rate"
                                        + " is held until then. If that is a mistake, void the event.%n",
                                result.file(), used.getKey(), used.getValue()));
    }

    private void warnOfFarDates(IntakeResult result) {
        FarDates.of(result, rooms.now().atOffset(ZoneOffset.UTC).getYear())
                .forEach(sentence -> spec.commandLine().getErr().println(sentence));
    }

    /** Prints a line for each file; answers the exit code. */
    static int report(PrintWriter out, List<IntakeResult> results, RejectFiles files) {
        boolean rejected = false;
        for (IntakeResult result : results) {
            out.printf(
                    "%s: %,d accepted, %,d duplicate, %,d rejected%n",
                    result.file(), result.accepted(), result.duplicates(), result.rejected());
            result.notes().stream().limit(SHOWN).forEach(note -> out.println("  beware: " + note));
            if (result.rejected() > 0) {
                rejected = true;
                result.rejects().stream()
                        .limit(SHOWN)
                        .forEach(reject -> out.printf(
                                "  line %d: %s: %s%n",
                                reject.line(), reject.reason().word(), reject.detail()));
                Path mend = files.write(result);
                if (result.rejected() > SHOWN) {
                    out.printf("  and %,d more: %s%n", result.rejected() - SHOWN, RejectFile.reasons(mend));
                }
                out.printf("  mend and send again: %s%n", mend);
            }
        }
        out.flush();
        return rejected ? Main.DONE_WITH_REJECTS : Main.DONE;
    }
}
