package io.nightbook.postgres;

import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.JournalEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;

/** A row of the ledger as an entry of the journal, on its account's local day; what ends with a cycle, on its last day. */
final class JournalRows {

    private JournalRows() {}

    static JournalEntry entry(ResultSet row) throws SQLException {
        LocalDate day = Objects.requireNonNull(Database.instant(row, "effective_at"))
                .atZone(ZoneId.of(row.getString("time_zone")))
                .toLocalDate();
        LocalDate last = Objects.requireNonNull(Database.date(row, "last_day"));
        return new JournalEntry(
                day.isAfter(last) ? last : day,
                row.getString("account_id"),
                row.getString("batch_id"),
                Database.word(row, "source", Source.class),
                Database.word(row, "kind", Movement.Kind.class),
                new Credits(row.getBigDecimal("credits")),
                new Money(row.getLong("value"), Currency.getInstance(row.getString("currency"))));
    }
}
