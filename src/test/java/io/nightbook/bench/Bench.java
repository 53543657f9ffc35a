package io.nightbook.bench;

import io.nightbook.batch.Books;
import io.nightbook.batch.Intake;
import io.nightbook.batch.Runner;
import io.nightbook.cases.TestServer;
import io.nightbook.cases.WorkedCase;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.job.JobSpec;
import io.nightbook.postgres.Database;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.JobFiles;
import io.nightbook.yaml.SellerFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * How long an import, a night and a month-end take beside bare SQL over the same rows, on one PostgreSQL with durable
 * settings, in one sitting: {@code ./mvnw -Pbench verify} with {@code -Dbench.accounts=20000 -Dbench.events=100}.
 *
 * <p>Quote the ratios: seconds are those of the machine.
 */
public final class Bench {

    private static final Instant NIGHT = Instant.parse("2026-10-31T04:30:00Z");
    private static final Instant MONTH_END = Instant.parse("2026-11-02T12:00:00Z");

    private final Path folder;
    private final int accounts;
    private final int events;
    private final PrintStream out = System.out;

    private Bench(Path folder, int accounts, int events) {
        this.folder = folder;
        this.accounts = accounts;
        this.events = events;
    }

    public static void main(String[] args) throws IOException, SQLException {
        int accounts = Integer.getInteger("bench.accounts", 20_000);
        int events = Integer.getInteger("bench.events", 100);
        int rounds = Integer.getInteger("bench.rounds", 1);
        Path folder = Files.createDirectories(Path.of("target", "bench"));
        Bench bench = new Bench(folder, accounts, events);
        bench.generate();
        TestServer.get().makeDurable();
        for (int round = 1; round <= rounds; round++) {
            bench.round();
        }
        System.exit(0);
    }

    // ---------------------------------------------------------------- the made-up world

    private void generate() throws IOException {
        Files.createDirectories(folder.resolve("catalog"));
        Files.writeString(folder.resolve("catalog/bench.yaml"), CATALOG);
        Files.writeString(folder.resolve("seller.yaml"), SELLER);
        try (var rows = new PrintStream(Files.newOutputStream(folder.resolve("accounts.csv")), false, "UTF-8")) {
            rows.print("account_id,name,currency,time_zone,country\n");
            for (int i = 0; i < accounts; i++) {
                rows.printf("acct-%07d,Account %d,USD,UTC,ES%n", i, i);
            }
        }
        try (var rows = new PrintStream(Files.newOutputStream(folder.resolve("subscriptions.csv")), false, "UTF-8")) {
            rows.print("account_id,plan_id,starts_on\n");
            for (int i = 0; i < accounts; i++) {
                rows.printf("acct-%07d,%s,2026-10-01%n", i, i % 10 < 7 ? "starter" : "team");
            }
        }
        generateUsage();
    }

    /** Events in time order, spread over October, not in account order. */
    private void generateUsage() throws IOException {
        long total = (long) accounts * events;
        long seconds = Duration.ofDays(30).toSeconds();
        Instant start = Instant.parse("2026-10-01T00:00:00Z");
        String[] meters = {"chat", "embed", "image", "search"};
        StringBuilder text = new StringBuilder();
        try (var rows = Files.newBufferedWriter(folder.resolve("usage.csv"))) {
            rows.write("event_id,account_id,meter,occurred_at,quantity,agent,project\n");
            for (long n = 0; n < total; n++) {
                text.setLength(0);
                String account =
                        String.valueOf(10_000_000 + n * 7919 % accounts).substring(1);
                text.append("evt-").append(n).append(",acct-").append(account).append(',');
                text.append(meters[(int) (n * 31 % 4)]).append(',');
                text.append(start.plusSeconds(n * seconds / total)).append(',');
                text.append(1 + n * 97 % 1000).append(",a").append(n % 3).append(",p\n");
                rows.append(text);
            }
        }
    }

