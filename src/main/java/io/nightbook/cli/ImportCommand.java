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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
                Progress progress = Progress.shown(rooms, settings)) {
            session.interrupted(
                    () -> "Each file is taken in whole or not at all. Start the same command again: rows that are in"
                            + " already count as duplicates.");
            Intake intake = new Intake(
                    session.database(),
                    session.catalog(),
                    at -> progress.rows(at.file(), at.rows(), at.bytes(), at.ofBytes()));
            RejectFiles rejects = new RejectFiles(session.database(), session.home());
            List<IntakeResult> taken = new ArrayList<>();
            boolean isWhole = false;
            try {
                intake.take(files, foreign, result -> {
                    progress.done();
                    taken.add(result);
                    report(out, result, rejects);
                    warnOfTheFuture(result);
                    warnOfFarDates(result);
                });
                isWhole = true;
            } finally {
                if (!isWhole) {
                    sayHowFar(taken);
                }
            }
            return taken.stream().allMatch(result -> result.rejected() == 0) ? Main.DONE : Main.DONE_WITH_REJECTS;
        }
    }

    /** Each file is whole in the books or not at all, but several are not. */
    private void sayHowFar(List<IntakeResult> taken) {
        if (taken.isEmpty()) {
            return;
        }
        List<Path> left = new ArrayList<>(files);
        taken.forEach(result -> left.remove(result.path()));
        spec.commandLine()
                .getErr()
                .println("In the books: "
                        + listed(taken.stream().map(IntakeResult::path).toList())
                        + (left.isEmpty()
                                ? "; nothing is left to import."
                                : ". Not in the books: " + listed(left)
                                        + "; once what follows is mended, import these again."));
    }

    private static String listed(List<Path> paths) {
        return paths.stream().map(path -> Printable.line(path.toString())).collect(Collectors.joining(", "));
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
                                Printable.line(result.file()), Printable.line(used.getKey()), used.getValue()));
    }

    private void warnOfFarDates(IntakeResult result) {
        FarDates.of(result, rooms.now().atOffset(ZoneOffset.UTC).getYear())
                .forEach(sentence -> spec.commandLine().getErr().println(sentence));
    }

    /** Prints what became of a file, and gives back its rejected rows. */
    private static void report(PrintWriter out, IntakeResult result, RejectFiles files) {
        out.printf(
                "%s: %,d accepted, %,d duplicate, %,d rejected%n",
                Printable.line(result.file()), result.accepted(), result.duplicates(), result.rejected());
        if (result.resolved() > 0) {
            out.printf("  resolved: %s rejected before%n", Counted.of(result.resolved(), "row"));
        }
        result.notes().stream().limit(SHOWN).forEach(note -> out.println("  beware: " + Printable.line(note)));
        if (result.rejected() > 0) {
            result.rejects().stream()
                    .limit(SHOWN)
                    .forEach(reject -> out.printf(
                            "  line %d: %s: %s%n",
                            reject.line(), reject.reason().word(), Printable.line(reject.detail())));
            Path mend = files.write(result);
            if (result.rejected() > SHOWN) {
                out.printf(
                        "  and %,d more: %s%n",
                        result.rejected() - SHOWN,
                        Printable.line(RejectFile.reasons(mend).toString()));
            }
            out.printf("  mend and send again: %s%n", Printable.line(mend.toString()));
        }
        out.flush();
    }
}
