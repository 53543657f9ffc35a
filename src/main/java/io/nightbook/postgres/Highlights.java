package io.nightbook.postgres;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;

/** What is worth a first look in the books, whatever they hold. */
public final class Highlights {

    private static final Sql SUM = Sql.query("report/sum-books");
    private static final Sql FIND_STORY = Sql.query("report/find-story");
    private static final Sql FIND_INVOICE = Sql.query("report/find-full-invoice");

    private final Database database;

    public Highlights(Database database) {
        this.database = database;
    }

    /**
     * All the books in figures.
     *
     * @param cycles those that are closed
     * @param allocated credits, with 6 places, and likewise what became of them
     */
    public record Sums(
            long accounts,
            long cycles,
            long invoices,
            BigDecimal allocated,
            BigDecimal consumed,
            BigDecimal expired,
            BigDecimal rolledOver) {}

    /** A closed cycle of an account, and what happened in it, in credits with 6 places. */
    public record Story(
            String account,
            LocalDate firstDay,
            BigDecimal allocated,
            BigDecimal consumed,
            BigDecimal expired,
            BigDecimal rolledOver) {}

    /** An invoice, and the month in whose folder it lies. */
    public record Invoice(String number, YearMonth month) {}

    public Sums sums() {
        return database.sql(SUM)
                .query((row, n) -> new Sums(
                        row.getLong("accounts"),
                        row.getLong("cycles"),
                        row.getLong("invoices"),
                        row.getBigDecimal("allocated"),
                        row.getBigDecimal("consumed"),
                        row.getBigDecimal("expired"),
                        row.getBigDecimal("rolled_out")))
                .single();
    }

    /** The closed cycle in which the most kinds of things happened. */
    public Optional<Story> story() {
        return database.sql(FIND_STORY)
                .query((row, n) -> new Story(
                        row.getString("account_id"),
                        Objects.requireNonNull(Database.date(row, "first_day")),
                        row.getBigDecimal("allocated"),
                        row.getBigDecimal("consumed"),
                        row.getBigDecimal("expired"),
                        row.getBigDecimal("rolled_over")))
                .optional();
    }

    /** The invoice over something with the most lines. */
    public Optional<Invoice> invoice() {
        return database.sql(FIND_INVOICE)
                .query((row, n) -> new Invoice(
                        row.getString("number"), YearMonth.from(Objects.requireNonNull(Database.date(row, "month")))))
                .optional();
    }
}
