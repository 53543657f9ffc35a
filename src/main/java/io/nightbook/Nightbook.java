package io.nightbook;

import io.nightbook.batch.BatchFailed;
import io.nightbook.batch.Books;
import io.nightbook.batch.CatchUp;
import io.nightbook.batch.Refused;
import io.nightbook.batch.Runner;
import io.nightbook.batch.Session;
import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.batch.catalog.EditedCatalog;
import io.nightbook.cli.Faults;
import io.nightbook.cli.Main;
import io.nightbook.cli.Rooms;
import io.nightbook.cli.Settings;
import io.nightbook.csv.UnusableFile;
import io.nightbook.job.JobSpec;
import io.nightbook.job.SampleSchedule;
import io.nightbook.pdf.Fonts;
import io.nightbook.pdf.UnusableFont;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.DatabaseAddress;
import io.nightbook.postgres.DatabaseRefused;
import io.nightbook.postgres.EmbeddedServer;
import io.nightbook.postgres.Privacy;
import io.nightbook.quartz.Schedule;
import io.nightbook.quartz.SchedulerNode;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.ConfigError;
import io.nightbook.yaml.JobFiles;
import io.nightbook.yaml.ScheduleFile;
import io.nightbook.yaml.SellerFile;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;

/** Main: wires the rooms, and is the one class that knows them all. */
public final class Nightbook implements Rooms, Faults {

    private static final int BUFFER = 8192;

    private final Map<String, String> environment;

    private Nightbook(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        // the machine's zone, language and charset decide nothing
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.ENGLISH);
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        OptionalInt done = NarrowLocale.leave(args);
        System.exit(done.isPresent() ? done.getAsInt() : run(System.getenv(), NarrowLocale.arguments(args)));
    }

    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(to), BUFFER), true, StandardCharsets.UTF_8);
    }

    /** Runs a command line; answers its exit code. */
    public static int run(Map<String, String> environment, String... args) {
        Nightbook nightbook = new Nightbook(environment);
        return Main.run(nightbook, nightbook, args);
    }

    @Override
    public int exitCode(Throwable error) {
        if (error instanceof Refused) {
            return Main.REFUSED;
        }
        boolean wrong = error instanceof ConfigError
                || error instanceof UnusableFile
                || error instanceof UnusableFont
                || error instanceof EditedCatalog
                || error instanceof DatabaseRefused;
        return wrong ? Main.WRONG_USAGE : Main.FAILED;
    }

    @Override
    public boolean isStopping() {
        return ShutdownHook.isRunning();
    }

    @Override
    public String message(Throwable error) {
        if (Database.isFailure(error)) {
            return "The database failed: " + BatchFailed.reason(error)
                    + ". What is in the books is whole; mend the cause and start the command again.";
        }
        return BatchFailed.plain(error);
    }

    @Override
    public Session open(Settings settings) {
        String url = settings.db(environment);
        if (url != null) {
            return session(settings, Database.open(DatabaseAddress.of(url, environment)), () -> {});
        }
        EmbeddedServer server =
                EmbeddedServer.start(settings.home().toAbsolutePath(), settings.keepServer(environment));
        try {
            Database database = Database.open(server.jdbcUrl(), server.user(), server.password());
            return session(settings, database, () -> leave(server));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** A machine that shuts down, or a person who wants quiet, tells us to stop: then nothing is kept for a next command. */
    private static void leave(EmbeddedServer server) {
        if (ShutdownHook.isRunning()) {
            server.stop();
        } else {
            server.close();
        }
    }

    @Override
    public Optional<String> server(Settings settings) {
        if (settings.db(environment) != null) {
            return Optional.empty();
        }
        return EmbeddedServer.runningIn(settings.home().toAbsolutePath())
                .map(port -> "The embedded server runs at port " + port + " on 127.0.0.1, and stops "
                        + (EmbeddedServer.canStayUp()
                                        && !settings.keepServer(environment).isZero()
                                ? "when it was idle for "
                                        + settings.keepServer(environment).toSeconds() + " s."
                                : "with the last command that uses it."));
    }

    @Override
    public boolean stopServer(Settings settings) {
        return switch (EmbeddedServer.stopIdle(settings.home().toAbsolutePath())) {
            case STOPPED -> true;
            case NONE_RUNS -> false;
            case IN_USE ->
                throw new Refused(
                        Refused.Reason.RUNNING,
                        "The embedded server under " + settings.home()
                                + " is in use by another Nightbook. Let that one end, or stop it; the server stops with it.");
        };
    }

    @Override
    public boolean areThereBooks(Settings settings) {
        return settings.db(environment) != null || EmbeddedServer.isIn(settings.home());
    }

    private Session session(Settings settings, Database database, Runnable closing) {
        Session session =
                new Session(database, configuration(settings), settings.home().toAbsolutePath(), closing);
        ShutdownHook.closing(session);
        return session;
    }

    @Override
    public Session.Configuration configuration(Settings settings) {
        Path catalogs = settings.config().resolve("catalog");
        return new Session.Configuration(
                () -> CatalogFiles.readDirectory(catalogs),
                use -> CatalogFiles.checkUse(catalogs, use),
                () -> Fingerprint.of(catalogs),
                () -> SellerFile.read(settings.config().resolve("seller.yaml")),
                () -> Fonts.SHIPPED.with(settings.config().resolve("fonts")),
                () -> jobs(settings.jobs()));
    }

    private static List<JobSpec> jobs(Path folder) {
        if (Files.isDirectory(folder) || !folder.equals(Settings.JOBS)) {
            return JobFiles.readDirectory(folder, Runner.STEPS, Schedule::mistake);
        }
        try (Shipped shipped = Shipped.jobs()) {
            return JobFiles.readDirectory(shipped.folder(), Runner.STEPS, Schedule::mistake);
        }
    }

    @Override
    public SampleSchedule unpackSample(String system, Path into) {
        try {
            Privacy.createFolder(into);
        } catch (IOException e) {
            throw new UncheckedIOException(into + " cannot be made: " + e.getMessage(), e);
        }
        Shipped.unpack("config/samples/" + system, into);
        return ScheduleFile.read(into.resolve("schedule.yaml"));
    }

    @Override
    public List<Instant> nextFireTimes(JobSpec job, Instant after, int count) {
        return Schedule.of(job).map(schedule -> schedule.next(after, count)).orElse(List.of());
    }

    @Override
    public List<String> scheduleWarnings(JobSpec job) {
        return Schedule.of(job).map(schedule -> schedule.warnings(now())).orElse(List.of());
    }

    @Override
    public void serve(Session session) throws InterruptedException {
        Books books = session.books();
        new CatalogInUse(books.database(), books.catalog()).refuseEdits();
        List<JobSpec> jobs = session.jobs();
        CatchUp catchUp = new CatchUp(
                books.database(), () -> new Runner(session.books(), new Log(InstantSource.system())), scheduled(jobs));
        SchedulerNode node = SchedulerNode.start(books.database().source(), jobs, catchUp, InstantSource.system());
        // whoever closes the books waits for the run that goes on
        session.closeFirst(node::close);
        node.await();
    }

    private static List<CatchUp.Scheduled> scheduled(List<JobSpec> jobs) {
        return jobs.stream()
                .flatMap(job -> Schedule.of(job).stream())
                .map(schedule -> new CatchUp.Scheduled(schedule.job(), schedule::next))
                .toList();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