    private static final String CATALOG = """
            catalog: bench
            meters:
              - { id: chat, category: LLM, rate: { per_unit: { per: 1000, credits: 3 } } }
              - { id: embed, category: LLM, rate: { per_unit: { per: 1000, credits: 0.1 } } }
              - { id: image, category: Images, rate: { per_unit: { per: 10, credits: 1 } } }
              - { id: search, category: WebSearch, rate: { package: { size: 100, credits: 1 } } }
            plans:
              - id: starter
                versions: [{ from: 2026-01-01, fee: { USD: 49 }, allowance: { credits: 1000 }, overage: pause }]
              - id: team
                versions:
                  - from: 2026-01-01
                    fee: { USD: 199 }
                    allowance: { credits: 2000 }
                    rollover: { cycles: 3, percent: 50 }
                    overage: { bill: { USD: 0.012 } }
            """;

    private static final String SELLER = """
            seller: { name: Bench S.L., country: ES, time_zone: Europe/Madrid }
            taxes: [{ country: ES, category: S, rate: 21, from: 2012-09-01 }]
            """;

    // ---------------------------------------------------------------- one round

    private void round() throws SQLException, IOException {
        try (Database database = TestServer.get().database()) {
            double bareCopy = time("bare copy", () -> copyBare(database));
            Catalog catalog = CatalogFiles.readDirectory(folder.resolve("catalog"));
            Seller seller = SellerFile.read(folder.resolve("seller.yaml"));
            Books books = new Books(database, catalog, "bench", seller, folder.resolve("out"));
            Intake intake = new Intake(database, catalog, progress -> {});
            time(
                    "import of accounts and subscriptions",
                    () -> intake.take(
                            List.of(folder.resolve("accounts.csv"), folder.resolve("subscriptions.csv")),
                            Map.of(),
                            Map.of()));
            double imported = time(
                    "import of usage", () -> intake.take(List.of(folder.resolve("usage.csv")), Map.of(), Map.of()));
            execute(database, "analyze");
            double bareGroup = time("bare insert ... select ... group by", () -> groupBare(database));
            double night = time("night", () -> run(books, "nightly", NIGHT));
            double monthEnd = time("month-end without documents", () -> run(books, "close-only", MONTH_END));
            out.printf(Locale.ROOT, "import: %.2f x the rows/s of a bare copy%n", bareCopy / imported);
            out.printf(Locale.ROOT, "night: %.2f x the time of the bare statement%n", night / bareGroup);
            out.printf(Locale.ROOT, "month-end: %.2f x the time of the bare statement%n", monthEnd / bareGroup);
            out.printf(
                    Locale.ROOT, "heap: %,d MiB at most%n", Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private interface Work {
        void run() throws SQLException, IOException;
    }

    private double time(String what, Work work) throws SQLException, IOException {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%-40s %8.2f s%n", what, seconds);
        return seconds;
    }

    private void copyBare(Database database) throws SQLException, IOException {
        execute(
                database,
                "create table bare (event_id text, account_id text, meter text, occurred_at timestamptz, quantity numeric,"
                        + " agent text, project text)");
        try (Connection connection = database.source().getConnection();
                InputStream in = Files.newInputStream(folder.resolve("usage.csv"))) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy bare from stdin (format csv, header)", in);
        }
    }

    private void groupBare(Database database) throws SQLException {
        execute(database, "create table bare_sums (account_no int, meter_no int, day date, credits numeric)");
        execute(
                database,
                "insert into bare_sums select account_no, meter_no, day, sum(credits) from usage_event group by 1, 2, 3");
    }

    private static void run(Books books, String job, Instant asOf) {
        List<JobSpec> shipped =
                JobFiles.readDirectory(Path.of("jobs"), Runner.STEPS, io.nightbook.quartz.Schedule::mistake);
        JobSpec spec = shipped.stream()
                .filter(candidate -> candidate.name().equals(job))
                .findFirst()
                .orElseGet(() -> new JobSpec(
                        job, "", null, JobSpec.Identity.DATE, List.of("rollup", "replay", "close", "post", "alerts")));
        new Runner(books, WorkedCase.SILENT).run(new Runner.Order(spec, asOf, null, "bench"));
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
