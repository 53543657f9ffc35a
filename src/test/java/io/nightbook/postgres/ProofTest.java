package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.batch.Refused;
import io.nightbook.cases.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check goes red on books that were tampered with, and names what is wrong; a run that cannot prove itself does not post. */
class ProofTest {

    private static final String NIGHT = "2026-09-21T04:30:00Z";
    private static final String CLOSE = "2026-10-02T12:00:00Z";

    @TempDir
    static Path closedFolder;

    private static SmallWorld closed;

    @TempDir
    Path folder;

    /** What is changed behind the books' back, and how it is undone. */
    record Tampering(String check, String names, String change, String undo) {}

    private static List<Tampering> tamperings() {
        return List.of(
                new Tampering(
                        "batches-add-up",
                        "batch_id=cora-1, booked=1000.000000, consumed=251.000000",
                        "update credit_batch set consumed = consumed + 1 where batch_id = 'cora-1'",
                        "update credit_batch set consumed = consumed - 1 where batch_id = 'cora-1'"),
                new Tampering(
                        "values-add-up",
                        "batch_id=cora-1, value=4900, booked=1000.000000, remaining=750.000000, value_left=3676",
                        "update credit_batch set value_left = value_left + 1 where batch_id = 'cora-1'",
                        "update credit_batch set value_left = value_left - 1 where batch_id = 'cora-1'"),
                new Tampering(
                        "batches-add-up",
                        "batch_id=cora-1, booked=1000.000000, consumed=250.000000",
                        "update ledger set value = value + 1 where kind = 'consumed' and account_no = 3",
                        "update ledger set value = value - 1 where kind = 'consumed' and account_no = 3"),
                new Tampering(
                        "carries-are-linked",
                        "batch_id=allowance:acme:2026-09-01, rolled_out=3000.000000, booked=null",
                        "update credit_batch set origin_batch_id = null where batch_id = 'rollover:acme:2026-09-01'",
                        "update credit_batch set origin_batch_id = 'allowance:acme:2026-09-01'"
                                + " where batch_id = 'rollover:acme:2026-09-01'"),
                new Tampering(
                        "cycles-add-up",
                        "account_no=3, first_day=2026-09-01, rated=350.000000, consumed=250.000000, uncovered=99.000000",
                        "update cycle set uncovered = uncovered - 1 where account_no = 3 and first_day = '2026-09-01'",
                        "update cycle set uncovered = uncovered + 1 where account_no = 3 and first_day = '2026-09-01'"),
                new Tampering(
                        "cycles-follow-each-other",
                        "account_no=3, until_before=2026-09-30, first_day=2026-10-01",
                        "update cycle set until_day = '2026-09-30' where account_no = 3 and first_day = '2026-09-01'",
                        "update cycle set until_day = '2026-10-01' where account_no = 3 and first_day = '2026-09-01'"),
                new Tampering(
                        "cycles-match-ledger",
                        "account_no=4, first_day=2026-09-01, allocated=100.000000, l_allocated=100.000000, consumed=30.000000,"
                                + " l_consumed=30.000000, expired=71.000000, l_expired=70.000000",
                        "update cycle set expired = expired + 1 where account_no = 4 and first_day = '2026-09-01'",
                        "update cycle set expired = expired - 1 where account_no = 4 and first_day = '2026-09-01'"),
                new Tampering(
                        "cycles-match-usage",
                        "account_no=2, first_day=2026-09-10, rated=40.000000, rolled_up=41.000000",
                        "update usage_rollup set credits = credits + 1, amounts[1] = amounts[1] + 1 where account_no = 2",
                        "update usage_rollup set credits = credits - 1, amounts[1] = amounts[1] - 1 where account_no = 2"),
                new Tampering(
                        "invoices-add-up",
                        "number=INV-2026-00002, net=32130, tax=6106",
                        "update invoice set tax = tax + 1, total = total + 1, due = due + 1 where seq = 2",
                        "update invoice set tax = tax - 1, total = total - 1, due = due - 1 where seq = 2"),
                new Tampering(
                        "invoices-have-no-gap",
                        "series=INV, year=2026, seq=5",
                        "update invoice set seq = 5 where seq = 4",
                        "update invoice set seq = 4 where seq = 5"),
                new Tampering(
                        "overage-matches-ledger",
                        "account_no=3, first_day=2026-09-01, billed=101, uncovered=100.000000",
                        "update invoice_line set kind = 'overage', quantity = 101 where account_no = 3",
                        "update invoice_line set kind = 'top_up', quantity = 1 where account_no = 3"),
                new Tampering(
                        "documents-match-invoices",
                        "run_no=2, number=INV-2026-00002, total=38236, document_says=38235",
                        "update invoice set total = total + 1, tax = tax + 1, due = due + 1 where seq = 2",
                        "update invoice set total = total - 1, tax = tax - 1, due = due - 1 where seq = 2"),
                new Tampering(
                        "documents-match-invoices",
                        "run_no=2, number=INV-2026-00003, total=4900, document_says=null",
                        "update document set number = null where number = 'INV-2026-00003'",
                        "update document set number = 'INV-2026-00003' where path like '%INV-2026-00003%'"));
    }

    private static Stream<Arguments> eachTampering() {
        return tamperings().stream().map(each -> Arguments.of(each.check(), each));
    }

    @BeforeAll
    static void closeSeptember() {
        closed = SmallWorld.in(closedFolder).september();
        closed.run("nightly", NIGHT);
        closed.run("month-end", CLOSE);
    }

    @AfterAll
    static void end() {
        closed.close();
    }

