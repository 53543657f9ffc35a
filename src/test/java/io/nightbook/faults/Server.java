package io.nightbook.faults;

import io.nightbook.cases.TestServer;
import io.nightbook.postgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** What faults need of the PostgreSQL of the tests: copies of databases, and its sudden death. */
final class Server {

    private static final TestServer SERVER = TestServer.get();
    private static final long PATIENCE = 60_000_000_000L;

    private Server() {}

    /** A connection that sees the tables of the books. */
    static Connection connect(String database) throws SQLException {
        Connection connection = DriverManager.getConnection(SERVER.url(database), SERVER.user(), SERVER.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to nightbook; set time zone 'UTC'");
        }
        return connection;
    }

    /** The books in a database, opened as a command does. */
    static Database open(String database) {
        return Database.open(SERVER.url(database), SERVER.user(), SERVER.password());
    }

    static int port() {
        return Integer.parseInt(SERVER.url("any").replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /** The name of a database without any tables. */
    static String empty() {
        return copy("template1");
    }

    /** Copies a database that nobody uses; answers the name. */
    static String copy(String database) {
        String name = SERVER.newName();
        execute("drop database " + name);
        execute("create database " + name + " template " + database);
        // else a server that recovers counts the sequences of the copy from where they stood in it
        execute("checkpoint");
        return name;
    }

    static void drop(String database) {
        execute("drop database " + database + " with (force)");
    }

    /** Returns once the server has noticed that nobody uses a database any more. */
    static void awaitForgotten(String database) {
        await("count(*) = 0 from pg_stat_activity where datname = '" + database + "'");
    }

    /** Kills a process of the server: it drops all it does and all connections, and recovers, as after an immediate stop. */
    static void crash(String database) {
        String now = value("select clock_timestamp()");
        try (Connection connection = administrator()) {
            ProcessHandle.of(connection.unwrap(PGConnection.class).getBackendPID())
                    .orElseThrow(() -> new IllegalStateException("the server runs on another machine"))
                    .destroyForcibly();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        await("count(*) = 0 from pg_stat_activity where datname = '" + database + "' and backend_start < '" + now
                + "'");
    }

    private static void await(String condition) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!value("select " + condition).equals("t")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("never came true: " + condition);
            }
            Thread.onSpinWait();
        }
    }

    private static String value(String sql) {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Waits, too, for a server that recovers. */
    private static Connection administrator() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                return DriverManager.getConnection(SERVER.url("postgres"), SERVER.user(), SERVER.password());
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
