package io.nightbook.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A real and durable PostgreSQL kept in {@code <home>/postgres}, for those who name no server of their own.
 *
 * <p>It listens on loopback, at a port that may change from start to start, and asks for a random password. All users
 * of a home, in this process or others, share one server: the first starts it, the last to close stops it, at once or when
 * it was idle for a while, so that the next command finds it running. A server
 * whose processes were killed is taken over by the next. Safe for threads.
 *
 * <p>Nothing closes it by itself when the process ends, for it must outlive the work that a shutdown hook is still
 * stopping: close it there, after that work. Left unclosed it runs on, without harm, until the next user closes it.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Pattern SHELL_SIGN = Pattern.compile("[\"$`\\n]");

    private final Path folder;
    private final Cluster cluster;
    private final int port;
    private final Duration idle;
    private final String password;
    private boolean closed;

    private EmbeddedServer(Path folder, Cluster cluster, int port, Duration idle) throws IOException {
        this.folder = folder;
        this.cluster = cluster;
        this.port = port;
        this.idle = idle;
        this.password = cluster.password();
    }

    /**
     * The server of a home, running: about 3 s the first time, when it is made, and less than 1 s later.
     *
     * @param home a folder, made if it is missing, for its user alone
     * @throws EmbeddedServerException if it cannot run, with the reason and what to do
     */
    public static EmbeddedServer start(Path home) {
        return start(home, Duration.ZERO);
    }

    /**
     * The same, for one that stays up for a while after its last user has left, as far as {@link IdleServer} can stop it then.
     *
     * @param idle for how long; zero stops it at once
     * @throws EmbeddedServerException if it cannot run, with the reason and what to do
     */
    public static EmbeddedServer start(Path home, Duration idle) {
        Path folder = folder(home);
        requirePlain(folder);
        synchronized (EmbeddedServer.class) {
            try {
                create(folder);
                Cluster cluster = new Cluster(folder, ServerAccount.of(folder));
                try (FileChannel turn = open(folder)) {
                    turn.lock();
                    EmbeddedServer server = new EmbeddedServer(folder, cluster, port(folder, cluster), idle);
                    ServerUsers.join(users(folder));
                    return server;
                }
            } catch (IOException e) {
                throw EmbeddedServerException.of(folder, e);
            }
        }
    }

    /** Whether a home has a server, running or not. */
    public static boolean isIn(Path home) {
        return Files.isDirectory(folder(home));
    }

    private static Path folder(Path home) {
        return home.toAbsolutePath().normalize().resolve("postgres");
    }

    /** The address, without user, password or parameters. */
    public String jdbcUrl() {
        return Postmaster.url(port);
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return password;
    }

    /** Whether a server can stay up here once nobody uses it. */
    public static boolean canStayUp() {
        return IdleServer.isPossible();
    }

    /** The port of the server of a home, if one runs. */
    public static Optional<Integer> runningIn(Path home) {
        Path folder = folder(home);
        try {
            return Postmaster.in(folder).map(Postmaster::port);
        } catch (IOException e) {
            throw EmbeddedServerException.of(folder, e);
        }
    }

    /**
     * Leaves the server, which stops once it was idle for its time if no other user of the home is left. A second call does
     * nothing.
     *
     * @throws EmbeddedServerException if it does not stop
     */
    @Override
    public void close() {
        leave(canStayUp() ? idle : Duration.ZERO);
    }

    /**
     * Stops the server at once if no other user of the home is left. Connections still open are ended, and what they did not
     * commit is undone. A second call, or one after {@link #close}, does nothing.
     *
     * @throws EmbeddedServerException if it does not stop
     */
    public void stop() {
        leave(Duration.ZERO);
    }

    /** Whether it stays up for a while: as if it were stopped for those who copy its files meanwhile. */
    private boolean keep(Duration idle) throws IOException {
        Optional<Postmaster> server = Postmaster.in(folder);
        return server.isPresent() && server.get().writeOut(user(), password) && IdleServer.keep(folder, idle);
    }

    private void leave(Duration after) {
        synchronized (EmbeddedServer.class) {
            if (closed) {
                return;
            }
            closed = true;
            try (FileChannel turn = open(folder)) {
                turn.lock();
                if (ServerUsers.leave(users(folder)) && (after.isZero() || !keep(after))) {
                    cluster.stop();
                }
            } catch (IOException e) {
                throw EmbeddedServerException.of(folder, e);
            }
        }
    }

    /** What became of a server that was to be stopped. */
    public enum Stop {
        STOPPED,
        IN_USE,
        NONE_RUNS
    }

    /**
     * Stops the server of a home that nobody uses, before its time is over.
     *
     * @throws EmbeddedServerException if it does not stop
     */
    public static Stop stopIdle(Path home) {
        Path folder = folder(home);
        if (!Files.exists(turn(folder))) {
            return Stop.NONE_RUNS;
        }
        synchronized (EmbeddedServer.class) {
            try (FileChannel turn = open(folder)) {
                turn.lock();
                if (!ServerUsers.none(users(folder))) {
                    return Stop.IN_USE;
                }
                if (Postmaster.in(folder).isEmpty()) {
                    return Stop.NONE_RUNS;
                }
                new Cluster(folder, ServerAccount.of(folder)).stop();
                return Stop.STOPPED;
            } catch (IOException e) {
                throw EmbeddedServerException.of(folder, e);
            }
        }
    }

    private static int port(Path folder, Cluster cluster) throws IOException {
        OptionalInt running = cluster.running();
        if (running.isPresent()) {
            return running.getAsInt();
        }
        if (!ServerUsers.none(users(folder))) {
            throw new EmbeddedServerException("The embedded database in " + folder + " is in use by another Nightbook,"
                    + " perhaps in another container, but its server cannot be reached from here. Stop that Nightbook"
                    + " and start again, or name another folder with --home.");
        }
        return cluster.launch();
    }

    /** PostgreSQL's own programs pass the name through a shell, in double quotes. */
    private static void requirePlain(Path folder) {
        if (SHELL_SIGN.matcher(folder.toString()).find()) {
            throw new EmbeddedServerException(
                    "The embedded database cannot lie in " + folder + ", because that name has"
                            + " one of the signs \" $ ` or a line break. Name another folder with --home.");
        }
    }

    /** Makes the folder, which only its owner may enter: the password lies inside. */
    private static void create(Path folder) throws IOException {
        Privacy.createFolder(folder);
    }

    /** A file to lock: one process at a time starts or stops a server. */
    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(turn(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    static Path turn(Path folder) {
        return folder.resolve("turn.lock");
    }

    static Path users(Path folder) {
        return folder.resolve("users.lock");
    }
}
