package io.nightbook.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A transaction with a connection and a thread of its own, beside the one that runs: it does one piece of work after the
 * other while its owner goes on. What is not committed when it is closed is undone.
 */
final class SideTransaction implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SideTransaction.class);

    private final Database database;
    private final Connection connection;
    private final JdbcClient jdbc;
    private final ExecutorService thread;
    private Future<?> latest = CompletableFuture.completedFuture(null);

    SideTransaction(Database database, String name) {
        this.database = database;
        this.connection = connection(database);
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
    }

    private static Connection connection(Database database) {
        try {
            Connection connection = database.source().getConnection();
            try {
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("no second connection", e);
        }
    }

    /** A statement of this transaction, to be executed as a part of its work. */
    JdbcClient.StatementSpec sql(Sql sql) {
        return jdbc.sql(sql.text());
    }

    /** Takes a piece of work as soon as the one before is done; throws what that one threw. */
    void run(Database.Work<?> work) {
        await();
        latest = thread.submit(() -> database.on(connection, work));
    }

    /** Waits until all work is done, and sends what is copied out of here into the running transaction. */
    void pour(Sql out, Sql in) {
        await();
        database.onConnection(to -> database.on(connection, from -> {
            CopyOut source = from.getCopyAPI().copyOut(out.text());
            try {
                return Copying.in(to, in, target -> {
                    for (byte[] part = source.readFromCopy(); part != null; part = source.readFromCopy()) {
                        target.writeToCopy(part, 0, part.length);
                    }
                });
            } finally {
                Copying.giveUp(source);
            }
        }));
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
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("The server undoes it: the connection is gone", e);
        }
    }

    private void await() {
        Awaited.of(latest, "interrupted; what it had not committed is undone");
    }
}
