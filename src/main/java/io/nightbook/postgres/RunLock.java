package io.nightbook.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * The lock of all runs: one at a time over the whole database, until it is closed or its holder dies.
 *
 * <p>It lives on a connection of its own, which may die alone while its holder goes on. So it keeps others from beginning in
 * vain, and shows who is at work; what keeps the books is that each transaction of a run holds its claim ({@link
 * RunStore#holds}).
 */
public final class RunLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    private static final Sql TAKE = Sql.query("run/take-lock");
    private static final Sql SHOW = Sql.query("run/show-lock");
    private static final Sql RELEASE = Sql.query("run/release-lock");

    private final Connection connection;

    private RunLock(Connection connection) {
        this.connection = connection;
    }

    /** The lock, if nobody holds it. */
    static Optional<RunLock> tryTake(Database database) {
        try {
            Connection connection = database.source().getConnection();
            boolean taken = false;
            try {
                taken = taken(connection);
            } finally {
                if (!taken) {
                    connection.close();
                }
            }
            return taken ? Optional.of(new RunLock(connection)) : Optional.empty();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("lock", TAKE.text(), e);
        }
    }

    private static boolean taken(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(TAKE.text())) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Lets everybody see that a run is worked on, as long as the lock is held. */
    public void show(int run) {
        try (PreparedStatement statement =
                connection.prepareStatement(SHOW.text().replace(":run", "?"))) {
            statement.setInt(1, run);
            statement.execute();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("lock", SHOW.text(), e);
        }
    }

    /** Lets go of it; where its connection has died, the server has done so before. */
    @Override
    public void close() {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute(RELEASE.text());
        } catch (SQLException e) {
            LOG.debug("The lock of all runs went with its connection", e);
        }
    }
}
