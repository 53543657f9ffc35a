package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.SmallWorld;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for the server waits as long as it works, and not much longer than the patience for one that is silent. */
@Timeout(60)
class ConnectionWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private static FreezingProxy before(SmallWorld world) throws Exception {
        return new FreezingProxy(
                URI.create(world.url().substring("jdbc:".length())).getPort());
    }

    private static Database through(FreezingProxy proxy, SmallWorld world) {
        String url = world.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/");
        return Database.open(DatabaseAddress.of(url, world.user(), world.password()), PATIENCE);
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void oneConnectionThatFreezesIsGivenUpWhileTheServerAnswersOthers() throws Exception {
        try (SmallWorld world = SmallWorld.in(folder);
                FreezingProxy proxy = before(world);
                Database database = through(proxy, world)) {
            try (Connection connection = database.source().getConnection()) {
                proxy.freezeThoseThere();

                assertThatThrownBy(() -> ask(connection, "select 1"))
                        .rootCause()
                        .hasMessageMatching(
                                "no answer came through the connection for \\d+ seconds, so it was given up");
            }
            try (Connection another = database.source().getConnection()) {
                assertThat(ask(another, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void aWayThatFreezesForAllIsGivenUp() throws Exception {
        try (SmallWorld world = SmallWorld.in(folder);
                FreezingProxy proxy = before(world);
                Database database = through(proxy, world);
                Connection connection = database.source().getConnection()) {
            proxy.freeze();

            assertThatThrownBy(() -> ask(connection, "select 1")).rootCause().hasMessageContaining("given up");
        }
    }

    @Test
    void aStatementThatTakesThreeTimesThePatienceIsWaitedFor() throws Exception {
        try (SmallWorld world = SmallWorld.in(folder);
                FreezingProxy proxy = before(world);
                Database database = through(proxy, world);
                Connection connection = database.source().getConnection()) {
            assertThat(ask(connection, "select 'done' from pg_sleep(6)")).isEqualTo("done");
        }
    }

    @Test
    void aClientThatIsGoneTakesItsStatementAlong() throws Exception {
        try (SmallWorld world = SmallWorld.in(folder);
                FreezingProxy proxy = before(world);
                Database database = through(proxy, world);
                Connection connection = database.source().getConnection()) {
            CompletableFuture<Void> statement = CompletableFuture.runAsync(() -> {
                assertThatThrownBy(() -> ask(connection, "select 'slow' from pg_sleep(600)"))
                        .isInstanceOf(SQLException.class);
            });
            String running = "count(*) > 0 from pg_stat_activity where datname = current_database() and query like"
                    + " 'select ''slow''%' and state = 'active'";
            world.await(running);

            proxy.cut();

            world.await("not " + running.replace("count(*) > 0", "bool_or(true) is not null"));
            statement.join();
        }
    }
}
