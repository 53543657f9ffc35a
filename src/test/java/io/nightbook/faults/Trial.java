package io.nightbook.faults;

import io.nightbook.batch.BatchFailed;
import io.nightbook.batch.Refused;
import io.nightbook.cases.TestServer;
import io.nightbook.faults.FaultProxy.Moment;
import io.nightbook.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A command that meets a fault, the same command once more if it failed, and what both left beside an undisturbed twin. */
final class Trial {

    private static final String PARAMETERS = "?sslmode=disable&gssEncMode=disable";
    /** A frozen connection is given up after so many seconds. */
    private static final String IMPATIENT = "&socketTimeout=3";

    private static final int PATIENCE = 180;

    private final Story story;
    private final Kind kind;
    private final int instant;
    private final String name;
    private final Path folder;
    private final FaultyDisk disk;
    private final FaultProxy proxy = new FaultProxy(Server::port);
    private final AtomicReference<@Nullable Database> open = new AtomicReference<>();
    private @Nullable Process process;

    private Trial(Story story, String template, Path files, Kind kind, int instant) {
        this.story = story;
        this.kind = kind;
        this.instant = instant;
        this.name = Server.copy(template);
        this.folder = copy(files);
        this.disk = new FaultyDisk(folder);
    }

    /**
     * What came of it.
     *
     * @param first how the command ended that met the fault; null if it did not notice
     * @param differences from the twin; empty if there are none
     */
    record Outcome(
            Story story, Kind kind, int instant, @Nullable Throwable first, List<String> differences) {

        boolean isSame() {
            return differences.isEmpty();
        }

        @Override
        public String toString() {
            return story.words() + ", " + kind.words() + " at " + instant + ": "
                    + (first == null ? "unnoticed" : said(first)) + "\n    "
                    + (isSame() ? "same" : String.join("\n    ", differences));
        }
    }

    static Outcome of(Twin twin, Kind kind, int instant) {
        Trial trial = new Trial(twin.story(), twin.template(), twin.folder(), kind, instant);
        try {
            Throwable first = trial.meetFault();
            return new Outcome(twin.story(), kind, instant, first, trial.differences(first, twin.left()));
        } finally {
            trial.forget();
        }
    }

    /** Runs the command undisturbed, and counts what it does. */
    static Twin twin(Story story, String template, Path files) {
        Trial trial = new Trial(story, template, files, Kind.KILL, Integer.MAX_VALUE);
        trial.proxy.arm(Integer.MAX_VALUE, Moment.BEFORE, link -> {});
        try (Database database = trial.open()) {
            int opening = trial.proxy.passed();
            trial.command(database);
            int statements = trial.proxy.passed();
            List<Integer> commits = trial.proxy.commits();
            return new Twin(
                    story,
                    template,
                    files,
                    new Twin.Extent(opening, statements, trial.disk.changes(), commits),
                    Snapshot.of(database, trial.name, trial.folder));
        } finally {
            trial.forget();
        }
    }

    private void forget() {
        proxy.close();
        Server.drop(name);
        FileSystemUtils.deleteRecursively(folder.toFile());
    }

    private static Path copy(Path template) {
        try {
            Path folder = Files.createTempDirectory(template.resolveSibling(""), "trial");
            FileSystemUtils.copyRecursively(template, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + proxy.port() + "/" + name + PARAMETERS
                + (kind == Kind.FREEZE_ONE_CONNECTION ? IMPATIENT : "");
    }

    private Database open() {
        Database database =
                Database.open(url(), TestServer.get().user(), TestServer.get().password());
        open.set(database);
        return database;
    }

    private void command(Database database) {
        story.command(database, folder, disk.path(folder));
    }

    private @Nullable Throwable meetFault() {
        arm();
        ExecutorService commands = Executors.newSingleThreadExecutor(task -> new Thread(task, "command"));
        try {
            commands.submit(kind == Kind.KILL_PROCESS ? this::inProcess : this::here)
                    .get(PATIENCE, TimeUnit.SECONDS);
            return null;
        } catch (java.util.concurrent.ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        } finally {
            commands.shutdownNow();
            proxy.close();
            Server.awaitForgotten(name);
        }
    }

    private void arm() {
        int statement = (instant + 1) / 2;
        Moment moment = instant % 2 == 1 ? Moment.BEFORE : Moment.AFTER;
        switch (kind) {
            case KILL -> proxy.arm(statement, moment, link -> die());
            case KILL_PROCESS -> proxy.arm(statement, moment, link -> killProcess());
            case KILL_AT_FILE -> disk.dieAt(instant, this::die);
            case CUT_ONE_CONNECTION -> proxy.arm(statement, moment, FaultProxy.Link::cut);
            case CUT_IDLE_CONNECTION -> proxy.arm(statement, moment, link -> proxy.cutIdle());
            case CUT_ALL_CONNECTIONS -> proxy.arm(statement, moment, link -> proxy.cutAll());
            case FREEZE_ONE_CONNECTION -> proxy.arm(statement, moment, FaultProxy.Link::freeze);
            case STOP_SERVER -> proxy.arm(statement, moment, link -> Server.crash(name));
            case FULL_SERVER_DISK -> proxy.armFullDisk(statement);
            case FULL_HOME -> disk.fillAt(instant);
        }
    }

    /** As good as dead: no statement passes, no file changes, and whoever asks for a connection hears at once that there is none. */
    private void die() {
        disk.die();
        proxy.shut();
        Database database = open.get();
        if (database != null) {
            database.close();
        }
    }

    private void here() {
        try (Database database = open()) {
            command(database);
        }
    }

    private void inProcess() {
        try {
            Process started = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Doomed.class.getName(),
                            url(),
                            TestServer.get().user(),
                            TestServer.get().password(),
                            folder.toString(),
                            story.name())
                    .redirectError(folder.resolve("said").toFile())
                    .start();
            process = started;
            int code = started.waitFor();
            if (code != 0) {
                throw new IllegalStateException("the process ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void killProcess() {
        try {
            while (process == null) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another Java process that runs the command of a story. */
    static final class Doomed {

        private Doomed() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[3]);
            try (Database database = Database.open(arguments[0], arguments[1], arguments[2])) {
                Story.valueOf(arguments[4]).command(database, folder, folder);
            }
        }
    }

    private List<String> differences(@Nullable Throwable first, Map<String, String> expected) {
        if (first instanceof TimeoutException) {
            return List.of("hangs");
        }
        try (Database database = Server.open(name)) {
            if (first != null) {
                again(database);
            }
            return Snapshot.differences(expected, Snapshot.of(database, name, folder));
        } catch (RuntimeException e) {
            return List.of("started again: " + said(e));
        }
    }

    /** One that was done before its end was heard of says so. */
    private void again(Database database) {
        try {
            story.command(database, folder, folder);
        } catch (Refused e) {
            if (e.reason() != Refused.Reason.DONE) {
                throw e;
            }
        }
    }

    private static String said(Throwable error) {
        return error.getClass().getSimpleName() + ": "
                + BatchFailed.reason(error).lines().findFirst().orElse("")
                + (error instanceof BatchFailed ? " | " + error.getMessage() : "");
    }
}
