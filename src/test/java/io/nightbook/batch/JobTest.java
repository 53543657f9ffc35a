package io.nightbook.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.cases.SmallWorld;
import io.nightbook.domain.account.Account;
import io.nightbook.postgres.Proof;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs for real: Spring Batch over PostgreSQL, run, refused, failed, taken up and overtaken. */
class JobTest {

    private static final String NIGHT = "2026-09-21T04:30:00Z";
    private static final String CLOSE = "2026-10-02T12:00:00Z";

    @TempDir
    Path folder;

    private static void assertTotals(Map<String, BigDecimal> totals, Object... expected) {
        for (int i = 0; i < expected.length; i += 2) {
            assertThat(totals.get(String.valueOf(expected[i])))
                    .as(String.valueOf(expected[i]))
                    .isEqualByComparingTo(String.valueOf(expected[i + 1]));
        }
    }

    private static void assertSame(Map<String, String> tables, Map<String, String> expected) {
        expected.forEach(
                (table, text) -> assertThat(tables.get(table)).as(table).isEqualTo(text));
        assertThat(tables).containsOnlyKeys(expected.keySet());
    }

    // ---------------------------------------------------------------- what ends inside a month

    @Test
    void whatEndsInsideAMonthIsClosedTheNightAfterAndTheMonthIsLeftToItsOwnClose() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            world.take(
                    world.write(
                            "accounts.csv",
                            "account_id,name,currency,time_zone,country,tax_id,email,address,parent_id,payer_id",
                            "east,East,USD,Pacific/Kiritimati,KI,,,,,",
                            "west,West,USD,Pacific/Honolulu,US,,,,,east",
                            "ann,Ann,USD,America/Los_Angeles,US,,,,,"),
                    world.write(
                            "subscriptions.csv",
                            "account_id,plan_id,starts_on",
                            "east,pro,2026-09-01",
                            "west,pro,2026-09-01",
                            "ann,anniversary,2026-09-10"));

            // on Kiritimati the 1st has begun
            Runner.Outcome before = world.run("mid-month", "2026-09-30T12:30:00Z");
            Runner.Outcome month = world.run("month-end", "2026-10-01T12:00:00Z");
            Runner.Outcome after = world.run("mid-month", "2026-10-01T12:30:00Z");
            Runner.Outcome early = world.run("mid-month", "2026-10-09T12:30:00Z");
            Runner.Outcome anniversary = world.run("mid-month", "2026-10-10T12:30:00Z");
            Runner.Outcome without = world.run("mid-month", "2026-11-01T12:30:00Z");

