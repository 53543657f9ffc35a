package io.nightbook.cases;

import io.nightbook.batch.Books;
import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import io.nightbook.batch.intake.Intake;
import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.domain.report.ExportFilter;
import io.nightbook.job.JobSpec;
import io.nightbook.pdf.Fonts;
import io.nightbook.postgres.Database;
import io.nightbook.quartz.Schedule;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.JobFiles;
import io.nightbook.yaml.SellerFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Books of their own for one test: a database, a catalog, a seller, and short ways to feed, run, read and break them. */
public final class SmallWorld implements AutoCloseable {

    /** What is sold: few things, each with figures that are easy to reckon with. */
    public static final String CATALOG = """
            catalog: small-world
            meters:
              - { id: inference, category: LLM, rate: { per_unit: { per: 1000, credits: 1 } } }
              - { id: reply, category: Replies, rate: { per_unit: { credits: 1 } } }
              - { id: third, category: Replies, rate: { per_unit: { per: 3, credits: 1 } } }
              - id: tokens
                category: LLM
                rate:
                  graduated:
                    - { up_to: 1000, per: 10, credits: 1 }
                    - { per: 10, credits: 0.5 }
              - { id: training, category: Training, rate: { sum: { seconds: { credits: 0.02 }, gigabytes: { credits: 0.5 } } } }
              - { id: call, category: Voice, rate: at_cost }
              - { id: search, category: WebSearch, rates: [ { from: 2026-09-15, rate: { per_unit: { credits: 2 } } } ] }
            packages:
              - { id: standard, credits: 1000, price: { USD: 49.00, EUR: 45.00 }, expires: { after: P1Y } }
              - { id: month, credits: 100, price: { USD: 9.00 }, expires: { after: P1M } }
              - { id: boost, credits: 500, price: { USD: 30.00 }, expires: never, bonus: { credits: 50, expires: { after: P30D } } }
              - { id: custom, unit_price: { USD: 0.045 }, minimum: 2000, expires: never }
            plans:
              - id: pro
                versions:
                  - from: 2026-01-01
                    fee: { USD: 199.00, EUR: 189.00 }
                    allowance: { credits: 5000 }
                    rollover: { cycles: 3, max_per_cycle: 3000, max_total: 5000 }
                    overage: { bill: { USD: 0.012, EUR: 0.011 } }
              - id: anniversary
                versions:
                  - from: 2026-01-01
                    fee: { USD: 10.00, EUR: 10.00 }
                    allowance: { credits: 100 }
                    rollover: none
                    anchor: anniversary
            alerts: [50, 80, 100]
            """;

    public static final String SELLER = """
            seller: { name: Example AI Ltd, country: DE, tax_id: DE123456789, time_zone: Europe/Berlin, terms_days: 14, series: INV }
            taxes:
              - { country: DE, category: S, rate: 19.0, from: 2021-01-01 }
              - { country: FR, category: S, rate: 20.0, from: 2014-01-01 }
            """;

    /** Tables that show what the books hold; those of runs and of documents tell when, too. */
    private static final List<String> TABLES = List.of(
            "batches",
            "ledger",
            "cycles",
            "usage",
            "activity",
            "invoices",
            "invoice_lines",
            "rejects",
            "alerts",
            "parked");

    private final Path folder;
    private final String name;
    private final Database database;
    private final List<JobSpec> jobs;

    private SmallWorld(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.database = Database.open(url(), user(), password());
        this.jobs = JobFiles.readDirectory(Path.of("jobs"), Runner.STEPS, Schedule::mistake);
    }

    /** New books; files go into the folder. */
    public static SmallWorld in(Path folder) {
        write(folder, "catalog/catalog.yaml", CATALOG);
        write(folder, "seller.yaml", SELLER);
        return new SmallWorld(folder, TestServer.get().newName());
    }

    /**
     * Four accounts of one month: acme (New York's currency, UTC) on a plan, bolt (Berlin) on it from the 10th, cora (New
     * York) with a top-up that came after her first usage, dune (Paris) with a batch that lapses on the 20th.
     */
    public SmallWorld september() {
        take(
                write(
                        "accounts.csv",
                        "account_id,name,currency,time_zone,country",
                        "acme,Acme Inc,USD,UTC,US",
                        "bolt,Bolt GmbH,EUR,Europe/Berlin,DE",
                        "cora,Cora LLC,USD,America/New_York,US",
                        "dune,Dune SARL,EUR,Europe/Paris,FR"),
                write(
                        "subscriptions.csv",
                        "account_id,plan_id,starts_on",
                        "acme,pro,2026-09-01",
                        "bolt,pro,2026-09-10"),
                write(
                        "credit_batches.csv",
                        "batch_id,account_id,effective_at,package_id,credits,price,expires_at",
                        "cora-1,cora,2026-09-05T15:00:00Z,standard,,,",
                        "dune-1,dune,2026-09-01,,100,10.00,2026-09-20T00:00:00Z"),
                write(
                        "usage.csv",
                        "event_id,account_id,meter,occurred_at,quantity,agent",
                        "a-1,acme,inference,2026-09-03T08:00:00Z,1200000,bot",
                        "b-1,bolt,reply,2026-09-12T10:00:00Z,40,",
                        "c-1,cora,reply,2026-09-05T14:00:00Z,100,",
                        "c-2,cora,reply,2026-09-06T00:00:00Z,250,",
                        "d-1,dune,reply,2026-09-19T12:00:00Z,30,",
                        "d-2,dune,reply,2026-09-20T00:00:00Z,5,"));
        return this;
    }

