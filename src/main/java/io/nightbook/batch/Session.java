package io.nightbook.batch;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogUse;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.job.JobSpec;
import io.nightbook.pdf.Fonts;
import io.nightbook.postgres.CatalogUseStore;
import io.nightbook.postgres.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The books opened for a command: the database at once, the configuration when it is asked for. */
public final class Session implements AutoCloseable {

    private final Database database;
    private final Configuration configuration;
    private final Path home;
    private final Runnable closing;
    private final List<Runnable> closedFirst = new CopyOnWriteArrayList<>();
    private volatile Supplier<String> standing = () -> "What is in the books is whole. Start the same command again.";
    private volatile boolean closed;

    public Session(Database database, Configuration configuration, Path home, Runnable closing) {
        this.database = database;
        this.configuration = configuration;
        this.home = home;
        this.closing = closing;
    }

    /** What is sold, by whom, and what runs when; read when it is asked for. */
    public record Configuration(
            Supplier<Catalog> catalog,
            Consumer<CatalogUse> catalogCheck,
            Supplier<String> fingerprint,
            Supplier<Seller> seller,
            Supplier<Fonts> fonts,
            Supplier<List<JobSpec>> jobs) {}

    public Database database() {
        return database;
    }

    public Catalog catalog() {
        return configuration.catalog().get();
    }

    /** Ends in a clear message where the catalog lacks what the books ask of it. */
    public void checkCatalogUse() {
        configuration.catalogCheck().accept(new CatalogUseStore(database).find(catalog()));
    }

    public Seller seller() {
        return configuration.seller().get();
    }

    public Fonts fonts() {
        return configuration.fonts().get();
    }

    public List<JobSpec> jobs() {
        return configuration.jobs().get();
    }

    public Path home() {
        return home;
    }

    public Books books() {
        return new Books(
                database,
                catalog(),
                configuration.fingerprint().get(),
                seller(),
                configuration.fonts().get(),
                home.resolve("out"));
    }

    /** What stands, and what to start, should the process be told to stop from now on: asked for at that moment. */
    public void interrupted(Supplier<String> stands) {
        standing = stands;
    }

    /** What stands when the process is told to stop, in plain sentences; empty where the work was done. */
    public Optional<String> interruption() {
        return closed ? Optional.empty() : Optional.of(standing.get());
    }

    /** Has something closed before the books are, whoever closes them. */
    public void closeFirst(Runnable closing) {
        closedFirst.add(closing);
    }

    /** Closes what was opened; safe to repeat. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        closedFirst.forEach(Runnable::run);
        database.close();
        closing.run();
    }
}
