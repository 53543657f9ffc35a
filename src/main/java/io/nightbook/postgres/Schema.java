package io.nightbook.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The tables and functions that hold the books: made, and brought up to date, where this program knows how. */
final class Schema {

    static final String NAME = "nightbook";

    private static final int OLDEST_SERVER = 14;

    private Schema() {}

    /**
     * Creates or updates the schema; on one connection alone, for on two of them what a migration makes would be committed
     * before it is noted as made.
     *
     * @throws DatabaseRefused if the server is older than the oldest that is known to do, or a newer Nightbook was here
     */
    static void migrate(DataSource source) {
        try (Connection connection = source.getConnection()) {
            requireServer(connection.getMetaData().getDatabaseMajorVersion());
            if (KnownSchema.isIn(connection)) {
                return;
            }
            Flyway flyway = Flyway.configure()
                    .dataSource(new SingleConnectionDataSource(connection, true))
                    .schemas(NAME)
                    .defaultSchema(NAME)
                    .locations("classpath:" + KnownSchema.FOLDER)
                    .load();
            requireKnown(flyway.info().all());
            flyway.migrate();
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("no connection", e);
        }
    }

    static void requireServer(int version) {
        if (version < OLDEST_SERVER) {
            throw new DatabaseRefused("The server is PostgreSQL " + version + ", and Nightbook needs PostgreSQL "
                    + OLDEST_SERVER
                    + " or newer. Update the server, name another one with --db, or leave --db out to use"
                    + " the embedded PostgreSQL under --home.");
        }
    }

    private static void requireKnown(MigrationInfo[] all) {
        Optional<MigrationVersion> found =
                newest(all, migration -> migration.getState().isApplied());
        Optional<MigrationVersion> known =
                newest(all, migration -> migration.getState().isResolved());
        if (found.isPresent() && known.isPresent() && found.get().compareTo(known.get()) > 0) {
            throw new DatabaseRefused("The books have schema version " + found.get()
                    + ", made by a newer Nightbook, and this"
                    + " one knows versions up to " + known.get() + ": it could overlook what they hold. Use that"
                    + " Nightbook, or one newer still; these books stay as they are.");
        }
    }

    private static Optional<MigrationVersion> newest(MigrationInfo[] all, Predicate<MigrationInfo> which) {
        return Arrays.stream(all)
                .filter(migration -> migration.getVersion() != null)
                .filter(which)
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo);
    }
}
