package io.nightbook.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.util.FileSystemUtils;

/**
 * The files of one PostgreSQL under one folder: made, started and stopped.
 *
 * <p>{@code data} the databases; {@code binaries} the programs; {@code password} the password of {@link #USER};
 * {@code server.log} what the programs say since the last start, {@code server.log.old} what they said before.
 */
final class Cluster {

    static final String USER = "nightbook";

    // A server with 4 GB of log to replay needs a while, and pg_ctl gives up on it after one minute otherwise.
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path folder;
    private final Path data;
    private final Path password;
    private final Path log;
    private final ServerAccount account;
    private final ServerCommand command;

    Cluster(Path folder, ServerAccount account) {
        this.folder = folder;
        this.data = data(folder);
        this.password = folder.resolve("password");
        this.log = folder.resolve("server.log");
        this.account = account;
        this.command = new ServerCommand(folder, log, account);
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    String password() throws IOException {
        return Files.readString(password);
    }

    /** The port of the server that already runs here, once it answers; empty if there is none, or none any more. */
    OptionalInt running() throws IOException {
        long begin = System.nanoTime();
        Optional<Postmaster> found = Postmaster.of(data);
        while (found.isPresent()) {
            Postmaster postmaster = found.get();
            Postmaster.Answer answer = answer(postmaster);
            if (answer == Postmaster.Answer.READY) {
                return OptionalInt.of(postmaster.port());
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (answer == Postmaster.Answer.BUSY) {
                requirePatience(waited);
            } else if (!postmaster.perhapsServer() || waited.compareTo(SILENCE) > 0) {
                dismiss(postmaster);
            }
            pause();
            found = Postmaster.of(data);
        }
        return OptionalInt.empty();
    }

    /** Starts a server, after making what it needs, and returns its port. No server may run here. */
    int launch() throws IOException {
        requireReadable();
        Path binaries = folder.resolve("binaries");
        // a process that was killed while it started the server leaves what it had started, and that still writes
        new Leftovers(binaries).stop();
        ServerBinaries.unpack(binaries);
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        Privacy.createFile(folder, log);
        if (Files.exists(data)) {
            Privacy.share(folder, password);
        } else {
            create();
        }
        try (InputStream settings = Objects.requireNonNull(Cluster.class.getResourceAsStream("postgresql.conf"))) {
            Files.copy(settings, data.resolve("postgresql.conf"), StandardCopyOption.REPLACE_EXISTING);
        }
        Postmaster.clear(data);
        account.own(folder);
        int port = freePort();
        command.run(
                "started",
                "pg_ctl",
                "start",
                "--wait",
                "--silent",
                "--timeout=" + PATIENCE.toSeconds(),
                "--pgdata=" + data,
                "--log=" + log,
                "--options=-p " + port);
        return port;
    }

    /** Stops the server, if one runs: connections end, what they did not commit is undone. */
    void stop() throws IOException {
        if (Postmaster.in(folder).isPresent()) {
            stop("fast");
        }
    }

    private void stop(String mode) throws IOException {
        command.run(
                "stopped",
                "pg_ctl",
                "stop",
                "--wait",
                "--silent",
                "--timeout=" + PATIENCE.toSeconds(),
                "--pgdata=" + data,
                "--mode=" + mode);
    }

    /** Makes the data directory under another name first: one that was cut short is never taken for a whole one. */
    private void create() throws IOException {
        try (DirectoryStream<Path> cutShort = Files.newDirectoryStream(folder, "data.new*")) {
            for (Path directory : cutShort) {
                FileSystemUtils.deleteRecursively(directory);
            }
        }
        Path fresh = Files.createTempDirectory(folder, "data.new");
        Files.writeString(
                Privacy.createFile(folder, password),
                new BigInteger(128, new SecureRandom()).toString(Character.MAX_RADIX));
        account.own(folder);
        command.run(
                "made",
                "initdb",
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions");
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private Postmaster.Answer answer(Postmaster postmaster) throws IOException {
        try {
            return postmaster.call(USER, password());
        } catch (SQLException e) {
            throw new EmbeddedServerException("The embedded database in " + folder + " runs at port "
                    + postmaster.port() + " but refuses Nightbook: " + e.getMessage()
                    + ". If it is a forgotten one, stop process "
                    + postmaster.process().pid() + " and start again.");
        }
    }

    private void requirePatience(Duration waited) {
        if (waited.compareTo(PATIENCE) > 0) {
            throw new EmbeddedServerException("The embedded database in " + folder
                    + " has been starting or stopping for " + PATIENCE.toMinutes() + " minutes. See " + log
                    + " for what it does, and start again when it is done.");
        }
    }

    /** Stops a server that is mute, or removes the pid file of one that is gone if its number is another process's. */
    private void dismiss(Postmaster postmaster) throws IOException {
        if (postmaster.surelyServer()) {
            stop("immediate");
        } else {
            // PostgreSQL would refuse to start as long as that process lives. A dead server's file it judges itself.
            Files.deleteIfExists(Postmaster.pidFile(data));
        }
    }

    private void requireReadable() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        Path version = data.resolve("PG_VERSION");
        String found = Files.exists(version) ? Files.readString(version).strip() : "of no known version";
        if (!found.equals(ServerBinaries.MAJOR_VERSION)) {
            throw new EmbeddedServerException("The files in " + data + " were made by a PostgreSQL " + found
                    + ", and this Nightbook brings PostgreSQL " + ServerBinaries.MAJOR_VERSION
                    + ", which cannot read them. Use the Nightbook that made them, or move the folder away to begin"
                    + " with an empty database, or name another folder with --home.");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }
}
