package io.nightbook.batch;

import io.nightbook.cases.WorkedCase;
import io.nightbook.job.JobSpec;
import io.nightbook.postgres.Database;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.SellerFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The books of one customer of October and November 2026: a plan, a top-up that lapses, a reply every few days. */
final class SmallWorld {

    private static final String CATALOG = """
            catalog: small
            meters: [{ id: replies, category: Replies, rate: { per_unit: { credits: 1 } } }]
            packages: [{ id: pack-100, credits: 100, price: { USD: 10.00 }, expires: { after: P10D } }]
            plans:
              - id: team
                versions:
                  - from: 2026-01-01
                    fee: { USD: 62.00 }
                    allowance: { credits: 310, class: paid }
                    rollover: { cycles: 1, percent: 50 }
                    overage: { bill: { USD: 0.05 } }
            """;
    private static final String SELLER = """
            seller: { name: Example AI Ltd, country: ES, tax_id: ES1, time_zone: Europe/Madrid, terms_days: 14, series: INV }
            taxes: [{ country: ES, category: S, rate: 21.0, from: 2012-09-01 }]
            """;
    private static final String USAGE = """
            event_id,account_id,meter,occurred_at,quantity
            e1,acme,replies,2026-10-20T09:00:00Z,55
            e2,acme,replies,2026-10-31T23:59:59Z,20
            e3,acme,replies,2026-11-01T09:00:00Z,30
            e4,acme,replies,2026-11-02T09:00:00Z,40
            e5,acme,replies,2026-11-03T02:00:00Z,50
            """;

    private final Path folder;
    private final Database database;
    private final Books books;

    SmallWorld(Path folder, Database database) throws IOException {
        this.folder = folder;
        this.database = database;
        this.books = new Books(
                database,
                CatalogFiles.read(List.of(write("catalog.yaml", CATALOG))),
                "small",
                SellerFile.read(write("seller.yaml", SELLER)),
                folder.resolve("out"));
        importAll();
    }

    private void importAll() throws IOException {
        List<Path> files = List.of(
                write("accounts.csv", "account_id,name,currency,time_zone,country\nacme,Acme,USD,UTC,ES\n"),
                write("subscriptions.csv", "account_id,plan_id,starts_on\nacme,team,2026-10-16\n"),
                write(
                        "credit_batches.csv",
                        "batch_id,account_id,effective_at,package_id\ntop-1,acme,2026-10-23,pack-100\n"),
                write("usage.csv", USAGE));
        new Intake(database, books.catalog(), progress -> {}).take(files, Map.of(), Map.of());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static JobSpec nightly(String cron) {
        return job("nightly", cron, List.of("rollup", "replay", "post", "alerts"));
    }

    static JobSpec monthEnd() {
        return job("month-end", "0 0 12 2 * ?", List.of("rollup", "replay", "close", "post", "alerts"));
    }

    private static JobSpec job(String name, String cron, List<String> steps) {
        return new JobSpec(name, "", new JobSpec.Schedule(cron, ZoneId.of("UTC")), JobSpec.Identity.DATE, steps);
    }

    Runner runner() {
        return new Runner(books, WorkedCase.SILENT);
    }

    void run(JobSpec job, String asOf) {
        runner().run(new Runner.Order(job, Instant.parse(asOf), null, "schedule"));
    }

    /** The ledger, batches and cycles, as they are exported. */
    String tables() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String table : List.of("ledger", "batches", "cycles", "usage", "invoices", "invoice_lines")) {
            new History(database).export(table, null, null, out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Runs as {@code nightly 2026-11-01T04:30:00Z posted}, oldest first. */
    List<String> runs() {
        return new History(database)
                .latest(100).stream()
                        .sorted(Comparator.comparing(History.Entry::run))
                        .map(run -> run.job() + " " + run.asOf() + " " + run.state())
                        .toList();
    }
}
