package io.nightbook.cases;

import io.nightbook.postgres.Database;
import io.nightbook.postgres.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of a build; each test gets a database of its own, copied from a migrated one. */
public final class TestServer {

    private static final TestServer INSTANCE = new TestServer();

    private final EmbeddedServer server;
    private final AtomicInteger databases = new AtomicInteger();

    private TestServer() {
        try {
            Path home = Files.createDirectories(Path.of("target", "test-server"));
            server = EmbeddedServer.start(home.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        // what the tests write need not outlive a power cut
        execute("alter system set fsync = off");
        execute("select pg_reload_conf()");
        execute("drop database if exists template_books with (force)");
        execute("create database template_books");
        Database.open(url("template_books"), server.user(), server.password()).close();
    }

    public static TestServer get() {
        return INSTANCE;
    }

    /** Makes what is written from here on outlive a power cut, as it does in production: for measurements. */
    public void makeDurable() {
        execute("alter system set fsync = on");
        execute("select pg_reload_conf()");
    }

    /** A fresh database with an up-to-date schema and nothing in it. */
    public Database database() {
        String name = newName();
        return Database.open(url(name), server.user(), server.password());
    }

    /** The name of a fresh database; {@link #url} leads there. */
    public String newName() {
        String name = "books_" + databases.incrementAndGet();
        execute("drop database if exists " + name + " with (force)");
        execute("create database " + name + " template template_books");
        return name;
    }

    public String url(String database) {
        return server.jdbcUrl().replaceFirst("/postgres(?=\\?|$)", "/" + database);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
