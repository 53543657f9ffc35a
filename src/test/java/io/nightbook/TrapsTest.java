package io.nightbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfReader;
import io.nightbook.batch.Balance;
import io.nightbook.batch.BatchFailed;
import io.nightbook.batch.Refused;
import io.nightbook.batch.Runner;
import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.cases.SmallWorld;
import io.nightbook.domain.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes that were found in other products of this kind, each by its number; none of them is to be made here. */
class TrapsTest {

    private static final String NIGHT = "2026-09-21T04:30:00Z";

    @TempDir
    Path folder;

    private SmallWorld world(String... accounts) {
        return world(folder, accounts);
    }

    private static SmallWorld world(Path folder, String... accounts) {
        SmallWorld world = SmallWorld.in(folder);
        String[] rows = new String[accounts.length + 1];
        rows[0] = "account_id,name,currency,time_zone";
        for (int i = 0; i < accounts.length; i++) {
            rows[i + 1] = accounts[i];
        }
        world.take(world.write("accounts.csv", rows));
        return world;
    }

    private static void subscribe(SmallWorld world, String... rows) {
        String[] lines = new String[rows.length + 1];
        lines[0] = "account_id,plan_id,starts_on";
        System.arraycopy(rows, 0, lines, 1, rows.length);
        world.take(world.write("subscriptions.csv", lines));
    }

    private static void add(SmallWorld world, String header, String... rows) {
        String[] lines = new String[rows.length + 1];
        lines[0] = header;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        world.take(world.write("credit_batches.csv", lines));
    }

    @Test
    void trap1ExpiryAndResetClampShortMonthsInOneCalendar() {
        try (SmallWorld world = world("acme,Acme,USD,UTC")) {
            subscribe(world, "acme,anniversary,2026-01-31");
            add(
                    world,
                    "batch_id,account_id,effective_at,package_id",
                    "jan,acme,2026-01-31T10:00:00Z,month",
                    "feb,acme,2026-02-28T10:00:00Z,month");

            world.run("nightly", "2026-04-15T00:00:00Z");

            assertThat(world.rows("select batch_id, expires_at from credit_batch where source = 'top_up' order by 2"))
                    .containsExactly("jan|2026-03-01 00:00:00+00", "feb|2026-03-29 00:00:00+00");
            // usable through 28 February; and the cycles turn on 28 February, then on the 31st again
            assertThat(world.rows("select first_day, until_day from cycle order by 1"))
                    .containsExactly("2026-01-31|2026-02-28", "2026-02-28|2026-03-31", "2026-03-31|2026-04-30");
        }
    }

    @Test
    void trap2EveryMissedPeriodRollsOverAtItsOwnDateAsIfOnTime() {
        Map<String, String> onTime;
        try (SmallWorld world = world(folder.resolve("on-time"), "acme,Acme,USD,America/New_York")) {
            subscribe(world, "acme,pro,2026-09-01");
            for (String month : List.of("10", "11", "12")) {
                world.run("nightly", "2026-" + month + "-01T05:30:00Z");
                world.run("month-end", "2026-" + month + "-02T12:00:00Z");
            }
            onTime = world.everything();
        }
        try (SmallWorld world = world("acme,Acme,USD,America/New_York")) {
            subscribe(world, "acme,pro,2026-09-01");

            Runner.Outcome missed = world.run("month-end", "2026-12-02T12:00:00Z");

            assertThat(missed.totals().get("cycles_closed")).isEqualByComparingTo("3");
            assertThat(world.export("batches")).isEqualTo(onTime.get("batches"));
            assertThat(world.export("cycles")).isEqualTo(onTime.get("cycles"));
            // of 5000 left each time: 3000 by the cap of a cycle, then 2000 and 0 by the cap of all
            assertThat(world.rows("select batch_id, allocated, effective_at, expires_at from credit_batch"
                            + " where source = 'rollover' order by effective_at"))
                    .containsExactly(
                            "rollover:acme:2026-09-01|3000.000000|2026-10-01 04:00:00+00|2027-01-01 05:00:00+00",
                            "rollover:acme:2026-10-01|2000.000000|2026-11-01 04:00:00+00|2027-02-01 05:00:00+00");
        }
    }

