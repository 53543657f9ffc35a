package io.nightbook.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * A transaction with a connection and a thread of its own, beside the one that runs: it does one piece of work after the
 * other while its owner goes on. What is not committed when it is closed is undone.
 */
final class SideTransaction implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SideTransaction.class);

    private final Database database;
    private final Connection connection;
    private final ExecutorService thread;
    private Future<?> latest = CompletableFuture.completedFuture(null);

    SideTransaction(Database database, String name) {
        this.database = database;
        try {
            this.connection = database.source().getConnection();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("no second connection", e);
        }
        this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
    }

    /** Takes a piece of work as soon as the one before is done; throws what that one threw. */
    void run(Database.Work<?> work) {
        await();
        latest = thread.submit(() -> database.on(connection, work));
    }

    /** Waits until all work is done, and commits. */
    void commit() {
        await();
        database.on(connection, any -> {
            connection.commit();
            return any;
        });
    }

    /** Waits for the work that goes on, undoes what is not committed, and gives the connection back. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            latest.get();
        } catch (ExecutionException e) {
            LOG.debug("What it undoes failed before", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.on(connection, any -> {
            try (connection) {
                connection.rollback();
            }
            return any;
        });
    }

    private void await() {
        try {
            latest.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; what it had not committed is undone", e);
        }
    }
}
