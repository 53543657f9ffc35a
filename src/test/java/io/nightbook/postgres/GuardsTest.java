package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.SmallWorld;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses, whoever connects: these statements come from its owner. */
class GuardsTest {

    @TempDir
    static Path folder;

    private static SmallWorld world;
    private static Map<String, String> before;

    @BeforeAll
    static void closeSeptember() {
        world = SmallWorld.in(folder).september();
        world.run("month-end", "2026-10-02T12:00:00Z");
        before = world.everything();
    }

    @AfterAll
    static void end() {
        world.close();
    }

    /** Tries a statement in a transaction that is undone, lest a guard that is missing spoils the other tests. */
    private static void assertRefused(String sql, String reason) throws SQLException {
        try (Connection connection = world.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining(reason);
            connection.rollback();
        }
        assertThat(world.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger set credits = credits + 1 where entry_no = 1",
                "delete from ledger where entry_no = 1",
                "truncate ledger"
            })
    void theLedgerIsAppendOnly(String sql) throws SQLException {
        assertRefused(sql, "the ledger is append-only: book a compensating entry instead");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update cycle set rated = rated + 1 where state = 'closed'",
                "update cycle set state = 'open' where state = 'closed'",
                "delete from cycle where state = 'closed'"
            })
    void aClosedCycleNeverChanges(String sql) throws SQLException {
        assertRefused(sql, "is closed: it never changes");
    }

    @ParameterizedTest
    @CsvSource({
        "update invoice set due_date = due_date + 1, invoice",
        "delete from invoice, invoice",
        "update invoice_line set net = net + 1, invoice_line",
        "delete from invoice_line, invoice_line"
    })
    void aFinalisedInvoiceNeverChanges(String sql, String table) throws SQLException {
        assertRefused(sql, "the " + table + " is append-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncate invoice_line", "truncate invoice, invoice_line", "truncate cycle cascade"})
    void invoicesAndCyclesAreNotEmptiedEither(String sql) throws SQLException {
        assertRefused(sql, "append-only");
    }

    private static String entry(String account, String batch, String kind, String credits, String at) {
        return "insert into ledger (entry_no, run_no, account_no, batch_no, kind, credits, value, effective_at)"
                + " overriding system value select 1000000, 1, a.account_no, b.batch_no, '" + kind + "', " + credits
                + ", 0, '" + at + "' from account a, credit_batch b where a.account_id = '" + account
                + "' and b.batch_id = '" + batch + "'";
    }

    @Test
    void aMovementBelongsToTheAccountOfItsBatch() throws SQLException {
        assertRefused(entry("acme", "cora-1", "consumed", "-1", "2026-10-05T00:00:00Z"), "is not its own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into invoice_line select 1000, line_no + invoice_no * 100, account_no, first_day, kind, subject, description, quantity,"
                        + " unit_price, net, paid from invoice_line | has no such invoice or cycle",
                "insert into invoice_line select invoice_no, line_no + 100, account_no, date '1999-01-01', kind, subject,"
                        + " description, quantity, unit_price, net, paid from invoice_line | has no such invoice or cycle",
                "insert into cycle select 1000, first_day, until_day, from_at, until_at, kind, state, plan_id, allocated,"
                        + " rated, consumed, uncovered, expired, rolled_over, voided, debt, run_no from cycle limit 1"
                        + " | there is no account 1000",
                "insert into credit_batch (account_no, batch_id, class, source, allocated, nominal_at)"
                        + " values (1000, 'stray', 'free', 'grant', 1, now()) | there is no account 1000",
                "delete from account where account_no = 1 | never deleted"
            })
    void nothingHangsOnWhatIsNotThere(String sql, String reason) throws SQLException {
        assertRefused(sql, reason);
    }

    @Test
    void noBatchFallsBelowZero() throws SQLException {
        assertRefused(
                "update credit_batch set consumed = consumed + 750.000001 where batch_id = 'cora-1'",
                "no_batch_below_zero");
    }

    @ParameterizedTest(name = "{1} at {2} is in closed time")
    @CsvSource({
        "cora-1, consumed, 2026-09-30T23:59:59.999999Z",
        "cora-1, consumed, 2026-10-01T03:59:59.999999Z",
        "cora-1, expired, 2026-10-01T04:00:00Z"
    })
    void anEntryInClosedTimeIsRefused(String batch, String kind, String at) throws SQLException {
        assertRefused(entry("cora", batch, kind, "-1", at), "lies in closed time");
    }

    @ParameterizedTest(name = "{1} of {0} at the very end of the closed cycle belongs to it")
    @CsvSource({"allowance:acme:2026-09-01, rolled_out", "rollover:acme:2026-09-01, allocated"})
    void whatTurnedTheClosedCycleIsFinalToo(String batch, String kind) throws SQLException {
        assertRefused(entry("acme", batch, kind, "1", "2026-10-01T00:00:00Z"), "lies in closed time");
    }

    @Test
    void theFirstInstantOfTheOpenCycleTakesEntries() {
        world.execute("begin; " + entry("cora", "cora-1", "consumed", "-1", "2026-10-01T04:00:00Z") + "; rollback");

        assertThat(world.everything()).isEqualTo(before);
    }

    @Test
    void noIdentityIsPostedTwice() throws SQLException {
        assertRefused(
                "insert into run (job, identity, as_of, state, started_at, started_by, closes, catalog)"
                        + " select job, identity, as_of, state, started_at, started_by, closes, catalog from run",
                "run_posts_once");
    }

    @Test
    void noInvoiceNumberIsGivenTwice() throws SQLException {
        assertRefused(
                "insert into invoice (run_no, number, series, year, seq, issue_date, due_date, payer_no, month, currency,"
                        + " places, net, tax, total, paid, due, tax_category, tax_rate, payer_name, seller)"
                        + " select run_no, number, series, year, seq + 4, issue_date, due_date, payer_no, '2026-08-01',"
                        + " currency, places, net, tax, total, paid, due, tax_category, tax_rate, payer_name, seller"
                        + " from invoice where seq = 1",
                "invoice_number_key");
    }
}