    @Test
    void trap3AnExpiryIsDatedAtItsInstantAndWhatIsGoneIsNotCountedAgain() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            world.run("nightly", "2026-09-25T04:30:00Z");

            assertThat(world.rows("select credits, effective_at from ledger where kind = 'expired'"))
                    .containsExactly("-70.000000|2026-09-20 00:00:00+00");
            assertThat(world.value("select remaining, expired from credit_batch where batch_id = 'dune-1'"))
                    .isEqualTo("0.000000|70.000000");
            Balance balance = new Balance(world.books());
            Account dune = Objects.requireNonNull(balance.find("dune"));
            assertThat(balance.of(dune, Instant.parse("2026-09-25T04:30:00Z"), List.of())
                            .total()
                            .toString())
                    .isEqualTo("0.000000");

            world.run("month-end", "2026-10-02T12:00:00Z");
            assertThat(world.everything().get("2026-09/finance/month-end-2026-10-02/lapse-calendar.csv"))
                    .isEqualToNormalizingNewlines("""
                            account_id,batch_id,class,source,expires_at,within_days,remaining,currency,value
                            bolt,allowance:bolt:2026-10-01,paid,allowance,2026-10-31T23:00:00Z,30,5000.000000,EUR,189.00
                            acme,allowance:acme:2026-10-01,paid,allowance,2026-11-01T00:00:00Z,30,5000.000000,USD,199.00
                            """);
        }
    }

    @Test
    void trap4AnExpiredBatchIsNotDrawnThoughNoRunLapsedItYet() {
        try (SmallWorld world = world("acme,Acme,USD,UTC")) {
            add(
                    world,
                    "batch_id,account_id,effective_at,credits,expires_at",
                    "b,acme,2026-09-01,100,2026-09-10T12:00:00Z");
            world.use(
                    "usage.csv",
                    "e-1,acme,reply,2026-09-10T11:59:59.999999Z,10",
                    "e-2,acme,reply,2026-09-10T12:00:00Z,20");

            world.run("nightly", NIGHT);

            assertThat(world.value("select rated, consumed, uncovered, expired from cycle"))
                    .isEqualTo("30.000000|10.000000|20.000000|90.000000");
        }
    }

    @Test
    void trap5TheSameLogicalDateIsOneRunHoweverOftenItIsStarted() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            world.use("usage-2.csv", "a-9,acme,reply,2026-09-20T00:00:00Z,9");

            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(Refused.class).isThrownBy(() -> world.run("nightly", NIGHT));
            }

            assertThat(world.value("select count(*) from run")).isEqualTo("1");
            assertThat(world.value("select count(*) from batch_job_execution")).isEqualTo("1");
            assertThat(world.value("select count(*) from ledger")).isEqualTo("9");
        }
    }

    @Test
    void trap6AccountsAreReadInPagesAndCommittedInChunksAndTheContextHoldsNoIds() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            StringBuilder accounts = new StringBuilder("account_id,name,currency,time_zone\n");
            StringBuilder batches = new StringBuilder("batch_id,account_id,effective_at,credits\n");
            for (int i = 0; i < 3000; i++) {
                accounts.append("an-account-with-a-name-").append(i).append(",X,USD,UTC\n");
                batches.append("b-")
                        .append(i)
                        .append(",an-account-with-a-name-")
                        .append(i)
                        .append(",2026-09-01,10\n");
            }
            world.take(
                    world.write("accounts.csv", accounts.toString()),
                    world.write("credit_batches.csv", batches.toString()));

            assertThat(world.run("nightly", NIGHT).totals().get("entries")).isEqualByComparingTo("3000");

            int parts = Runtime.getRuntime().availableProcessors() * 4;
            assertThat(world.value("select count(*), sum(write_count) from batch_step_execution"
                            + " where step_name like 'replay:%'"))
                    .isEqualTo(parts + "|3000");
            assertThat(world.value("select max(commit_count) <= 2 + 3000 / 1000 from batch_step_execution"
                            + " where step_name like 'replay:%'"))
                    .isEqualTo("t");
            assertThat(world.value(
                            "select count(*) from batch_step_execution_context where coalesce(serialized_context, '')"
                                    + " || short_context like '%an-account%' or length(short_context) > 1000"))
                    .isEqualTo("0");
        }
    }

    @Test
    void trap6PartitionsAreEqualInWorkNotInHeads() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            StringBuilder accounts = new StringBuilder("account_id,name,currency,time_zone\n");
            StringBuilder usage = new StringBuilder("event_id,account_id,meter,occurred_at,quantity\n");
            for (int i = 1; i <= 41; i++) {
                accounts.append("a-").append(i).append(",X,USD,UTC\n");
                usage.append("e,a-").append(i).append(",reply,2026-09-03T00:00:00Z,1\n");
            }
            for (LocalDate day = LocalDate.parse("2026-07-01"); day.isBefore(LocalDate.parse("2026-09-21")); ) {
                for (String meter : List.of("reply", "third", "inference", "training")) {
                    usage.append(meter)
                            .append(day)
                            .append(",a-41,")
                            .append(meter)
                            .append(',');
                    usage.append(day).append("T12:00:00Z,1\n");
                }
                day = day.plusDays(1);
            }
            world.take(world.write("accounts.csv", accounts.toString()), world.write("usage.csv", usage.toString()));

            world.run("nightly", NIGHT);

            // the last account has 328 rows of usage, the others one each: it shares its partition with none of them
            assertThat(world.value(
                            "select read_count from batch_step_execution where step_name = 'replay:accounts41-41'"))
                    .isEqualTo("1");
            assertThat(world.value("select sum(read_count) from batch_step_execution where step_name like 'replay:%'"))
                    .isEqualTo("41");
        }
    }

    @Test
    void trap7AlreadyRunningIsKnownToTheDatabaseNotToOneProcess() throws SQLException {
        try (SmallWorld world = SmallWorld.in(folder).september();
                Connection other = world.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('nightbook.run'))");

            assertThatExceptionOfType(Refused.class).isThrownBy(() -> world.run("nightly", NIGHT));
            assertThat(world.value("select count(*) from run")).isEqualTo("0");
        }
    }

    @Test
    void trap7TheZoneOfTheMachineDecidesNothing() {
        TimeZone before = TimeZone.getDefault();
        String utc = null;
        try {
            for (String zone : List.of("UTC", "Pacific/Kiritimati", "America/Los_Angeles")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                try (SmallWorld world = SmallWorld.in(folder.resolve(zone)).september()) {
                    world.run("nightly", NIGHT);
                    world.run("month-end", "2026-10-02T12:00:00Z");
                    String all = world.everything().toString();
                    utc = utc == null ? all : utc;
                    assertThat(all).as(zone).isEqualTo(utc);
                }
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void trap7AnUnknownTimeZoneIsRejected() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            IntakeResult result = world.take(world.write(
                            "accounts.csv",
                            "account_id,name,currency,time_zone",
                            "a,A,USD,Europe/Atlantis",
                            "b,B,USD,",
                            "c,C,USD,europe/berlin",
                            "d,D,USD,Europe/Berlin"))
                    .get(0);

            assertThat(result.accepted()).isEqualTo(1);
            assertThat(result.rejects())
                    .extracting(reject -> reject.line() + " " + reject.reason().word() + " " + reject.detail())
                    .containsExactly(
                            "2 malformed time_zone Europe/Atlantis is not an IANA time zone such as Europe/Madrid",
                            "3 malformed time_zone  is not an IANA time zone such as Europe/Madrid",
                            "4 malformed time_zone europe/berlin is not an IANA time zone such as Europe/Madrid");
        }
    }

    @Test
    void trap8ASecondDeliveryIsADuplicateAndWithOtherContentAConflict() {
        try (SmallWorld world = world("acme,Acme,USD,UTC")) {
            world.use("usage-1.csv", "e-1,acme,reply,2026-09-03T00:00:00Z,10");
            world.run("nightly", NIGHT);

            IntakeResult again = world.use(
                    "usage-2.csv", "e-1,acme,reply,2026-09-03T00:00:00Z,10", "e-1,acme,reply,2026-09-03T00:00:00Z,11");

            assertThat(again.duplicates()).isEqualTo(1);
            assertThat(again.rejects())
                    .singleElement()
                    .extracting(reject -> reject.line() + " " + reject.reason().word())
                    .isEqualTo("3 conflict");
            world.run("nightly", "2026-09-22T04:30:00Z");
            assertThat(world.value("select rated from cycle")).isEqualTo("10.000000");
        }
    }

    @Test
    void trap9TheRolloverCapCountsWhatWasCarriedBeforeAndCreditsDoNotGrow() {
        try (SmallWorld world = world("acme,Acme,USD,UTC")) {
            subscribe(world, "acme,pro,2026-09-01");
            world.run("month-end", "2027-01-02T12:00:00Z");
            String held = world.value("select sum(remaining) from credit_batch where source = 'rollover'");
            world.run("nightly", "2027-01-02T12:00:00Z");
            world.run("nightly", "2027-01-03T12:00:00Z");

            // September's 3000 lapse at the end of December, before its own carry is reckoned: 2000 + 3000
            assertThat(world.rows("select batch_id, allocated, expired, remaining from credit_batch"
                            + " where source = 'rollover' order by effective_at"))
                    .containsExactly(
                            "rollover:acme:2026-09-01|3000.000000|3000.000000|0.000000",
                            "rollover:acme:2026-10-01|2000.000000|0.000000|2000.000000",
                            "rollover:acme:2026-12-01|3000.000000|0.000000|3000.000000");
            assertThat(held).isEqualTo("5000.000000");
            assertThat(world.value("select sum(remaining) from credit_batch where source = 'rollover'"))
                    .isEqualTo(held);
        }
    }

    @Test
    void trap10ARunThatCannotBeLaunchedIsNotReportedAsFinished() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.execute("alter table batch_job_execution rename to lost");

            assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("nightly", NIGHT));

            assertThat(world.value("select state, ended_at is not null from run"))
                    .isEqualTo("failed|t");
            assertThat(world.value("select count(*) from ledger")).isEqualTo("0");
        }
    }

    @Test
    void trap11CreditsHaveSixPlacesEverywhereAndCostsAreRoundedOnceInTheSum() {
        try (SmallWorld world = world("acme,Acme,USD,UTC")) {
            add(world, "batch_id,account_id,effective_at,credits,price", "b,acme,2026-09-01,3,1.00");
            world.take(world.write(
                    "usage.csv",
                    "event_id,account_id,meter,occurred_at,quantity,cost",
                    "t-1,acme,third,2026-09-03T00:00:00Z,1,",
                    "t-2,acme,third,2026-09-04T00:00:00Z,1,",
                    "t-3,acme,third,2026-09-05T00:00:00Z,1,",
                    "c-1,acme,call,2026-09-03T00:00:00Z,1,0.004",
                    "c-2,acme,call,2026-09-04T00:00:00Z,1,0.004",
                    "c-3,acme,call,2026-09-05T00:00:00Z,1,0.004"));

            world.run("month-end", "2026-10-02T12:00:00Z");

            assertThat(world.value("select rated, consumed from cycle where state = 'closed'"))
                    .isEqualTo("0.999999|0.999999");
            assertThat(world.value("select sum(credits) from usage_rollup")).isEqualTo("0.999999");
            assertThat(world.rows("select credits, value from ledger where kind = 'consumed' order by effective_at"))
                    .containsExactly("-0.333333|-11", "-0.333333|-11", "-0.333333|-11");
            assertThat(world.value("select value - (select -sum(value) from ledger where kind = 'consumed'), remaining"
                            + " from credit_batch"))
                    .isEqualTo("67|2.000001");
            assertThat(world.rows("select kind, net from invoice_line order by line_no"))
                    .containsExactly("top_up|100", "at_cost|1");
        }
    }

    @Test
    void trap12WhatIsVoidedIsNeitherBilledAgainNorGivenTwice() {
        try (SmallWorld world = world("acme,Acme,USD,UTC")) {
            String header = "batch_id,account_id,effective_at,package_id,voided_at";
            add(world, header, "b,acme,2026-09-05,boost,");
            world.use("usage.csv", "e-1,acme,reply,2026-09-06T00:00:00Z,20");
            world.run("month-end", "2026-10-02T12:00:00Z");

            add(world, header, "b,acme,2026-09-05,boost,2026-10-05T00:00:00Z");
            world.run("nightly", "2026-10-06T04:30:00Z");
            world.run("month-end", "2026-11-02T12:00:00Z");

            // 20 of the 50 free ones were used; the bonus lapsed on 5 October before its top-up's void could take it
            assertThat(
                            world.rows(
                                    "select batch_id, booked, consumed, expired, voided, remaining from credit_batch order by 1"))
                    .containsExactly(
                            "b|500.000000|0.000000|0.000000|500.000000|0.000000",
                            "bonus:b|50.000000|20.000000|0.000000|30.000000|0.000000");
            assertThat(world.rows(
                            "select i.number, l.kind, l.net from invoice_line l join invoice i using (invoice_no)"))
                    .containsExactly("INV-2026-00001|top_up|3000");
        }
    }

    @Test
    void trap13AccountsOfOneCityHaveTheSameBillingDaysWhenTheyJoinedInSummerOrWinter() {
        try (SmallWorld world = world("winter,W,EUR,Europe/Madrid", "summer,S,EUR,Europe/Madrid")) {
            subscribe(world, "winter,anniversary,2026-01-31", "summer,anniversary,2026-07-31");

            world.run("nightly", "2026-12-15T00:00:00Z");

            String cycles = "select first_day, from_at, until_at from cycle c join account a using (account_no)"
                    + " where first_day >= '2026-08-31' and account_id = ";
            assertThat(world.rows(cycles + "'winter' order by 1"))
                    .isEqualTo(world.rows(cycles + "'summer' order by 1"))
                    .containsExactly(
                            "2026-08-31|2026-08-30 22:00:00+00|2026-09-29 22:00:00+00",
                            "2026-09-30|2026-09-29 22:00:00+00|2026-10-30 23:00:00+00",
                            "2026-10-31|2026-10-30 23:00:00+00|2026-11-29 23:00:00+00",
                            "2026-11-30|2026-11-29 23:00:00+00|2026-12-30 23:00:00+00");
        }
    }

    @Test
    void trap14AnInvoiceThatIsNoElectronicInvoiceDoesNotClaimToBeOne() throws IOException {
        try (SmallWorld world = world("acme,Acme,USD,UTC")) {
            add(world, "batch_id,account_id,effective_at,package_id", "b,acme,2026-09-05,boost");
            world.run("month-end", "2026-10-02T12:00:00Z");

            PdfReader invoice =
                    new PdfReader(Files.readAllBytes(folder.resolve("out/2026-09/invoices/INV-2026-00001.pdf")));
            assertThat(invoice.getNumberOfPages()).isEqualTo(1);
            // neither an attached file, nor a part of PDF/A in the metadata that would promise one
            assertThat(invoice.getCatalog().getKeys())
                    .doesNotContain(new PdfName("AF"), PdfName.NAMES, PdfName.METADATA);
        }
    }
}
