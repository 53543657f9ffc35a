package io.nightbook.postgres;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.JournalEntry;
import io.nightbook.domain.report.JournalFee;
import io.nightbook.domain.report.JournalInvoice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the journal of a run tells, row by row.
 *
 * @param run how the run is called in it
 */
record JournalRows(String run) {

    /** A row of the ledger, on its account's local day; what ends with a cycle, on its last day. */
    JournalEntry entry(ResultSet row) throws SQLException {
        LocalDate day = Objects.requireNonNull(Database.instant(row, "effective_at"))
                .atZone(ZoneId.of(row.getString("time_zone")))
                .toLocalDate();
        LocalDate last = date(row, "last_day");
        return new JournalEntry(
                day.isAfter(last) ? last : day,
                row.getString("account_id"),
                row.getString("batch_id"),
                Database.word(row, "origin", JournalEntry.Origin.class),
                Database.word(row, "kind", Movement.Kind.class),
                new Credits(row.getBigDecimal("credits")),
                money(row, "value"),
                run);
    }

    JournalFee fee(ResultSet row) throws SQLException {
        return new JournalFee(
                date(row, "last_day"), row.getString("account_id"), date(row, "cycle"), money(row, "earned"), run);
    }

    static JournalInvoice.Tax tax(ResultSet row) throws SQLException {
        return new JournalInvoice.Tax(
                Objects.requireNonNullElse(row.getString("payer_country"), ""),
                row.getString("tax_category"),
                row.getBigDecimal("tax_rate"));
    }

    /** Invoices of lines that come in their order; answers their number. */
    int invoices(ResultSet row, Consumer<JournalInvoice> sink) throws SQLException {
        int invoices = 0;
        boolean more = row.next();
        while (more) {
            String number = row.getString("number");
            LocalDate issued = date(row, "issue_date");
            String payer = row.getString("payer_id");
            JournalInvoice.Tax tax = tax(row);
            Money taxed = money(row, "tax");
            Money total = money(row, "total");
            Money paid = money(row, "paid");
            List<JournalInvoice.Line> lines = new ArrayList<>();
            while (more && row.getString("number").equals(number)) {
                lines.add(line(row));
                more = row.next();
            }
            sink.accept(new JournalInvoice(issued, number, payer, run, tax, taxed, total, paid, lines));
            invoices++;
        }
        return invoices;
    }

    private static JournalInvoice.Line line(ResultSet row) throws SQLException {
        return new JournalInvoice.Line(
                row.getInt("line_no"),
                row.getString("account_id"),
                Database.word(row, "earning", JournalInvoice.Earning.class),
                money(row, "net"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), Currency.getInstance(row.getString("currency")));
    }

    private static LocalDate date(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Database.date(row, column));
    }
}