    @ParameterizedTest(name = "{0} goes red on books that were tampered with, and green when that is undone")
    @MethodSource("eachTampering")
    void theProofOfTheWholeBooksFindsIt(String name, Tampering tampering) {
        Proof proof = new Proof(closed.database());
        assertThat(proof.ofEverything()).isEmpty();

        closed.tamper(tampering.change());
        List<Proof.Failure> failures = proof.ofEverything();
        closed.tamper(tampering.undo());

        assertThat(failures).extracting(Proof.Failure::check).contains(name);
        assertThat(failures.stream().filter(failure -> failure.check().equals(name)))
                .singleElement()
                .asString()
                .startsWith(name + ": {")
                .contains(tampering.names());
        assertThat(proof.ofEverything()).isEmpty();
    }

    @Test
    void aChargeThatNoInvoiceBillsGoesRed() {
        closed.execute(
                "insert into stage_charge values (99, 1, '2026-09-01', 9, 'top_up', 'x', 'forgotten', 1, 500, 500)");

        Proof proof = new Proof(closed.database());
        List<Proof.Failure> failures = closed.database().inTransactionUndone(() -> {
            new PostStore(closed.database()).sum(99);
            proof.begin(99);
            return proof.of(99);
        });

        assertThat(failures)
                .singleElement()
                .asString()
                .startsWith("charges-are-invoiced: {")
                .contains("account_no=1, first_day=2026-09-01", "net=500");
    }

    @Test
    void everyCheckThatShipsIsPartOfTheProofAndWasSeenRed() throws IOException {
        List<String> shipped;
        try (Stream<Path> files = Files.list(Path.of("sql/checks"))) {
            shipped = files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .sorted()
                    .toList();
        }
        List<String> seenRed = Stream.concat(
                        tamperings().stream().map(Tampering::check), Stream.of("charges-are-invoiced"))
                .distinct()
                .sorted()
                .toList();

        assertThat(seenRed).isEqualTo(shipped);
        assertThat(Proof.size())
                .as("charges are the posting run's alone, documents come after it")
                .isEqualTo(shipped.size() - 1);
    }

    @Test
    void aNightWhoseProofFailsDoesNotPostAndRunsUnderTheSameIdentityOnceItIsMended() {
        Map<String, String> undisturbed;
        try (SmallWorld world = SmallWorld.in(folder.resolve("undisturbed")).september()) {
            world.run("nightly", NIGHT);
            moreUsage(world);
            world.run("nightly", "2026-09-22T04:30:00Z");
            undisturbed = world.everything();
        }
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            moreUsage(world);
            String ledger = world.export("ledger");
            String batches = world.export("batches");
            world.tamper("update credit_batch set consumed = consumed + 1 where batch_id = 'cora-1'");

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.run("nightly", "2026-09-22T04:30:00Z"))
                    .withMessage(
                            "The proof of run 2 failed, so nothing of it is posted. values-add-up: {"
                                    + "batch_id=cora-1, value=4900, booked=1000.000000, remaining=742.000000, value_left=3641}");
            assertThat(world.value("select state, message like 'The proof of run 2 failed%' from run where run_no = 2"))
                    .isEqualTo("refused|t");
            assertThat(world.export("ledger")).isEqualTo(ledger);

            world.tamper("update credit_batch set consumed = consumed - 1 where batch_id = 'cora-1'");
            assertThat(world.export("batches")).isEqualTo(batches);
            world.run("nightly", "2026-09-22T04:30:00Z");

            assertSame(world.everything(), undisturbed);
        }
    }

    @Test
    void aMonthEndWhoseProofFailsInvoicesNothingAndAllOnceItIsMended() {
        Map<String, String> undisturbed;
        try (SmallWorld world = SmallWorld.in(folder.resolve("undisturbed")).september()) {
            world.run("nightly", NIGHT);
            world.run("month-end", CLOSE);
            undisturbed = world.everything();
        }
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            String ledger = world.export("ledger");
            world.execute("create function overcharge() returns trigger language plpgsql as"
                    + " $$ begin new.net := new.net + 1; return new; end $$;"
                    + " create trigger overcharge before insert on invoice_line for each row"
                    + " when (new.description = 'cora-1') execute function overcharge()");

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.run("month-end", CLOSE))
                    .withMessageContaining(
                            "invoices-add-up: {number=INV-2026-00003, net=4900, tax=0, paid=0, l_net=4901")
                    .withMessageContaining("charges-are-invoiced: {what=not invoiced, payer_no=3");
            assertThat(world.export("ledger")).isEqualTo(ledger);
            assertThat(world.value("select count(*) from invoice")).isEqualTo("0");

            world.execute("drop trigger overcharge on invoice_line");
            world.run("month-end", CLOSE);

            assertSame(world.everything(), undisturbed);
        }
    }

    private static void moreUsage(SmallWorld world) {
        world.use("usage-more.csv", "c-3,cora,reply,2026-09-21T12:00:00Z,7");
    }

    private static void assertSame(Map<String, String> tables, Map<String, String> expected) {
        assertThat(new TreeMap<>(tables)).containsOnlyKeys(expected.keySet());
        tables.forEach((table, text) -> assertThat(withoutRun(table, text))
                .as(table)
                .isEqualTo(withoutRun(table, String.valueOf(expected.get(table)))));
    }

    /** A run that is begun anew under its identity may bear another number. */
    private static String withoutRun(String table, String text) {
        return table.equals("ledger") || table.equals("alerts") ? text.replaceAll("(?m),[0-9]+$", "") : text;
    }
}
