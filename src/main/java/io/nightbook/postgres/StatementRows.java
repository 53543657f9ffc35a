package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.Balance;
import io.nightbook.domain.report.BatchStanding;
import io.nightbook.domain.report.ClosedCycle;
import io.nightbook.domain.report.Ending;
import io.nightbook.domain.report.Statement;
import io.nightbook.domain.report.UsageRow;
import io.nightbook.domain.time.LocalDays;
import io.nightbook.postgres.ReportStore.Block;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rows behind the statements of a block: five queries, put together by account and cycle. */
final class StatementRows {

    private static final Sql FIND_CYCLES = Sql.query("report/find-cycles");
    private static final Sql FIND_BATCHES = Sql.query("report/find-batches");
    private static final Sql FIND_ENDINGS = Sql.query("report/find-endings");
    private static final Sql FIND_DRAWN = Sql.query("report/find-drawn");
    private static final Sql FIND_USAGE = Sql.query("report/find-usage");

    private final Database database;
    private final int run;
    private final Map<Key, Parts> parts = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    StatementRows(Database database, int run) {
        this.database = database;
        this.run = run;
    }

    private record Key(int account, LocalDate firstDay) {}

    /** What is known of a statement while it is read. */
    private record Parts(
            Account account,
            String name,
            ClosedCycle cycle,
            Balance balance,
            List<UsageRow> usage,
            List<BatchStanding> batches,
            List<Ending> endings,
            Map<LocalDate, Credits> drawn) {

        Statement statement() {
            try {
                return new Statement(account, name, cycle, balance, usage, batches, endings, drawn);
            } catch (IllegalStateException e) {
                throw new IllegalStateException(
                        "statement of " + account.id() + ", cycle " + cycle.firstDay() + ": " + e.getMessage(), e);
            }
        }
    }

    List<Statement> read(Block block) {
        asked(FIND_CYCLES, block, row -> parts.put(key(row), parts(row)));
        asked(FIND_BATCHES, block, row -> of(row).batches().add(batch(row)));
        asked(FIND_ENDINGS, block, row -> of(row).endings().add(ending(row)));
        asked(FIND_USAGE, block, row -> of(row).usage().add(usage(row)));
        boolean ranOut = parts.values().stream()
                .anyMatch(part -> part.balance().uncovered().isPositive());
        if (ranOut) {
            asked(
                    FIND_DRAWN,
                    block,
                    row -> of(row).drawn()
                            .put(Objects.requireNonNull(Database.date(row, "day")), credits(row, "credits")));
        }
        return parts.values().stream().map(Parts::statement).toList();
    }

    private interface Reading {
        void of(ResultSet row) throws SQLException;
    }

    private void asked(Sql sql, Block block, Reading reading) {
        database.sql(sql)
                .param("run", run)
                .param("first", block.first())
                .param("last", block.last())
                .param("first_day", block.firstDay())
                .param("until_day", block.untilDay())
                .query((ResultSet row) -> reading.of(row));
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getInt("account_no"), Objects.requireNonNull(Database.date(row, "first_day")));
    }

    private Parts of(ResultSet row) throws SQLException {
        return Objects.requireNonNull(parts.get(key(row)));
    }

    private static Parts parts(ResultSet row) throws SQLException {
        LocalDays days = new LocalDays(ZoneId.of(row.getString("time_zone")));
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Parts(
                new Account(row.getInt("account_no"), row.getString("account_id"), currency, days),
                row.getString("name"),
                new ClosedCycle(
                        Objects.requireNonNull(Database.date(row, "first_day")),
                        Objects.requireNonNull(Database.date(row, "until_day")).minusDays(1),
                        Objects.requireNonNull(Database.instant(row, "from_at")),
                        Objects.requireNonNull(Database.instant(row, "until_at")),
                        row.getString("plan_id")),
                balance(row),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>());
    }

    private static Balance balance(ResultSet row) throws SQLException {
        return new Balance(
                credits(row, "opening"),
                credits(row, "allocated"),
                credits(row, "consumed"),
                credits(row, "expired"),
                credits(row, "rolled_over"),
                credits(row, "voided"),
                credits(row, "closing"),
                credits(row, "rated"),
                credits(row, "uncovered"),
                credits(row, "debt"));
    }

    private static Credits credits(ResultSet row, String column) throws SQLException {
        return new Credits(row.getBigDecimal(column));
    }

    private static BatchStanding batch(ResultSet row) throws SQLException {
        return new BatchStanding(
                row.getString("batch_id"),
                Database.word(row, "class", CreditClass.class),
                Database.word(row, "source", Source.class),
                credits(row, "allocated"),
                Objects.requireNonNull(Database.instant(row, "effective_at")),
                Database.instant(row, "expires_at"),
                row.getString("origin_batch_id"),
                credits(row, "opening"),
                credits(row, "closing"));
    }

    private static Ending ending(ResultSet row) throws SQLException {
        return new Ending(
                row.getString("batch_id"),
                Database.word(row, "kind", Movement.Kind.class),
                Objects.requireNonNull(Database.instant(row, "effective_at")),
                credits(row, "credits"));
    }

    private UsageRow usage(ResultSet row) throws SQLException {
        return new UsageRow(
                Objects.requireNonNull(Database.date(row, "day")),
                word(row.getString("meter_id")),
                word(row.getString("category")),
                word(row.getString("agent")),
                word(row.getString("project")),
                row.getLong("events"),
                row.getBigDecimal("quantity"),
                credits(row, "credits"));
    }

    /** The same few words stand in most rows: one object for each. */
    private String word(String text) {
        return words.computeIfAbsent(text, same -> same);
    }
}
