package io.nightbook.bench;

import io.nightbook.batch.Books;
import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import io.nightbook.batch.intake.Intake;
import io.nightbook.cases.TestServer;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.domain.report.ExportFilter;
import io.nightbook.job.JobSpec;
import io.nightbook.pdf.Fonts;
import io.nightbook.postgres.Database;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.SellerFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;

/**
 * How long imports, nights, a month-end and an export take beside bare SQL over the same rows, on one PostgreSQL with durable
 * settings, in one sitting: {@code ./mvnw -Pbench verify} with
 * {@code -Dbench.accounts=20000 -Dbench.events=100 -Dbench.nights=30 -Dbench.history=24 -Dbench.rounds=1}.
 *
 * <p>Each night brings a day of events; with one night, all of October comes at once and the month-end does all the work.
 * The history is months that were closed before, with one event of each account in each. With {@code -Dbench.alone=true}
 * nothing is compared.
 * Quote the ratios: seconds are those of the machine.
 */
public final class Bench {

    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
    private static final Instant MONTH_END = Instant.parse("2026-11-02T12:00:00Z");
    private static final List<String> NIGHT = List.of("rollup", "replay", "post", "alerts");
    private static final List<String> CLOSE = List.of("rollup", "replay", "close", "post", "alerts");

    private final Path folder;
    private final int accounts;
    private final int events;
    private final int nights;
    private final int history;
    private final boolean alone = Boolean.getBoolean("bench.alone");
    private final PrintStream out = System.out;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    private Bench(Path folder, int accounts, int events, int nights, int history) {
        this.folder = folder;
        this.accounts = accounts;
        this.events = events;
        this.nights = nights;
        this.history = history;
    }

    public static void main(String[] args) throws IOException, SQLException {
        new DocumentsBench(System.out, Integer.getInteger("bench.documents", 2_000)).run();
        Bench bench = new Bench(
                Files.createDirectories(Path.of("target", "bench")),
                Integer.getInteger("bench.accounts", 20_000),
                Integer.getInteger("bench.events", 100),
                Integer.getInteger("bench.nights", 1),
                Integer.getInteger("bench.history", 0));
        bench.generate();
        TestServer.get().makeDurable();
        for (int round = 1; round <= Integer.getInteger("bench.rounds", 1); round++) {
            bench.round();
        }
        System.exit(0);
    }

    // ---------------------------------------------------------------- the made-up world

    private void generate() throws IOException {
        Files.createDirectories(folder.resolve("catalog"));
        Files.writeString(folder.resolve("catalog/bench.yaml"), CATALOG);
        Files.writeString(folder.resolve("seller.yaml"), SELLER);
        try (var rows = Files.newBufferedWriter(folder.resolve("accounts.csv"))) {
            rows.write("account_id,name,currency,time_zone,country\n");
            for (int i = 0; i < accounts; i++) {
                rows.write(String.format(Locale.ROOT, "acct-%07d,Account %d,USD,UTC,ES%n", i, i));
            }
        }
        try (var rows = Files.newBufferedWriter(folder.resolve("subscriptions.csv"))) {
            rows.write("account_id,plan_id,starts_on\n");
            for (int i = 0; i < accounts; i++) {
                rows.write(String.format(
                        Locale.ROOT,
                        "acct-%07d,%s,%s%n",
                        i,
                        i % 10 < 7 ? "starter" : "team",
                        FIRST.minusMonths(history)));
            }
        }
        long share = (long) accounts * events / nights;
        for (int night = 0; night < nights; night++) {
            LocalDate day = FIRST.plusDays(night);
            generateUsage(usage(night), day, nights == 1 ? 30 : 1, night * share, share);
        }
        for (int month = 0; month < history; month++) {
            LocalDate first = FIRST.minusMonths(history - month);
            generateUsage(past(month), first, first.lengthOfMonth(), (long) accounts * (events + month), accounts);
        }
    }

    private Path past(int month) {
        return folder.resolve("usage-past-" + (month + 1) + ".csv");
    }

    private Path usage(int night) {
        return folder.resolve("usage-" + (night + 1) + ".csv");
    }

