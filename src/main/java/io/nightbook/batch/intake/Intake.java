package io.nightbook.batch.intake;

import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.UsageRows;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes input files into the books: accounts, subscriptions, batches, usage, in this order; each file whole or not at all.
 *
 * <p>Every row ends as accepted, duplicate or rejected. A file that is sent again changes nothing.
 */
public final class Intake {

    /** Of two imports that wait for each other's rows the server ends one; that one starts its file once more. */
    private static final int TRIES = 5;

    private final Database database;
    private final Catalog catalog;
    private final Consumer<Progress> progress;

    public Intake(Database database, Catalog catalog, Consumer<Progress> progress) {
        this.database = database;
        this.catalog = catalog;
        this.progress = progress;
    }

    /**
     * How far a file is.
     *
     * @param rows those that are taken in
     * @param bytes those of the file that were read for that, and more, for it is read ahead
     */
    public record Progress(String file, long rows, long bytes, long ofBytes) {}

    /**
     * Takes in files; answers what became of each.
     *
     * @throws io.nightbook.csv.UnusableFile if one of them cannot be used; nothing is taken in then
     * @throws EditedCatalog if the catalog changes terms in use; likewise
     */
    public List<IntakeResult> take(List<Path> files, ForeignColumns foreign) {
        List<IntakeResult> results = new ArrayList<>();
        take(files, foreign, results::add);
        return results;
    }

    /**
     * Takes in files, and says of each as soon as it is in the books what became of it: whatever becomes of the others.
     *
     * @throws io.nightbook.csv.UnusableFile as above
     * @throws EditedCatalog as above
     */
    public void take(List<Path> files, ForeignColumns foreign, Consumer<IntakeResult> done) {
        ForeignColumns columns = foreign.among(files, UsageRows.ratedBy(catalog));
        List<Path> ordered = ordered(files, columns);
        new CatalogInUse(database, catalog).refuseEdits();
        Meters meters = database.inTransaction(() -> Meters.merge(database, catalog));
        for (Path path : ordered) {
            done.accept(retry(TRIES, () -> take(path, columns, meters)));
        }
        database.refreshStatistics();
    }

    private static IntakeResult retry(int tries, Supplier<IntakeResult> file) {
        try {
            return file.get();
        } catch (PessimisticLockingFailureException e) {
            if (tries == 1 || TransactionSynchronizationManager.isActualTransactionActive()) {
                throw e;
            }
            return retry(tries - 1, file);
        }
    }

    /** The files by kind, then as given; each is opened once so that none is taken in if one cannot be. */
    private static List<Path> ordered(List<Path> files, ForeignColumns foreign) {
        List<InputFile> known = new ArrayList<>();
        for (Path path : files) {
            try (InputFile file = InputFile.open(path, foreign)) {
                known.add(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        foreign.refuseUseless(known);
        known.sort(Comparator.comparing(InputFile::kind));
        return known.stream().map(InputFile::path).toList();
    }

    private IntakeResult take(Path path, ForeignColumns foreign, Meters meters) {
        try (InputFile file = InputFile.open(path, foreign)) {
            IntakeFile<?> intake = switch (file.kind()) {
                case ACCOUNTS -> new AccountIntake(database, file);
                case SUBSCRIPTIONS -> new SubscriptionIntake(database, catalog, file);
                case CREDIT_BATCHES -> new BatchIntake(database, catalog, file);
                case USAGE -> new UsageIntake(database, catalog, meters, file);
            };
            return intake.take(
                    rows -> progress.accept(new Progress(file.name(), rows, file.bytesRead(), file.bytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
