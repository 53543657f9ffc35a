package io.nightbook.cli;

import io.nightbook.postgres.Privacy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
public final class Settings {

    private static final String KEEP_SERVER = "20";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");

    /** Where jobs are looked for if nobody says where. */
    public static final Path JOBS = Path.of("jobs");

    private static final String REMEMBERED = "configuration";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where the embedded database and all files are kept (default: ${DEFAULT-VALUE}).")
    private Path home = Path.of("nightbook-home");

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Catalog and seller (default: the folder that the file " + REMEMBERED
                    + " in the home names, as in" + " that of a demo, or else config).")
    private @Nullable Path config;

    @Option(
            names = "--jobs",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "What runs when (default: ${DEFAULT-VALUE}, or the shipped jobs where there is none).")
    private Path jobs = JOBS;

    @Option(
            names = "--db",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "A PostgreSQL server, jdbc:postgresql://HOST/DATABASE or postgres://... (or NIGHTBOOK_DB_URL);"
                            + " with NIGHTBOOK_DB_USER, and NIGHTBOOK_DB_PASSWORD, NIGHTBOOK_DB_PASSWORD_FILE or ~/.pgpass."
                            + " Without it an embedded one runs under the home.")
    private @Nullable String db;

    @Option(
            names = "--keep-server",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            description = "How long the embedded server stays up once nobody uses it (default: 20, or"
                    + " NIGHTBOOK_KEEP_SERVER; 0 stops it at once).")
    private @Nullable String keepServer;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Say nothing of how far a long work is.")
    private boolean quiet;

    public Path home() {
        return home;
    }

    /** As given, or else what the home names, or else {@code config}. */
    public Path config() {
        if (config != null) {
            return config;
        }
        Path names = home.resolve(REMEMBERED);
        try {
            return Files.isRegularFile(names)
                    ? home.resolve(Files.readString(names).strip())
                    : Path.of("config");
        } catch (IOException | InvalidPathException e) {
            throw new WrongUsage(names + " does not name the folder of the configuration: " + e.getMessage()
                    + "; give it with --config, or mend or remove the file");
        }
    }

    /** Lets a home name a configuration, for all commands that are given none. */
    static void remember(Path home, Path config) throws IOException {
        Path names = home.resolve(REMEMBERED);
        if (!Files.exists(names)) {
            Privacy.createFile(home, names);
        }
        Files.writeString(names, home.relativize(config) + "\n");
    }

    public Path jobs() {
        return jobs;
    }

    public @Nullable String db(Map<String, String> environment) {
        return db == null ? environment.get("NIGHTBOOK_DB_URL") : db;
    }

    /**
     * How long the embedded server stays up once nobody uses it.
     *
     * @throws WrongUsage if what was said is no whole number of seconds below 100,000
     */
    public Duration keepServer(Map<String, String> environment) {
        String said = keepServer == null ? environment.getOrDefault("NIGHTBOOK_KEEP_SERVER", KEEP_SERVER) : keepServer;
        if (!SECONDS.matcher(said).matches()) {
            throw new WrongUsage("--keep-server (or NIGHTBOOK_KEEP_SERVER) is " + said
                    + "; write seconds, from 0 (stop the embedded server at once) to 99999");
        }
        return Duration.ofSeconds(Long.parseLong(said));
    }

    public boolean debug() {
        return debug;
    }

    public boolean quiet() {
        return quiet;
    }

    /** The same settings for a server that is stopped with the last command that uses it. */
    Settings keepingNoServer() {
        Settings settings = same();
        settings.keepServer = "0";
        return settings;
    }

    /** The same settings with the configuration and the home of a sample. */
    public Settings at(Path newHome, Path newConfig) {
        Settings settings = same();
        settings.home = newHome;
        settings.config = newConfig;
        return settings;
    }

    private Settings same() {
        Settings settings = new Settings();
        settings.home = home;
        settings.config = config;
        settings.jobs = jobs;
        settings.db = db;
        settings.keepServer = keepServer;
        settings.debug = debug;
        settings.quiet = quiet;
        return settings;
    }
}
