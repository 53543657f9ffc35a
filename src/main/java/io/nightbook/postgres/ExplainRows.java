package io.nightbook.postgres;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Entry;
import io.nightbook.postgres.ExplainStore.Held;
import io.nightbook.postgres.ExplainStore.Holder;
import io.nightbook.postgres.ExplainStore.Invoice;
import io.nightbook.postgres.ExplainStore.Line;
import io.nightbook.postgres.ExplainStore.MeterSum;
import io.nightbook.postgres.ExplainStore.Paid;
import io.nightbook.postgres.ExplainStore.RunRef;
import io.nightbook.postgres.ExplainStore.Stage;
import io.nightbook.postgres.ExplainStore.Used;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Rows of the explain queries as records. */
final class ExplainRows {

    private ExplainRows() {}

    static RunRef run(ResultSet row) throws SQLException {
        return new RunRef(row.getInt("run_no"), row.getString("job"), instant(row, "as_of"));
    }

    static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                AccountStore.account(row),
                row.getString("name"),
                Database.instant(row, "closed_until"),
                Database.date(row, "closed_on"),
                Database.instant(row, "posted_as_of"));
    }

    static Held held(ResultSet row) throws SQLException {
        CreditBatch batch = batch(row);
        Instant effective = Database.instant(row, "effective_at");
        String input = row.getString("input");
        boolean isBooked = batch.arrival() > 0 || row.getBigDecimal("booked").signum() > 0;
        return new Held(
                effective == null ? batch : batch.effectiveFrom(effective),
                effective == null ? Stage.WAITING : isBooked ? Stage.BOOKED : Stage.WITHDRAWN,
                row.getString("package_id"),
                row.getString("payment_ref"),
                input == null ? Map.of() : Properties.decode(input));
    }

    /** The batch by its nominal instant. */
    private static CreditBatch batch(ResultSet row) throws SQLException {
        long price = row.getLong("price");
        Charge charge = new Charge(row.wasNull() ? null : price, Database.instant(row, "paid_at"));
        return new CreditBatch(
                row.getString("batch_id"),
                new CreditBatch.Kind(
                        Database.word(row, "class", CreditClass.class),
                        Database.word(row, "source", Source.class),
                        row.getInt("priority"),
                        Set.copyOf(Arrays.asList(
                                (String[]) row.getArray("categories").getArray()))),
                credits(row, "allocated"),
                row.getLong("value"),
                new CreditBatch.Span(
                        instant(row, "nominal_at"),
                        instant(row, "nominal_at"),
                        Database.instant(row, "expires_at"),
                        row.getString("ends").equals("cycle") ? End.CYCLE : End.FIXED),
                charge,
                Database.instant(row, "voided_at"),
                row.getString("origin_batch_id"),
                row.getLong("arrival"));
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("batch_id"),
                Database.word(row, "kind", Movement.Kind.class),
                credits(row, "credits"),
                row.getLong("value"),
                instant(row, "effective_at"),
                date(row, "cycle"),
                run(row));
    }

    static Cycle cycle(ResultSet row) throws SQLException {
        return new Cycle(
                date(row, "first_day"),
                date(row, "until_day"),
                instant(row, "from_at"),
                instant(row, "until_at"),
                Database.word(row, "kind", RunningCycle.Kind.class),
                row.getString("state"),
                row.getString("plan_id"),
                new Totals(
                        credits(row, "allocated"),
                        credits(row, "rated"),
                        credits(row, "consumed"),
                        credits(row, "uncovered"),
                        credits(row, "expired"),
                        credits(row, "rolled_over"),
                        credits(row, "voided")),
                credits(row, "debt"),
                run(row));
    }

    static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getInt("account_no"),
                row.getString("number"),
                row.getInt("line_no"),
                date(row, "first_day"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("description"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("unit_price"),
                row.getLong("net"),
                row.getBoolean("paid") ? Paid.YES : Paid.NO);
    }

    static Invoice invoice(ResultSet row) throws SQLException {
        return new Invoice(
                row.getString("number"),
                date(row, "issue_date"),
                date(row, "due_date"),
                date(row, "month"),
                row.getString("currency"),
                row.getLong("net"),
                row.getLong("tax"),
                row.getLong("total"),
                row.getLong("paid"),
                row.getLong("due"),
                row.getString("tax_category"),
                row.getBigDecimal("tax_rate"),
                row.getString("payer_id"),
                row.getString("payer_name"),
                row.getString("payer_country"),
                row.getString("payer_tax_id"),
                row.getString("seller_name"),
                row.getString("seller_country"),
                run(row),
                List.copyOf(Arrays.asList((Integer[]) row.getArray("accounts").getArray())));
    }

    static Used used(ResultSet row) throws SQLException {
        String further = row.getString("properties");
        Map<String, String> properties = new TreeMap<>(further == null ? Map.of() : Properties.decode(further));
        for (String name : List.of("agent", "project", "activity")) {
            properties.put(name, row.getString(name));
        }
        return new Used(
                row.getString("event_id"),
                instant(row, "occurred_at"),
                date(row, "day"),
                date(row, "bears_on"),
                timing(row),
                row.getString("meter_id"),
                row.getString("category"),
                row.getBigDecimal("quantity"),
                credits(row, "credits"),
                row.getBigDecimal("cost"),
                row.getBigDecimal("before"),
                properties);
    }

    static MeterSum meterSum(ResultSet row) throws SQLException {
        return new MeterSum(
                date(row, "first_day"),
                row.getString("meter_id"),
                row.getString("category"),
                timing(row),
                row.getLong("events"),
                row.getBigDecimal("quantity"),
                credits(row, "credits"),
                row.getBigDecimal("cost"));
    }

    private static Timing timing(ResultSet row) throws SQLException {
        return row.getBoolean("late") ? Timing.LATE : Timing.IN_TIME;
    }

    private static Credits credits(ResultSet row, String column) throws SQLException {
        return new Credits(row.getBigDecimal(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Database.instant(row, column));
    }

    private static LocalDate date(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Database.date(row, column));
    }
}