            assertTotals(before.totals(), "cycles_closed", 0, "invoices", 0);
            assertTotals(month.totals(), "cycles_closed", 2, "invoices", 1);
            assertTotals(after.totals(), "cycles_closed", 0, "invoices", 0);
            assertTotals(early.totals(), "cycles_closed", 0, "invoices", 0);
            assertTotals(anniversary.totals(), "cycles_closed", 1, "invoices", 1);
            assertTotals(without.totals(), "cycles_closed", 0, "invoices", 0);
            assertThat(world.rows("select number, issue_date from invoice order by 1"))
                    .containsExactly("INV-2026-00001|2026-10-01", "INV-2026-00002|2026-10-10");
            assertThat(world.rows("select identity, month from run where month is not null"))
                    .as("the finance pack shows a month over all accounts once, with its own close")
                    .containsExactly("2026-10-01|2026-09-01");
            // noon UTC on the 1st is overtaken: as of the run that overtook it the month can still be closed
            assertTotals(world.run("month-end", "2026-11-01T12:30:00Z").totals(), "cycles_closed", 2, "invoices", 1);
        }
    }

    // ---------------------------------------------------------------- what a run counts

    @Test
    void aNightCountsWhatItBooked() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            Runner.Outcome night = world.run("nightly", NIGHT);

            assertThat(night.totals())
                    .containsOnlyKeys(
                            "accounts",
                            "parked",
                            "events",
                            "entries",
                            "cycles_closed",
                            "invoices",
                            "allocated",
                            "consumed",
                            "expired",
                            "rolled_out",
                            "voided");
            assertTotals(night.totals(), "accounts", 4, "parked", 0, "events", 6, "entries", 9, "cycles_closed", 0);
            assertTotals(night.totals(), "invoices", 0, "allocated", "9600", "consumed", "1520", "expired", "70");
            assertTotals(night.totals(), "rolled_out", 0, "voided", 0);
        }
    }

    @Test
    void aMonthEndCountsWhatItClosedAndInvoiced() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);

            Runner.Outcome close = world.run("month-end", CLOSE);

            assertTotals(close.totals(), "accounts", 4, "parked", 0, "events", 0, "entries", 8, "cycles_closed", 4);
            assertTotals(close.totals(), "invoices", 4, "allocated", 16000, "consumed", 0, "expired", 1260);
            assertTotals(close.totals(), "rolled_out", 6000, "voided", 0);
            assertThat(world.export("invoices")).isEqualTo("""
                            number,series,issue_date,due_date,payer_id,currency,net,tax,total,paid,due,state
                            INV-2026-00001,INV,2026-10-02,2026-10-16,acme,USD,398.00,0.00,398.00,0.00,398.00,issued
                            INV-2026-00002,INV,2026-10-02,2026-10-16,bolt,EUR,321.30,61.05,382.35,0.00,382.35,issued
                            INV-2026-00003,INV,2026-10-02,2026-10-16,cora,USD,49.00,0.00,49.00,0.00,49.00,issued
                            INV-2026-00004,INV,2026-10-02,2026-10-16,dune,EUR,10.00,2.00,12.00,0.00,12.00,issued
                            """);
        }
    }

    @Test
    void springBatchReadsAndWritesEachAccountOnceAndSkipsNone() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);

            assertThat(world.value("select sum(read_count), sum(write_count), sum(filter_count),"
                            + " sum(read_skip_count + process_skip_count + write_skip_count), sum(rollback_count)"
                            + " from batch_step_execution where step_name like 'replay:%'"))
                    .isEqualTo("4|4|0|0|0");
            assertThat(world.rows("select step_name, status, commit_count, rollback_count from batch_step_execution"
                            + " where step_name not like 'replay%' order by step_execution_id"))
                    .containsExactly("rollup|COMPLETED|1|0", "post|COMPLETED|1|0", "alerts|COMPLETED|1|0");
        }
    }

    @Test
    void aNightWithNothingNewBooksNothing() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);

            Runner.Outcome next = world.run("nightly", "2026-09-22T04:30:00Z");

            assertTotals(next.totals(), "events", 0, "entries", 0, "parked", 0);
        }
    }

    @Test
    void aRunThatWasKilledOnceAllIsDoneOnlyHasItsEndNoted() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            Map<String, String> done = world.everything();
            world.execute("update run set ended_at = null");

            assertTotals(world.run("nightly", NIGHT).totals(), "entries", 9);

            assertSame(world.everything(), done);
        }
    }

    // ---------------------------------------------------------------- what is refused

    @Test
    void theSameIdentityNeverPostsTwice() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            Map<String, String> before = world.everything();

            // later on the same UTC day is the same identity
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.run("nightly", "2026-09-21T23:59:59Z"))
                    .withMessageContaining("nightly of 2026-09-21 is done already: run 1 posted it");

            assertSame(world.everything(), before);
        }
    }

    @Test
    void anAsOfBeforeAPostedOneIsRefused() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            Map<String, String> before = world.everything();

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.run("month-end", "2026-09-21T04:29:59.999999Z"))
                    .withMessageContaining("comes too late: a run as of 2026-09-21T04:30:00Z is posted");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.preview("nightly", "2026-09-20T04:30:00Z"))
                    .withMessageContaining("comes too late");

            assertSame(world.everything(), before);
        }
    }

    @Test
    void anotherJobMayRunAsOfTheSameInstant() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("month-end", CLOSE);

            Runner.Outcome night = world.run("nightly", CLOSE);

            assertTotals(night.totals(), "events", 0, "entries", 0, "cycles_closed", 0, "invoices", 0);
            assertThat(world.rows("select job, identity, state from run order by run_no"))
                    .containsExactly("month-end|2026-10-02|posted", "nightly|2026-10-02|posted");
        }
    }

    @Test
    void oneRunAtATimeHoldsTheBooksWhicheverProcessItIsIn() throws SQLException {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            try (Connection other = world.connect();
                    Statement statement = other.createStatement()) {
                statement.execute("select pg_advisory_lock(hashtext('nightbook.run'))");

                assertThatExceptionOfType(Refused.class)
                        .isThrownBy(() -> world.run("nightly", NIGHT))
                        .withMessageStartingWith("Another run holds the books.");
            }
            world.await("count(*) = 0 from pg_locks where locktype = 'advisory'"
                    + " and database = (select oid from pg_database where datname = current_database())");

            assertTotals(world.run("nightly", NIGHT).totals(), "entries", 9);
        }
    }

    // ---------------------------------------------------------------- failed runs

    /** A table that a step adds to is full for a while: the step named is the one that stops. */
    @ParameterizedTest(name = "a month-end that fails in {0} goes on when it is started again, and ends undisturbed")
    @CsvSource({
        "rollup, load_rollup, failed",
        "replay, stage_movement, failed",
        "close, stage_tax, failed",
        "post, cycle, failed",
        "alerts, alert, posted"
    })
    void aFailedRunGoesOnWhenItIsStartedAgain(String step, String table, String state) {
        Map<String, String> undisturbed = undisturbed("as-it-should-be");
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk(table);

            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> world.run("month-end", CLOSE))
                    .withMessageContaining("month-end of 2026-10-02 ended FAILED")
                    .withMessageContaining("the disk of " + table + " is full")
                    .withMessageContaining("Start it again: it goes on where it stopped.");

            assertThat(world.value("select state, ended_at is null from run where state <> 'posted'"))
                    .isEqualTo(state.equals("failed") ? "failed|f" : "");
            assertThat(world.rows("select step_name, status from batch_step_execution"
                            + " where step_name in ('rollup', 'replay', 'close', 'post', 'alerts')"
                            + " and status <> 'COMPLETED'"))
                    .containsExactly(step + "|FAILED");

            world.freeDisk(table);
            world.run("month-end", CLOSE);

            assertSame(world.everything(), undisturbed);
            assertThat(world.value("select count(*) from batch_job_instance")).isEqualTo("1");
        }
    }

    private Map<String, String> undisturbed(String name) {
        try (SmallWorld world = SmallWorld.in(folder.resolve(name)).september()) {
            world.run("month-end", CLOSE);
            return world.everything();
        }
    }

    @Test
    void aRunThatCannotBeLaunchedFailsAndSaysSo() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.execute("alter table batch_job_instance rename to lost");

            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> world.run("nightly", NIGHT))
                    .withMessageContaining("BATCH_JOB_INSTANCE");
            assertThat(world.value("select state from run")).isEqualTo("failed");

            world.execute("alter table lost rename to batch_job_instance");
            assertTotals(world.run("nightly", NIGHT).totals(), "entries", 9);
        }
    }

    @Test
    void whatIsImportedBetweenAFailureAndTheNextStartIsNotForgotten() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            // the last account's partition alone fails
            world.execute("create function fail() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'the disk is full'; end $$");
            world.execute("create trigger full_disk before insert on stage_account for each row"
                    + " when (new.account_no = 4) execute function fail()");
            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> world.run("nightly", NIGHT))
                    .withMessageContaining("the disk is full");
            assertThat(world.rows("select account_no from stage_account order by 1"))
                    .containsExactly("1", "2", "3");

            StringBuilder accounts = new StringBuilder("account_id,name,currency,time_zone\n");
            StringBuilder batches = new StringBuilder("batch_id,account_id,effective_at,credits\n");
            for (int i = 10; i < 70; i++) {
                accounts.append("new-").append(i).append(",New,USD,UTC\n");
                batches.append("n-").append(i).append(",new-").append(i).append(",2026-09-18,100\n");
            }
            world.take(
                    world.write("accounts-new.csv", accounts.toString()),
                    world.write("credit_batches-new.csv", batches.toString()));
            world.execute("drop trigger full_disk on stage_account");

            assertTotals(world.run("nightly", NIGHT).totals(), "accounts", 64, "entries", 69, "allocated", 15600);
        }
    }

    @Test
    void aMonthEndThatFailedInPostInvoicesWhatWasImportedBeforeItsNextStart() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk("cycle");
            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("month-end", CLOSE));
            world.freeDisk("cycle");

            world.take(
                    world.write("accounts-late.csv", "account_id,name,currency,time_zone", "ella,Ella,USD,UTC"),
                    world.write(
                            "credit_batches-late.csv",
                            "batch_id,account_id,effective_at,credits,price",
                            "ella-1,ella,2026-09-18,100,7.00"));

            assertTotals(world.run("month-end", CLOSE).totals(), "accounts", 5, "cycles_closed", 5, "invoices", 5);
        }
    }

    @Test
    void whatWasPaidBeforeTheNextStartOfAMonthEndThatFailedInPostIsInvoicedAsPaid() {
        String header = "batch_id,account_id,effective_at,credits,price,paid_at";
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.take(world.write("credit_batches-1.csv", header, "pack-1,acme,2026-09-18,100,7.00,"));
            world.fillDisk("cycle");
            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("month-end", CLOSE));
            world.freeDisk("cycle");

            world.take(world.write("credit_batches-2.csv", header, "pack-1,acme,2026-09-18,100,7.00,2026-09-20"));
            world.run("month-end", CLOSE);

            assertThat(world.rows("select subject, net, paid from invoice_line where kind = 'top_up'"))
                    .contains("pack-1|700|t");
            assertThat(world.value("select paid > 0 from invoice i where exists (select from invoice_line l"
                            + " where l.invoice_no = i.invoice_no and l.subject = 'pack-1')"))
                    .isEqualTo("t");
        }
    }

    @Test
    void aRunThatWasKilledWhileItsPartitionsWereNotedGoesOn() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk("cycle");
            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("nightly", NIGHT));
            world.freeDisk("cycle");
            // a partition's row is there before its context, and nobody was left to end it
            world.execute("delete from batch_step_execution_context where step_execution_id in"
                    + " (select step_execution_id from batch_step_execution where step_name like 'replay:%')");
            world.execute("update batch_step_execution set status = 'STARTING', end_time = null"
                    + " where step_name like 'replay:%'");

            assertTotals(world.run("nightly", NIGHT).totals(), "entries", 9);
        }
    }

    @Test
    void anUnfinishedRunThatAnotherOvertakesIsTakenBackWithoutATrace() {
        Map<String, String> undisturbed;
        try (SmallWorld world = SmallWorld.in(folder.resolve("undisturbed")).september()) {
            world.run("nightly", "2026-09-22T04:30:00Z");
            undisturbed = world.everything();
        }
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk("cycle");
            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("nightly", NIGHT));
            world.freeDisk("cycle");

            world.run("nightly", "2026-09-22T04:30:00Z");

            assertThat(world.rows("select run_no, identity, state, message from run order by run_no"))
                    .containsExactly("1|2026-09-21|abandoned|another run took its place", "2|2026-09-22|posted|null");
            assertSame(withoutRunNumbers(world.everything()), withoutRunNumbers(undisturbed));
            for (String table : List.of(
                    "ledger",
                    "usage_rollup",
                    "load_rollup",
                    "tiered_event",
                    "late_event",
                    "batch_boundary",
                    "cycle",
                    "stage_account",
                    "stage_batch",
                    "stage_movement",
                    "stage_cycle",
                    "stage_charge",
                    "stage_tiered",
                    "stage_tax",
                    "stage_work")) {
                assertThat(world.value("select count(*) from " + table + " where run_no = 1"))
                        .as(table)
                        .isEqualTo("0");
            }
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.run("nightly", NIGHT))
                    .withMessageContaining("comes too late");
        }
    }

    private static Map<String, String> withoutRunNumbers(Map<String, String> tables) {
        tables.computeIfPresent("ledger", (name, text) -> text.replaceAll("(?m)^\\d+,|,\\d+$", ""));
        tables.computeIfPresent("alerts", (name, text) -> text.replaceAll("(?m),\\d+$", ""));
        return tables;
    }

    // ---------------------------------------------------------------- preview

    @Test
    void aPreviewBooksNothingAndItsTotalsAreThoseOfTheRunThatFollows() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            Map<String, String> before = world.everything();

            Runner.Outcome preview = world.preview("month-end", CLOSE);

            assertSame(world.everything(), before);
            assertThat(world.value("select count(*) from run")).isEqualTo("1");
            assertThat(world.value("select count(*) from batch_job_execution")).isEqualTo("1");
            Runner.Outcome run = world.run("month-end", CLOSE);
            assertThat(preview.totals()).isEqualTo(run.totals());
            assertTotals(preview.totals(), "entries", 8, "invoices", 4, "expired", 1260);
        }
    }

    @Test
    void aPreviewOfWhatIsDoneIsRefusedInPlainWords() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.preview("nightly", NIGHT))
                    .withMessageContaining("nightly of 2026-09-21 is done already");
        }
    }

    @Test
    void aPreviewAfterAFailureTakesNothingBack() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk("cycle");
            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("nightly", NIGHT));
            world.freeDisk("cycle");

            assertTotals(world.preview("nightly", NIGHT).totals(), "entries", 9, "events", 6);

            assertThat(world.value("select run_no, state from run")).isEqualTo("1|failed");
            assertTotals(world.run("nightly", NIGHT).totals(), "entries", 9, "events", 6);
        }
    }

    // ---------------------------------------------------------------- parked accounts

    /** A fifth account whose usage of September adds up to more than credits can be. */
    private static SmallWorld withOverflow(SmallWorld world) {
        world.september();
        world.take(world.write("accounts-huge.csv", "account_id,name,currency,time_zone", "huge,Huge,USD,UTC"));
        world.use(
                "usage-huge.csv",
                "h-1,huge,reply,2026-09-03T08:00:00Z,600000000000000",
                "h-2,huge,reply,2026-09-03T09:00:00Z,400000000000000");
        return world;
    }

    @Test
    void anAccountWhoseSumsOverflowIsParkedWithTheReasonAndTheOthersGoOn() {
        try (SmallWorld world = withOverflow(SmallWorld.in(folder))) {
            Runner.Outcome night = world.run("nightly", NIGHT);

            assertTotals(night.totals(), "accounts", 4, "parked", 1, "entries", 9, "allocated", 9600);
            assertThat(night.parked()).isEqualTo(1);
            assertThat(world.export("parked")).isEqualTo("""
                            account_id,job,identity,run_id,reason
                            huge,nightly,2026-09-21,1,usage of reply on 2026-09-03 adds up to 1000000000000000.000000 credits: absolute values must lie below 10^15; void the event that is too large
                            """);
            assertThat(world.export("cycles")).doesNotContain("huge").contains("acme,2026-09-01,");
        }
    }

    @Test
    void theBalanceOfAnAccountThatCannotBeSettledIsNotAFigureButTheReason() {
        try (SmallWorld world = withOverflow(SmallWorld.in(folder))) {
            Balance balance = new Balance(world.books());
            Account huge = Objects.requireNonNull(balance.find("huge"));

            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> balance.of(huge, Instant.parse(NIGHT), List.of()))
                    .withMessageStartingWith(
                            "The balance of huge cannot be told: usage of reply on 2026-09-03 adds up to");
        }
    }

    @Test
    void aParkedAccountCountsOnceTheCauseIsMended() {
        try (SmallWorld world = withOverflow(SmallWorld.in(folder))) {
            world.run("nightly", NIGHT);
            world.take(world.write(
                    "usage-mended.csv",
                    "event_id,account_id,meter,occurred_at,quantity,voids",
                    "h-3,huge,reply,2026-09-21T08:00:00Z,0,h-2"));

            Runner.Outcome next = world.run("nightly", "2026-09-22T04:30:00Z");

            assertTotals(next.totals(), "accounts", 1, "parked", 0);
            assertThat(world.export("cycles"))
                    .contains("huge,2026-09-01,2026-09-01T00:00:00Z,2026-10-01T00:00:00Z,open,,0.000000,"
                            + "600000000000000.000000,0.000000,600000000000000.000000,");
        }
    }

    private SmallWorld withoutSpanishTax() {
        SmallWorld world = SmallWorld.in(folder).september();
        world.take(
                world.write(
                        "accounts-es.csv",
                        "account_id,name,currency,time_zone,country",
                        "eva,Eva SL,EUR,Europe/Madrid,ES"),
                world.write(
                        "credit_batches-es.csv",
                        "batch_id,account_id,effective_at,credits,price",
                        "eva-1,eva,2026-09-02,100,10.00"));
        return world;
    }

    private void addSpanishTax(SmallWorld world) {
        world.write(
                "seller.yaml", SmallWorld.SELLER + "  - { country: ES, category: S, rate: 21.0, from: 2012-09-01 }\n");
    }

    @Test
    void anAccountWithoutATaxRateIsParkedAndRunLaterUnderTheSameIdentity() {
        try (SmallWorld world = withoutSpanishTax()) {
            Runner.Outcome close = world.run("month-end", CLOSE);

            assertTotals(close.totals(), "accounts", 4, "parked", 1, "cycles_closed", 4, "invoices", 4);
            assertThat(world.export("parked"))
                    .contains(
                            "eva,month-end,2026-10-02,1,\"payer eva owes the tax of ES, but seller.yaml has no rate of it"
                                    + " on 2026-10-02; add one and run the account again\"");
            assertThat(world.value("select count(*) from ledger where account_no = 5"))
                    .isEqualTo("0");

            addSpanishTax(world);
            Runner.Outcome again = world.rerun("month-end", CLOSE, "eva");

            assertTotals(again.totals(), "accounts", 1, "parked", 0, "cycles_closed", 1, "invoices", 1);
            assertThat(world.export("invoices"))
                    .contains("INV-2026-00005,INV,2026-10-02,2026-10-16,eva,EUR,10.00,2.10,12.10,0.00,12.10,issued");
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> world.rerun("month-end", CLOSE, "eva"));
        }
    }

    @Test
    void aParkedAccountIsRunAtItsOldDateThoughLaterRunsArePosted() {
        try (SmallWorld world = withoutSpanishTax()) {
            world.run("month-end", CLOSE);
            world.run("nightly", "2026-10-09T04:30:00Z");
            addSpanishTax(world);

            Runner.Outcome again = world.rerun("month-end", CLOSE, "eva");

            assertTotals(again.totals(), "accounts", 1, "cycles_closed", 1, "invoices", 1);
            assertThat(world.export("invoices")).contains("INV-2026-00005,INV,2026-10-02,2026-10-16,eva,");
        }
    }

    @Test
    void aRerunThatParksAgainMayBeRepeatedOnceTheCauseIsMended() {
        try (SmallWorld world = withoutSpanishTax()) {
            world.run("month-end", CLOSE);
            assertTotals(world.rerun("month-end", CLOSE, "eva").totals(), "accounts", 0, "parked", 1, "invoices", 0);
            addSpanishTax(world);

            Runner.Outcome again = world.rerun("month-end", CLOSE, "eva");

            assertTotals(again.totals(), "accounts", 1, "parked", 0, "cycles_closed", 1, "invoices", 1);
        }
    }

    @Test
    void onlyParkedAccountsAreRunAgain() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("month-end", CLOSE);

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> world.rerun("month-end", CLOSE, "acme"))
                    .withMessageContaining("Account acme was not parked by month-end of 2026-10-02");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> new Runner(world.books(), Runner.Listener.SILENT)
                            .preview(world.order("month-end", CLOSE, "acme")))
                    .withMessageContaining("Account acme was not parked by month-end of 2026-10-02");
        }
    }

    @Test
    void theFinancePackCarriesAnAccountWithTwoCyclesInTheMonthOnce() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.take(world.write("subscriptions-2.csv", "account_id,plan_id,starts_on", "cora,pro,2026-09-10"));
            world.run("month-end", CLOSE);

            Map<String, String> all = world.everything();
            assertThat(world.rows("select first_day from cycle join account using (account_no)"
                            + " where account_id = 'cora' and state = 'closed' order by 1"))
                    .hasSize(2);
            assertThat(file(all, "deferred-revenue.csv").lines().filter(line -> line.contains("cora-1")))
                    .containsExactly("cora,2026-09-10,cora-1,paid,top_up,2026-09-05T15:00:00Z,2027-09-06T04:00:00Z,"
                            + "750.000000,USD,36.75");
            assertThat(file(all, "credit-roll-forward-total.csv")
                            .lines()
                            .filter(line -> line.startsWith("USD,paid,top_up")))
                    .allMatch(line -> line.startsWith("USD,paid,top_up,0.000000,1000.000000,250.000000,"));
            assertThat(file(all, "ledger.journal")).contains("\n2026-09-30 * ").doesNotContain("\n2026-10-01 * ");
        }
    }

    @Test
    void whatIsDatedAsFarAheadAsInputsMayBeIsCarriedAndWaits() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            assertThat(world.take(
                            world.write(
                                    "credit_batches-2.csv",
                                    "batch_id,account_id,effective_at,credits,usable_through,expires_at",
                                    "far-1,cora,2026-09-05,1000,9998-12-31,",
                                    "far-2,cora,2026-09-05,1000,,2999-12-31T00:00:00Z",
                                    "far-3,cora,9998-12-31T23:59:59Z,1000,,"),
                            world.write(
                                    "subscriptions-2.csv",
                                    "account_id,plan_id,starts_on,ends_on",
                                    "cora,pro,2026-09-20,9998-12-31",
                                    "dune,pro,9998-12-31,")))
                    .allMatch(taken -> taken.rejected() == 0);
            assertThat(world.use(
                                    "usage-2.csv",
                                    "c-3,cora,reply,2999-09-05T14:00:00Z,100",
                                    "c-4,cora,tokens,9998-12-31T23:59:59.999999Z,100")
                            .accepted())
                    .isEqualTo(2);

            world.run("nightly", NIGHT);
            world.run("month-end", CLOSE);

            assertThat(world.rows("select batch_id, remaining, expires_at at time zone 'UTC' from credit_batch"
                            + " where batch_id like 'far-%' order by 1"))
                    .containsExactly(
                            "far-1|1000.000000|9999-01-01 05:00:00",
                            "far-2|900.000000|2999-12-31 00:00:00",
                            "far-3|0.000000|null");
            assertThat(new Proof(world.database()).ofEverything()).isEmpty();
        }
    }

    @Test
    void aVoidNamesAnyMeterItLikes() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            assertThat(world.take(world.write(
                                    "usage-2.csv",
                                    "event_id,account_id,meter,occurred_at,quantity,voids",
                                    "c-3,cora,reply,2026-09-06T00:00:00Z,1,",
                                    "v-1,cora,gone,2026-09-06T00:00:00Z,0,c-2"))
                            .get(0)
                            .accepted())
                    .isEqualTo(2);
            world.run("nightly", NIGHT);

            assertThat(world.value("select consumed from credit_batch where batch_id = 'cora-1'"))
                    .isEqualTo("1.000000");
        }
    }

    @Test
    void aBatchSentAgainWithAPackageIsAConflictThoughItsFiguresAreTheSame() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            String header = "batch_id,account_id,effective_at,package_id,credits,price";
            world.take(world.write("credit_batches-2.csv", header, "x-1,acme,2026-09-02,,500,30.00"));

            assertThat(world.take(world.write("credit_batches-3.csv", header, "x-1,acme,2026-09-02,boost,,"))
                            .get(0)
                            .rejected())
                    .isEqualTo(1);
        }
    }

    @Test
    void anAccountWhosePlanHasNoPriceInItsCurrencyAnyMoreIsParkedWithTheReason() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            world.write(
                    "catalog/catalog.yaml",
                    SmallWorld.CATALOG
                            .replace(
                                    "  - id: anniversary",
                                    "      - { from: 2026-10-01, fee: { USD: 199.00 }, allowance: { credits: 5000 } }\n  - id: anniversary")
                            .getBytes(StandardCharsets.UTF_8));

            Runner.Outcome close = world.run("month-end", CLOSE);

            assertThat(close.reasons())
                    .containsExactlyEntriesOf(
                            Map.of(
                                    "bolt",
                                    "plan pro of 2026-10-01 has no price in EUR; add it to the catalog: the account pays in it"));
        }
    }

    private static String file(Map<String, String> all, String name) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