    // ---------------------------------------------------------------- where it is

    public String url() {
        return TestServer.get().url(name);
    }

    public String user() {
        return TestServer.get().user();
    }

    public String password() {
        return TestServer.get().password();
    }

    public Path folder() {
        return folder;
    }

    public Database database() {
        return database;
    }

    public Books books() {
        return books(database);
    }

    /** The same books over a connection pool of one's own, as another process would have. */
    public Books books(Database over) {
        return books(over, folder);
    }

    /** The books of a folder, with the fingerprint that all small worlds have. */
    public static Books books(Database database, Path folder) {
        return new Books(
                database,
                CatalogFiles.readDirectory(folder.resolve("catalog")),
                "small world",
                SellerFile.read(folder.resolve("seller.yaml")),
                Fonts.SHIPPED.with(folder.resolve("fonts")),
                folder.resolve("out"));
    }

    // ---------------------------------------------------------------- feeding and running

    /** Writes a file of lines that all end in a line feed. */
    public Path write(String file, String... lines) {
        return write(folder, file, String.join("\n", lines) + "\n");
    }

    private static Path write(Path folder, String file, String text) {
        return write(folder, file, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(String file, byte[] bytes) {
        return write(folder, file, bytes);
    }

    private static Path write(Path folder, String file, byte[] bytes) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            return Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<IntakeResult> take(Path... files) {
        return take(database, files);
    }

    public List<IntakeResult> take(Database over, Path... files) {
        return new Intake(over, books(over).catalog(), progress -> {}).take(List.of(files), ForeignColumns.NONE);
    }

    /** Takes in a usage file of these rows: event_id, account_id, meter, occurred_at, quantity. */
    public IntakeResult use(String file, String... rows) {
        String[] lines = Stream.concat(Stream.of("event_id,account_id,meter,occurred_at,quantity"), Stream.of(rows))
                .toArray(String[]::new);
        return take(write(file, lines)).get(0);
    }

    public Runner.Outcome run(String job, String asOf) {
        return new Runner(books(), Runner.Listener.SILENT).run(order(job, asOf, null));
    }

    /** Runs a parked account again. */
    public Runner.Outcome rerun(String job, String asOf, String account) {
        return new Runner(books(), Runner.Listener.SILENT).run(order(job, asOf, account));
    }

    public Runner.Outcome preview(String job, String asOf) {
        return new Runner(books(), Runner.Listener.SILENT).preview(order(job, asOf, null));
    }

    public Runner.Order order(String job, String asOf, @Nullable String account) {
        JobSpec spec = jobs.stream()
                .filter(candidate -> candidate.name().equals(job))
                .findFirst()
                .orElseThrow();
        return new Runner.Order(spec, Instant.parse(asOf), account, "test");
    }

    // ---------------------------------------------------------------- reading

    /** A table as {@code export} writes it. */
    public String export(String table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new History(database).export(table, ExportFilter.ALL, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** All that the books show, and all published files: what a disturbed run must leave as an undisturbed one does. */
    public Map<String, String> everything() {
        Map<String, String> all = new LinkedHashMap<>();
        TABLES.forEach(table -> all.put(table, export(table)));
        all.put(
                "runs",
                String.join(
                        "\n",
                        rows("select job, identity, as_of, state, ended_at is not null, counts from run"
                                + " where state <> 'abandoned' order by run_no")));
        all.putAll(published());
        return all;
    }

    private Map<String, String> published() {
        Path out = folder.resolve("out");
        Map<String, String> files = new LinkedHashMap<>();
        if (Files.exists(out)) {
            try (Stream<Path> walk = Files.walk(out)) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    files.put(out.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** The rows of a query, their values separated by bars. */
    public List<String> rows(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public String value(String sql) {
        return rows(sql).stream().collect(Collectors.joining("\n"));
    }

    // ---------------------------------------------------------------- breaking

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Changes the books as only a superuser can, past all triggers and foreign keys. */
    public void tamper(String sql) {
        execute("set session_replication_role = replica; " + sql);
    }

    /** Lets each statement that adds to a table fail, until {@link #freeDisk}. */
    public void fillDisk(String table) {
        execute("create or replace function fill_disk() returns trigger language plpgsql as"
                + " $$ begin raise exception 'the disk of % is full', tg_table_name; end $$;"
                + " create trigger fill_disk before insert on " + table
                + " for each statement execute function fill_disk()");
    }

    public void freeDisk(String table) {
        execute("drop trigger fill_disk on " + table);
    }

    /** A connection beside the product's own; it sees the books' schema. */
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url(), user(), password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to nightbook; set time zone 'UTC'");
        }
        return connection;
    }

    /** Returns once a query answers true: the point of another process that a test waits for. */
    public void await(String condition) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!value("select " + condition).equals("t")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("never came true: " + condition);
            }
            Thread.onSpinWait();
        }
    }

    /** Returns once as many sessions of these books wait for a lock. */
    public void awaitBlocked(int sessions) {
        await("count(distinct pid) >= " + sessions
                + " from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    @Override
    public void close() {
        database.close();
    }
}
