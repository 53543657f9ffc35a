package io.nightbook.batch.explain;

import io.nightbook.batch.Books;
import io.nightbook.cases.TestServer;
import io.nightbook.cases.WorkedCase;
import io.nightbook.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Five accounts over two closed months.
 *
 * <p>acme has a part of a month, an allowance that rolls over, a top-up at noon, late events, pass-through, a void inside
 * a day, and overage; beta pays as it goes, late usage too; gamma borrows; delta is parked, since its tax is not known;
 * epsilon changes to a higher plan and then leaves.
 */
final class ExplainedWorld {

    private ExplainedWorld() {}

    static final String CATALOG = """
            catalog: explained
            meters:
              - { id: chat, category: Chat, rate: { per_unit: { per: 3, credits: 1 } } }
              - id: tokens
                category: LLM
                rate:
                  graduated:
                    - { up_to: 100, per: 10, credits: 1 }
                    - { per: 10, credits: 0.5 }
              - { id: voice, category: Voice, rate: at_cost }
            packages:
              - { id: chat-pack, credits: 50, price: { EUR: 10.00 }, expires: { after: P1Y }, categories: [Chat] }
              - { id: rush, credits: 40, price: { EUR: 8.00 }, expires: never, priority: -1 }
            plans:
              - id: pro
                versions:
                  - from: 2026-01-01
                    fee: { EUR: 31.00 }
                    allowance: { credits: 100 }
                    rollover: { cycles: 1, percent: 50, max_per_cycle: 20 }
                    overage: { bill: { EUR: 0.25 } }
              - { id: payg, versions: [{ from: 2026-01-01, overage: { bill: { EUR: 0.10 } } }] }
              - { id: lend, versions: [{ from: 2026-01-01, allowance: { credits: 10 }, overage: borrow }] }
            """;

    static final String SELLER = """
            seller: { name: Example AI GmbH, country: DE, time_zone: Europe/Berlin, terms_days: 14, series: INV }
            taxes:
              - { country: DE, category: S, rate: 19.0, from: 2021-01-01 }
            """;

    private static final String SCHEDULE = """
            steps:
              - import: [accounts.csv, subscriptions.csv, credit_batches-1.csv, usage-1.csv]
              - { run: nightly, as_of: "2026-10-21T02:00:00Z" }
              - { run: month-end, as_of: "2026-11-02T12:00:00Z" }
              - import: [usage-2.csv]
              - { run: nightly, as_of: "2026-11-03T02:00:00Z" }
              - import: [usage-late.csv]
              - { run: nightly, as_of: "2026-11-05T02:00:00Z" }
              - import: [credit_batches-2.csv, usage-3.csv]
              - { run: nightly, as_of: "2026-11-21T02:00:00Z" }
              - { run: month-end, as_of: "2026-12-02T12:00:00Z" }
            """;

    private static final String USAGE = "event_id,account_id,meter,occurred_at,quantity,cost\n";
    private static final String BATCHES = "batch_id,account_id,effective_at,package_id,paid_at,payment_ref,voided_at\n";

    private static final Books BOOKS = play();

    /** The books once all is played; tests only read them. */
    static Books books() {
        return BOOKS;
    }

    /** An explanation as one text. */
    static String page(String subject, @Nullable String month) {
        return String.join("\n", new Explanation(BOOKS).of(subject, month));
    }

    private static Books play() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "explained");
            return play(folder, TestServer.get().database()).books();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkedCase play(Path folder, Database database) throws IOException {
        write(folder, "catalog.yaml", CATALOG);
        write(folder, "seller.yaml", SELLER);
        write(folder, "schedule.json", SCHEDULE);
        write(folder, "accounts.csv", """
                account_id,name,currency,time_zone,country
                acme,Acme Ltd,EUR,Europe/Berlin,DE
                beta,Beta BV,EUR,UTC,
                gamma,Gamma Oy,EUR,UTC,
                delta,Delta SA,EUR,UTC,FR
                epsilon,Epsilon AS,EUR,UTC,
                """);
        write(folder, "subscriptions.csv", """
                account_id,plan_id,starts_on,ends_on
                acme,pro,2026-10-11,
                beta,payg,2026-10-01,
                gamma,lend,2026-10-01,
                delta,pro,2026-10-01,
                epsilon,payg,2026-10-01,
                epsilon,pro,2026-10-17,2026-11-15
                """);
        write(folder, "credit_batches-1.csv", BATCHES + """
                top-1,acme,2026-10-20T12:00:00+02:00,chat-pack,2026-10-20T12:00:00+02:00,P-1,
                """);
        write(folder, "usage-1.csv", USAGE + """
                o1,acme,chat,2026-10-12T08:00:00Z,10,
                o2,acme,tokens,2026-10-20T09:59:59.999999Z,250,
                o3,acme,chat,2026-10-20T10:00:00Z,90,
                o4,acme,voice,2026-10-21T08:00:00Z,60,0.1234
                o5,acme,voice,2026-10-22T08:00:00Z,2,0.0042
                o6,acme,fax,2026-10-22T08:00:00Z,2,
                g1,gamma,chat,2026-10-05T08:00:00Z,75,
                """);
        write(folder, "usage-2.csv", USAGE + """
                n1,acme,chat,2026-11-01T09:00:00Z,3,
                b1,beta,chat,2026-11-01T09:00:00Z,3,
                g2,gamma,chat,2026-11-01T09:00:00Z,12,
                """);
        write(folder, "usage-late.csv", USAGE + """
                l1,acme,chat,2026-10-15T08:00:00Z,30,
                l2,acme,voice,2026-10-16T08:00:00Z,100,0.5555
                l3,beta,chat,2026-10-15T08:00:00Z,9,
                """);
        write(folder, "credit_batches-2.csv", BATCHES + """
                top-2,acme,2026-11-10,rush,,,2026-11-12T15:00:00+01:00
                top-9,acme,2027-01-01,rush,,,
                """);
        write(folder, "usage-3.csv", USAGE + """
                n2,acme,tokens,2026-11-11T08:00:00Z,600,
                n3,acme,tokens,2026-11-12T15:00:00Z,3000,
                n4,acme,chat,2026-11-20T08:00:00Z,60,
                """);
        WorkedCase played = new WorkedCase(folder, database, folder.resolve("out"));
        played.play();
        return played;
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