    /** Events in time order, not in account order, from the n-th on, over some days. */
    private void generateUsage(Path file, LocalDate first, int days, long from, long count) throws IOException {
        long seconds = days * 86_400L;
        Instant start = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        String[] meters = {"chat", "embed", "image", "search"};
        StringBuilder text = new StringBuilder();
        try (var rows = Files.newBufferedWriter(file)) {
            rows.write("event_id,account_id,meter,occurred_at,quantity,agent,project\n");
            for (long i = 0; i < count; i++) {
                long n = from + i;
                text.setLength(0);
                String account =
                        String.valueOf(10_000_000 + n * 7919 % accounts).substring(1);
                text.append("evt-").append(n).append(",acct-").append(account).append(',');
                text.append(meters[(int) (n * 31 / accounts % 4)]).append(',');
                text.append(start.plusSeconds(i * seconds / count)).append(',');
                text.append(1 + n * 97 % 1000).append(",a").append(n / 7 % 3).append(",p\n");
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
                versions: [{ from: 2020-01-01, fee: { USD: 49 }, allowance: { credits: 1000 }, overage: pause }]
              - id: team
                versions:
                  - from: 2020-01-01
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
        seconds.clear();
        try (Database database = TestServer.get().database()) {
            Catalog catalog = CatalogFiles.readDirectory(folder.resolve("catalog"));
            Seller seller = SellerFile.read(folder.resolve("seller.yaml"));
            Books books = new Books(database, catalog, "bench", seller, Fonts.SHIPPED, folder.resolve("out"));
            Intake intake = new Intake(database, catalog, progress -> {});
            time("import of accounts and subscriptions", () -> take(intake, "accounts.csv", "subscriptions.csv"));
            for (int month = 0; month < history; month++) {
                take(intake, past(month).getFileName().toString());
                Instant asOf = FIRST.minusMonths(history - month - 1L)
                        .atTime(LocalTime.NOON)
                        .toInstant(ZoneOffset.UTC);
                time("a month before", () -> run(books, "close", CLOSE, asOf));
            }
            for (int night = 0; night < nights; night++) {
                night(night, database, books, intake);
            }
            if (!alone) {
                execute(database, resource("plain-tables.sql"));
                execute(database, "analyze");
            }
            time("month-end without documents", () -> run(books, "close", CLOSE, MONTH_END));
            time(
                    "export of activity",
                    () -> new History(database).export("activity", ExportFilter.ALL, OutputStream.nullOutputStream()));
            beside("one statement", () -> execute(database, resource("one-statement.sql")));
            ratio("month-end / one statement", "month-end without documents", "one statement");
            out.printf(
                    Locale.ROOT,
                    "heap: at most %,d MiB%n%n",
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    /** Imports a night's events and, where the month has several nights, runs it. */
    private void night(int night, Database database, Books books, Intake intake) throws SQLException, IOException {
        String name = nights == 1 ? "" : " " + (night + 1);
        execute(
                database,
                "drop table if exists bare; create table bare (event_id text, account_id text, meter text,"
                        + " occurred_at timestamptz, quantity numeric, agent text, project text)");
        beside("bare copy" + name, () -> copyBare(database, usage(night)));
        time("import" + name, () -> take(intake, usage(night).getFileName().toString()));
        ratio("rows/s of the import / of a bare copy" + name, "bare copy" + name, "import" + name);
        execute(database, "vacuum analyze usage_event");
        execute(
                database,
                "drop table if exists bare_sums;"
                        + " create table bare_sums (account_no int, meter_no int, day date, credits numeric)");
        beside(
                "bare insert ... select ... group by" + name,
                () -> execute(
                        database,
                        "insert into bare_sums select account_no, meter_no, day, sum(credits) from usage_event"
                                + " where load_no = (select max(load_no) from usage_load) group by 1, 2, 3"));
        if (nights > 1) {
            Instant asOf = FIRST.plusDays(night + 1).atTime(LocalTime.of(4, 30)).toInstant(ZoneOffset.UTC);
            time("night" + name, () -> run(books, "nightly", NIGHT, asOf));
            ratio("night / bare statement" + name, "night" + name, "bare insert ... select ... group by" + name);
        }
    }

    private void take(Intake intake, String... files) {
        List<Path> paths = new ArrayList<>();
        for (String file : files) {
            paths.add(folder.resolve(file));
        }
        intake.take(paths, ForeignColumns.NONE);
    }

    private interface Work {
        void run() throws SQLException, IOException;
    }

    private void time(String what, Work work) throws SQLException, IOException {
        long start = System.nanoTime();
        work.run();
        double took = (System.nanoTime() - start) / 1e9;
        seconds.put(what, took);
        out.printf(Locale.ROOT, "%-44s %8.2f s%n", what, took);
    }

    /** What is only there to compare with. */
    private void beside(String what, Work work) throws SQLException, IOException {
        if (!alone) {
            time(what, work);
        }
    }

    private void ratio(String what, String of, String to) {
        if (alone) {
            return;
        }
        double ratio = Objects.requireNonNull(seconds.get(of)) / Objects.requireNonNull(seconds.get(to));
        out.printf(Locale.ROOT, "%-44s %8.2f x%n", what, ratio);
    }

    private static void copyBare(Database database, Path file) throws SQLException, IOException {
        try (Connection connection = database.source().getConnection();
                InputStream in = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy bare from stdin (format csv, header)", in);
        }
    }

    private static void run(Books books, String job, List<String> steps, Instant asOf) {
        JobSpec spec = new JobSpec(job, "", null, JobSpec.Identity.DATE, steps);
        Runner.Listener listener = new Runner.Listener() {
            private long since = System.nanoTime();

            @Override
            public void step(String name) {
                long now = System.nanoTime();
                System.out.printf(Locale.ROOT, "    %8.2f s, then %s%n", (now - since) / 1e9, name);
                since = now;
            }

            @Override
            public void accounts(long more) {}
        };
        new Runner(books, listener).run(new Runner.Order(spec, asOf, null, "bench"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Bench.class.getResourceAsStream("/bench/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
