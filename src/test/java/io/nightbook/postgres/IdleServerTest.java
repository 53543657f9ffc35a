package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A server stays up for a while after its last user: each user is a process of its own, as commands are. */
class IdleServerTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    @TempDir(factory = HomeFolder.class)
    static Path home;

    @AfterEach
    void nothingIsLeftBehind() {
        EmbeddedServer.stopIdle(home);
        await("nobody looks after a server", () -> watchers().isEmpty());
    }

    @Test
    void theNextUserFindsTheServerThatTheLastOneLeft() throws Exception {
        NeighbourProcess first = NeighbourProcess.start(home, LONG);
        first.close();
        assertThat(first.rest())
                .as("whoever reads to the end waits for no other process")
                .isEmpty();
        ProcessHandle server = server();

        NeighbourProcess second = NeighbourProcess.start(home, LONG);
        assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
        second.close();

        assertThat(server()).isEqualTo(server);
        assertThat(watchers()).hasSize(1);
    }

    @Test
    void whenItsTimeIsOverItStopsAsAServerShould() throws Exception {
        NeighbourProcess.start(home, SHORT).close();

        await("the server stops", () -> !runs());

        assertThat(Files.readString(home.resolve("postgres/server.log"))).contains("database system is shut down");
    }

    @Test
    void aCopyOfAHomeWhoseServerIsIdleHasAServerOfItsOwn() throws Exception {
        NeighbourProcess first = NeighbourProcess.start(home, LONG);
        first.close();
        Path copy = home.resolveSibling(home.getFileName() + "-copy");
        assertThat(new ProcessBuilder("cp", "-r", home.toString(), copy.toString())
                        .start()
                        .waitFor())
                .isZero();
        try (EmbeddedServer own = EmbeddedServer.start(copy)) {
            assertThat(own.jdbcUrl()).isNotEqualTo(first.jdbcUrl());
            try (Connection connection = DriverManager.getConnection(own.jdbcUrl(), own.user(), own.password())) {
                assertThat(connection.isValid(10)).isTrue();
            }
            assertThat(runs()).isTrue();
        } finally {
            FileSystemUtils.deleteRecursively(copy);
        }
    }

    @Test
    void aServerInUseIsStoppedByNobody() throws Exception {
        NeighbourProcess.start(home, LONG).close();
        NeighbourProcess user = NeighbourProcess.start(home);
        ProcessHandle watcher = watchers().get(0);
        await("it looks after the server", IdleServerTest::isLookedAfter);

        assertThat(EmbeddedServer.stopIdle(home)).isEqualTo(EmbeddedServer.Stop.IN_USE);
        watcher.destroy();
        await("what looks after it ends", () -> !watcher.isAlive());
        assertThat(runs()).isTrue();

        user.close();
        assertThat(runs()).isFalse();
        assertThat(EmbeddedServer.stopIdle(home)).isEqualTo(EmbeddedServer.Stop.NONE_RUNS);
    }

    @Test
    void itCanBeStoppedAtOnce() throws Exception {
        NeighbourProcess.start(home, LONG).close();

        assertThat(EmbeddedServer.stopIdle(home)).isEqualTo(EmbeddedServer.Stop.STOPPED);

        assertThat(runs()).isFalse();
    }

    @Test
    void whatLooksAfterItStopsItWhenToldToStop() throws Exception {
        NeighbourProcess.start(home, LONG).close();
        await("it looks after the server", IdleServerTest::isLookedAfter);

        watchers().get(0).destroy();

        await("the server stops", () -> !runs());
    }

    @Test
    void ifWhatLooksAfterItIsKilledTheNextUserSeesToIt() throws Exception {
        NeighbourProcess.start(home, LONG).close();
        ProcessHandle watcher = watchers().get(0);
        watcher.destroyForcibly();
        await("it is killed", () -> !watcher.isAlive());
        assertThat(runs()).isTrue();

        NeighbourProcess.start(home, SHORT).close();

        await("the server stops", () -> !runs());
    }

    @Test
    void aServerWhoseHomeIsRemovedEnds(@TempDir(factory = HomeFolder.class) Path removed) throws Exception {
        NeighbourProcess.start(removed, LONG).close();
        ProcessHandle server =
                Postmaster.in(removed.resolve("postgres")).orElseThrow().process();

        FileSystemUtils.deleteRecursively(removed.resolve("postgres"));

        await("the server ends", () -> !server.isAlive());
    }

    @Test
    void theServerOfAHomeMadeAnewIsNotTakenForTheOldOne() throws Exception {
        NeighbourProcess.start(home, LONG).close();
        ProcessHandle old = server();
        FileSystemUtils.deleteRecursively(home.resolve("postgres"));

        NeighbourProcess.start(home, LONG).close();
        await("the old server ends", () -> !old.isAlive());

        assertThat(runs()).isTrue();
        assertThat(server()).isNotEqualTo(old);
    }

    private static boolean isLookedAfter() {
        try (FileChannel lock = FileChannel.open(home.resolve("postgres/idle.lock"), StandardOpenOption.WRITE)) {
            return lock.tryLock() == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runs() {
        return Files.exists(Postmaster.pidFile(home.resolve("postgres/data")));
    }

    private static ProcessHandle server() throws IOException {
        return Postmaster.in(home.resolve("postgres")).orElseThrow().process();
    }

    /** What looks after the server of this home. */
    private static List<ProcessHandle> watchers() {
        return ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .containsAll(List.of(
                                IdleServer.class.getName(),
                                home.resolve("postgres").toString())))
                .toList();
    }

    private static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
