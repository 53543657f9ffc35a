package io.nightbook.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server that nobody uses, kept running for a while: so that what is typed next, or what a script does next, finds it there.
 *
 * <p>The last to leave has a small process look after it, which holds {@code idle.lock}, and stops the server when the time
 * since the last leave is over. It does so in its turn, as all others who start or stop a server: so nobody joins meanwhile.
 * One that finds users ends, for the last of those starts another. One that is told to stop, or whose home is removed, stops
 * the server and ends; where it is killed, the server runs on until the next user of the home leaves.
 *
 * <p>Not kept are servers in a container whose first process this is, or started this: it takes all others along when it
 * ends; and those on Windows, where a process keeps the console of the one that started it.
 */
final class IdleServer {

    /** What is meant for larger processes, and passwords. */
    private static final Predicate<String> NOT_HANDED_ON =
            Pattern.compile("^(J.*_OPTIONS|_JAVA_OPTIONS|NIGHTBOOK_.*)$").asPredicate();

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long FIRST_PROCESS = 1;

    private final Path folder;
    private final Duration idle;
    private final FileChannel held;
    private final Object home;
    private volatile Postmaster server;

    private IdleServer(Path folder, Duration idle, FileChannel held, Object home, Postmaster server) {
        this.folder = folder;
        this.idle = idle;
        this.held = held;
        this.home = home;
        this.server = server;
    }

    /** Whether a process that is started here outlives this one. */
    static boolean isPossible() {
        ProcessHandle self = ProcessHandle.current();
        return File.separatorChar == '/'
                && self.pid() != FIRST_PROCESS
                && self.parent().filter(parent -> parent.pid() == FIRST_PROCESS).isEmpty();
    }

    /**
     * Sees to it that a server is stopped when it was idle for a while; whoever calls it has the turn.
     *
     * @return whether somebody looks after it; if not, stop it now
     */
    static boolean keep(Path folder, Duration idle) throws IOException {
        touch(folder);
        try (FileChannel channel = FileChannel.open(
                lock(folder), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock free = channel.tryLock();
            if (free == null) {
                return true;
            }
        }
        Optional<Postmaster> server = Postmaster.in(folder);
        return server.isPresent() && startLooking(folder, idle, server.get());
    }

    /** Its streams lead nowhere: whoever reads ours to their end waits for nobody else. */
    private static boolean startLooking(Path folder, Duration idle, Postmaster server) {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx24m",
                "-Xss512k",
                IdleServer.class.getName(),
                folder.toString(),
                Long.toString(idle.toMillis()),
                Long.toString(server.process().pid()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeIf(NOT_HANDED_ON);
            builder.environment().put("CLASSPATH", classes);
            return builder.start().isAlive();
        } catch (IOException e) {
            return false; // there is no java to start: then the server does not outlive this process
        }
    }

    private static void touch(Path folder) throws IOException {
        Files.setLastModifiedTime(EmbeddedServer.users(folder), FileTime.fromMillis(System.currentTimeMillis()));
    }

    private static Path lock(Path folder) {
        return folder.resolve("idle.lock");
    }

    /** The folder of a server, its idle time in milliseconds, and the number of its process. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Optional<Postmaster> server =
                ProcessHandle.of(Long.parseLong(arguments[2])).map(process -> new Postmaster(process, 0));
        if (server.isEmpty()) {
            return;
        }
        Duration time = Duration.ofMillis(Long.parseLong(arguments[1]));
        try (FileChannel channel = FileChannel.open(lock(folder), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            IdleServer idle = new IdleServer(folder, time, channel, key(folder), server.get());
            if (channel.tryLock() != null) {
                Runtime.getRuntime().addShutdownHook(new Thread(idle::end, "stop-server"));
                idle.look();
            }
        } catch (NoSuchFileException e) {
            endWithoutHome(folder, server.get());
        }
    }

    /** Looks until there is nothing left to look after, or the time is over. */
    private void look() throws IOException, InterruptedException {
        FileTime left = FileTime.fromMillis(0);
        long since = System.nanoTime();
        while (isOurs()) {
            FileTime latest = Files.getLastModifiedTime(EmbeddedServer.users(folder));
            if (!latest.equals(left)) {
                left = latest;
                since = System.nanoTime();
            }
            long rest = idle.toNanos() - (System.nanoTime() - since);
            if (rest <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(rest, LOOK.toNanos()));
        }
    }

    /** Whether the home is the one whose server this looks after, and one runs there. */
    private boolean isOurs() throws IOException {
        if (!home.equals(key(folder))) {
            return false;
        }
        Optional<Postmaster> now = Postmaster.in(folder);
        now.ifPresent(found -> server = found);
        return now.isPresent();
    }

    /** Stops the server, unless somebody uses it. Where the home is gone its process alone is left of it. */
    private void end() {
        try {
            held.close(); // whoever leaves from now on starts another
            if (isThere()) {
                stopUnused();
            } else {
                endWithoutHome(folder, server);
            }
        } catch (NoSuchFileException e) {
            endWithoutHome(folder, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isThere() throws IOException {
        return Files.exists(EmbeddedServer.users(folder)) && home.equals(key(folder));
    }

    private void stopUnused() throws IOException {
        try (FileChannel turn = FileChannel.open(EmbeddedServer.turn(folder), StandardOpenOption.WRITE)) {
            turn.lock();
            if (ServerUsers.none(EmbeddedServer.users(folder))) {
                new Cluster(folder, ServerAccount.of(folder)).stop();
                end(server); // it runs still where its files are just being removed
            }
        }
    }

    /** Once the home is gone, so that whoever removes it finds each file where it was. */
    private static void endWithoutHome(Path folder, Postmaster server) {
        long begin = System.nanoTime();
        while (Files.exists(folder) && System.nanoTime() - begin < PATIENCE.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos() / 10);
        }
        end(server);
    }

    private static void end(Postmaster server) {
        if (!server.surelyServer()) {
            return;
        }
        ProcessHandle process = server.process();
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What tells the folder of a home from that of one made anew in its place. */
    private static Object key(Path folder) throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(lock(folder), BasicFileAttributes.class).fileKey());
    }
}
