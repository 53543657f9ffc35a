package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test leaves the one home as it found it: made, and with no server running. */
class EmbeddedServerTest {

    @TempDir(factory = HomeFolder.class)
    static Path home;

    @Test
    void whatWasCommittedIsThereAfterARestart() throws SQLException {
        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            execute(server, "create table kept as select 42 as answer");
        }
        assertThat(serverRuns()).isFalse();

        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThat(query(server, "select answer from kept")).isEqualTo("42");
            execute(server, "drop table kept");
        }
    }

    @Test
    void itKeepsWhatItCommitsAndSpeaksUtf8AndUtc() throws SQLException {
        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show full_page_writes")).isEqualTo("on");
            assertThat(query(server, "show data_checksums")).isEqualTo("on");
            assertThat(query(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(server, "select datlocale from pg_database where datname = current_database()"))
                    .isEqualTo("C.UTF-8");
            assertThat(query(server, "select setting from pg_file_settings where name = 'timezone' and applied"))
                    .isEqualTo("UTC");
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void twoUsersInOneProcessShareTheServerAndTheLastStopsIt() throws SQLException {
        EmbeddedServer first = EmbeddedServer.start(home);
        EmbeddedServer second = EmbeddedServer.start(home);
        assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());

        first.close();
        first.close();
        assertThat(query(second, "select 1")).isEqualTo("1");

        second.close();
        assertThat(serverRuns()).isFalse();
    }

    @Test
    void twoProcessesShareTheServerAndTheLastStopsIt() throws Exception {
        EmbeddedServer first = EmbeddedServer.start(home);
        NeighbourProcess second = NeighbourProcess.start(home);
        assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());

        first.close();
        assertThat(query(first, "select 1")).isEqualTo("1");

        second.close();
        assertThat(serverRuns()).isFalse();
    }

    @Test
    void theServerOfAKilledProcessIsTakenOverWithWhatItCommitted() throws Exception {
        NeighbourProcess killed = NeighbourProcess.start(home);
        killed.kill();
        assertThat(serverRuns()).isTrue();

        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThat(server.jdbcUrl()).isEqualTo(killed.jdbcUrl());
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
        assertThat(serverRuns()).isFalse();
    }

    @Test
    void aTerminatedProcessStopsItsServer() throws Exception {
        NeighbourProcess terminated = NeighbourProcess.start(home);

        terminated.terminate();

        assertThat(serverRuns()).isFalse();
        assertThat(Files.readString(home.resolve("postgres/server.log"))).contains("database system is shut down");
    }

    @Test
    void aKilledServerRecoversOnceNobodyUsesIt() throws Exception {
        NeighbourProcess neighbour = NeighbourProcess.start(home);
        Postmaster.of(data()).orElseThrow().process().destroyForcibly();

        assertThatThrownBy(() -> EmbeddedServer.start(home))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("is in use by another Nightbook");

        neighbour.kill();
        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    /** The instants are those at which a file appears; whatever writes on by itself then is stopped by the next start. */
    @ParameterizedTest
    @ValueSource(strings = {"binaries.new/lib", "data.new*/PG_VERSION", "data"})
    void aFirstStartThatIsKilledIsMadeUpForByTheNext(String instant, @TempDir(factory = HomeFolder.class) Path fresh)
            throws Exception {
        Path folder = fresh.resolve("postgres");
        NeighbourProcess killed = NeighbourProcess.begin(fresh);
        awaitFile(folder, instant);
        killed.kill();

        try (EmbeddedServer server = EmbeddedServer.start(fresh)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }

        assertThat(new Leftovers(folder.resolve("binaries")).running()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains(".new"))
                    .contains("binaries", "data", "password");
        }
    }

    @Test
    void programsThatWereUnpackedByHalfAreUnpackedAnew(@TempDir(factory = HomeFolder.class) Path fresh)
            throws Exception {
        Path bin = Files.createDirectories(fresh.resolve("postgres/binaries/bin"));
        Files.writeString(bin.resolve("initdb"), "cut sho");

        try (EmbeddedServer server = EmbeddedServer.start(fresh)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    /** Returns once a file is there whose path, with a star for what is made up, is this. */
    private static void awaitFile(Path folder, String path) {
        PathMatcher wanted = folder.getFileSystem().getPathMatcher("glob:" + folder + "/" + path);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!isThere(folder, wanted)) {
            assertThat(System.nanoTime()).as("until %s is there", path).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static boolean isThere(Path folder, PathMatcher wanted) {
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.anyMatch(wanted::matches);
        } catch (IOException | UncheckedIOException e) {
            return false; // it is being made
        }
    }

    @Test
    void aPidFileOfNonsenseIsSeenThrough() throws Exception {
        EmbeddedServer.start(home).close();
        Files.writeString(Postmaster.pidFile(data()), "\n\n\n\n\n");

        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aStalePidFileIsSeenThroughEvenIfTheNumberBelongsToAnotherProcess() throws Exception {
        EmbeddedServer.start(home).close();
        Files.writeString(
                Postmaster.pidFile(data()),
                ProcessHandle.current().pid() + "\n" + data() + "\n1\n1\n\n127.0.0.1\n1 1\nready   \n");

        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void anEmptyPidFileIsSeenThrough() throws Exception {
        EmbeddedServer.start(home).close();
        Files.createFile(Postmaster.pidFile(data()));

        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aDirectoryOfAnotherMajorVersionIsRefused(@TempDir(factory = HomeFolder.class) Path old) throws IOException {
        Path data = Files.createDirectories(old.resolve("postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(() -> EmbeddedServer.start(old))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessage("The files in " + data + " were made by a PostgreSQL 16, and this Nightbook brings"
                        + " PostgreSQL 17, which cannot read them. Use the Nightbook that made them, or move the folder"
                        + " away to begin with an empty database, or name another folder with --home.");
    }

    @Test
    void aServerThatDoesNotStartGivesItsReason() throws IOException {
        EmbeddedServer.start(home).close();
        Path control = data().resolve("global/pg_control");
        byte[] whole = Files.readAllBytes(control);
        Files.write(control, new byte[whole.length]);

        assertThatThrownBy(() -> EmbeddedServer.start(home))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("The embedded database in " + home.resolve("postgres")
                        + " could not be started: database files are incompatible with server");

        Files.write(control, whole);
    }

    @Test
    void aHomeThatIsAFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("home"));

        assertThatThrownBy(() -> EmbeddedServer.start(file))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith(
                        "The embedded database under " + file.resolve("postgres") + " cannot be used: ");
    }

    @Test
    void aHomeWhoseNameAShellWouldReadIsRefused() {
        assertThatThrownBy(() -> EmbeddedServer.start(Path.of("$HOME")))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("cannot lie in")
                .hasMessageContaining("$HOME");
    }

    private static Path data() {
        return home.resolve("postgres/data");
    }

    private static boolean serverRuns() {
        return Files.exists(Postmaster.pidFile(data()));
    }

    private static String query(EmbeddedServer server, String query) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void execute(EmbeddedServer server, String command) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
