package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.SmallWorld;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which books and which servers this program takes. */
class SchemaTest {

    @TempDir
    Path folder;

    @Test
    void booksOfANewerNightbookAreRefusedAndStayAsTheyAre() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            world.execute(
                    "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                            + " installed_by, execution_time, success) select max(installed_rank) + 1, '99', 'what comes', 'SQL',"
                            + " 'V99__what_comes.sql', 1, 'nightbook', 1, true from flyway_schema_history");
            String newest = world.value("select max(version::int) from flyway_schema_history where version <> '99'");

            assertThatThrownBy(() -> Database.open(world.url(), world.user(), world.password()))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessage(
                            "The books have schema version 99, made by a newer Nightbook, and this one knows versions up to "
                                    + newest
                                    + ": it could overlook what they hold. Use that Nightbook, or one newer still; these"
                                    + " books stay as they are.");
            assertThat(world.value("select max(version::int) from flyway_schema_history"))
                    .isEqualTo("99");
        }
    }

    @Test
    void booksThatAreUpToDateAreKnownByTheNamesAndSumsThatFlywayNoted() throws SQLException {
        try (SmallWorld world = SmallWorld.in(folder)) {
            assertThat(KnownSchema.known()).containsKeys("V1__books.sql", "V8__bounded_partitions.sql");
            assertThat(isKnown(world)).isTrue();

            world.execute("update flyway_schema_history set checksum = checksum + 1 where version = '2'");
            assertThat(isKnown(world)).isFalse();
            assertThatThrownBy(() -> Database.open(world.url(), world.user(), world.password()))
                    .isInstanceOf(DatabaseUnusable.class);
            world.execute("update flyway_schema_history set checksum = checksum - 1 where version = '2'");

            world.execute("update flyway_schema_history set success = false where version = '8'");
            assertThat(isKnown(world)).isFalse();
            world.execute("delete from flyway_schema_history where version = '8'");
            assertThat(isKnown(world)).isFalse();
            world.execute("drop table flyway_schema_history");
            assertThat(isKnown(world)).isFalse();
        }
    }

    private static boolean isKnown(SmallWorld world) throws SQLException {
        try (Connection connection = DriverManager.getConnection(world.url(), world.user(), world.password())) {
            return KnownSchema.isIn(connection);
        }
    }

    @Test
    void aServerOlderThanTheOldestThatDoesIsRefused() {
        assertThatCode(() -> Schema.requireServer(14)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Schema.requireServer(13))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageStartingWith("The server is PostgreSQL 13, and Nightbook needs PostgreSQL 14 or newer.");
    }
}
