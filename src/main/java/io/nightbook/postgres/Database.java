package io.nightbook.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The database that holds the books: connections, transactions, and a schema that is brought up to date at the start. */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 12;
    private static final int MOST_WORKERS = CONNECTIONS - 4;
    private static final Sql REFRESH_STATISTICS = Sql.query("run/refresh-statistics");
    private static final Sql FOLD_MONTH = Sql.query("rollup/fold-month");

    private final Connections connections;
    private final HikariDataSource source;
    private final JdbcClient jdbc;
    private final DataSourceTransactionManager transactions;

    private Database(Connections connections, HikariDataSource source) {
        this.connections = connections;
        this.source = source;
        this.jdbc = JdbcClient.create(source);
        this.transactions = new DataSourceTransactionManager(source);
    }

    /**
     * Connects, and creates or updates the schema.
     *
     * @throws DatabaseUnusable if there is no connection or the schema is not ours
     * @throws DatabaseRefused if the address is not understood, or the server or the schema is not one for this program
     */
    public static Database open(DatabaseAddress address) {
        return open(address, Connections.PATIENCE);
    }

    /** The same for a URL, with user and password where it has none. */
    public static Database open(String url, @Nullable String user, @Nullable String password) {
        return open(DatabaseAddress.of(url, user, password));
    }

    /** The same, for a server that may be silent for so long. */
    static Database open(DatabaseAddress address, Duration patience) {
        Connections connections = new Connections(address, patience);
        Database database = null;
        try {
            database = new Database(connections, connections.pool(CONNECTIONS));
            Schema.migrate(database.source);
            database.boundPartitions();
            return database;
        } catch (RuntimeException e) {
            if (database != null) {
                database.source.close();
            }
            connections.close();
            throw e instanceof DatabaseRefused ? e : new DatabaseUnusable(address, e);
        }
    }

    /** Folds partitions of older books until there are no more than every server has locks for; mostly there is none. */
    private void boundPartitions() {
        while (jdbc.sql(FOLD_MONTH.text()).query(Boolean.class).single()) {
            LOG.info("a month of usage that had a partition of its own is folded into the last one");
        }
    }

    /** How many pieces of work may go on beside each other: as many as there are cores, as far as connections reach. */
    public static int workers() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_WORKERS);
    }

    public DataSource source() {
        return source;
    }

    public PlatformTransactionManager transactions() {
        return transactions;
    }

    JdbcClient.StatementSpec sql(Sql sql) {
        return jdbc.sql(sql.text());
    }

    /** Runs {@code work} in one transaction, or in the one that runs already. */
    public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }

    /** Runs {@code work} in a transaction of its own, beside the one that runs, perhaps. */
    public void inOwnTransaction(Runnable work) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        own.executeWithoutResult(status -> work.run());
    }

    /** Runs {@code work} in a transaction that is rolled back at its end, whatever it did. */
    public <T extends @Nullable Object> T inTransactionUndone(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }

    /** Runs {@code work} on the books as they are when it begins, whatever is booked meanwhile, and undoes all that it did. */
    public <T> T inSnapshotUndone(Supplier<T> work) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return own.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }

    /** Runs {@code work} as a part of the running transaction; answers false, and undoes it, where a key was taken. */
    public boolean inSavepoint(Runnable work) {
        TransactionTemplate nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        try {
            nested.executeWithoutResult(status -> work.run());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Lets what follows be planned for the tables as they are, where one has grown much. */
    public void refreshStatistics() {
        sql(REFRESH_STATISTICS).query(row -> {});
    }

    /** Work on the connection of the running transaction. */
    interface Work<T extends @Nullable Object> {
        T on(PGConnection connection) throws SQLException, IOException;
    }

    <T extends @Nullable Object> T onConnection(Work<T> work) {
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            return on(connection, work);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    /** Work on a connection whose transaction the caller keeps. */
    <T extends @Nullable Object> T on(Connection connection, Work<T> work) {
        try {
            return work.on(connection.unwrap(PGConnection.class));
        } catch (SQLException e) {
            throw translated(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of Spring for an error; what knows them all takes a while to make, and most commands see none. */
    private DataAccessException translated(SQLException error) {
        DataAccessException translated = new SQLErrorCodeSQLExceptionTranslator(source).translate("copy", null, error);
        return translated == null ? new UncategorizedSQLException("copy", null, error) : translated;
    }

    /** Whether an error tells of the database or of the way to it; its message quotes statements then. */
    public static boolean isFailure(Throwable error) {
        return error instanceof DataAccessException || error instanceof TransactionException;
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(java.sql.ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable LocalDate date(java.sql.ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** A constant by its word in lower case, as the server's enums have them. */
    static <E extends Enum<E>> E word(java.sql.ResultSet row, String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
    }

    @Override
    public void close() {
        source.close();
        connections.close();
    }
}
