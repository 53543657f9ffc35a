package io.nightbook.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to one database, as the pool opens them: each is watched, and none waits for ever, for an answer to its first
 * call no longer than {@link #LOGIN}.
 */
final class Connections extends AbstractDataSource implements AutoCloseable {

    /** How long a server may be silent that does not work for us. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOGIN = Duration.ofSeconds(20);
    private static final Sql BEGIN_SESSION = Sql.query("run/begin-session");
    private static final Sql FIND_NUMBER = Sql.query("run/find-session");
    private static final Sql FIND_WORKING = Sql.query("run/find-working");

    private final Driver driver = new Driver();
    private final DatabaseAddress address;
    private final ConnectionWatch watch;

    Connections(DatabaseAddress address, Duration patience) {
        this.address = address;
        this.watch = new ConnectionWatch(patience, this::workedFor);
    }

    /** A pool of so many of them; whoever closes it closes these too. */
    HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(this);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionInitSql(BEGIN_SESSION.text());
        return new HikariDataSource(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Properties properties = properties(LOGIN);
        PGProperty.SOCKET_FACTORY.set(properties, WatchedSockets.class.getName());
        WatchedSockets.takeLatest();
        Connection connection = connect(properties);
        try {
            int session = number(connection);
            WatchedSockets.takeLatest().ifPresent(socket -> watch.watch(socket, session));
            if (!address.url().contains(PGProperty.SOCKET_TIMEOUT.getName())) {
                connection.setNetworkTimeout(Runnable::run, 0);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect(Properties properties) throws SQLException {
        return Objects.requireNonNull(driver.connect(address.url(), properties));
    }

    /** What the driver is told, unless the URL says otherwise. */
    private Properties properties(Duration atMost) {
        Properties properties = new Properties();
        int seconds = (int) Math.max(1, atMost.toSeconds());
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        // each statement is planned for the tables as they are: a plan kept from when they were empty costs hours
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.APPLICATION_NAME.set(properties, "nightbook");
        if (address.user() != null) {
            PGProperty.USER.set(properties, address.user());
        }
        if (address.password() != null) {
            PGProperty.PASSWORD.set(properties, address.password());
        }
        return properties;
    }

    private static int number(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FIND_NUMBER.text())) {
            row.next();
            return row.getInt(1);
        }
    }

    private Set<Integer> workedFor(List<Integer> sessions, Duration atMost) throws SQLException {
        try (Connection connection = connect(properties(atMost));
                PreparedStatement statement = connection.prepareStatement(FIND_WORKING.text())) {
            statement.setArray(1, connection.createArrayOf("int", sessions.toArray()));
            Set<Integer> working = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    working.add(row.getInt(1));
                }
            }
            return working;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new UnsupportedOperationException("one user alone");
    }

    /** No further bound: each has its own. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public void close() {
        watch.close();
    }
}
