package io.nightbook.batch;

import io.nightbook.csv.PeopleFile;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.report.ExportFilter.Reach;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.UsageRows;
import io.nightbook.postgres.UsageRows.UsageRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What an account used in a period beside the one before, by agent, project, category, meter or company; as booked. */
public final class UsageReport {

    /** What usage is told apart by. */
    public enum By {
        AGENT,
        PROJECT,
        CATEGORY,
        METER,
        COMPANY;

        /** Such as {@code agent}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A period of whole local days beside the one before it.
     *
     * @param before the first day of the period before, which ends where this one begins
     * @param first the first day
     * @param until the day after the last
     */
    public record Period(LocalDate before, LocalDate first, LocalDate until) {

        /** The same number of days beside as many. */
        public static Period days(LocalDate first, LocalDate until) {
            return new Period(first.minusDays(until.toEpochDay() - first.toEpochDay()), first, until);
        }

        /** A month beside the one before, however many days each has. */
        public static Period month(LocalDate first) {
            return new Period(first.minusMonths(1), first, first.plusMonths(1));
        }
    }

    private final By by;
    private final List<UsageRow> rows;

    private UsageReport(By by, List<UsageRow> rows) {
        this.by = by;
        this.rows = rows;
    }

    /** The report of an account, and of the companies whose parent it is where they are asked for. */
    public static UsageReport of(Database database, Account account, Reach reach, By by, Period period) {
        return new UsageReport(
                by,
                new UsageRows(database)
                        .compare(account.id(), reach, by.word(), period.before(), period.first(), period.until()));
    }

    public List<UsageRow> rows() {
        return rows;
    }

    public BigDecimal credits() {
        return sum(UsageRow::credits);
    }

    public BigDecimal creditsBefore() {
        return sum(UsageRow::creditsBefore);
    }

    private BigDecimal sum(Function<UsageRow, BigDecimal> of) {
        return rows.stream().map(of).reduce(BigDecimal.ZERO.setScale(6), BigDecimal::add);
    }

    /** Writes it as CSV, exact. */
    public void write(Appendable out) {
        PeopleFile file = new PeopleFile(out);
        file.row(by.word(), "events", "credits", "events_before", "credits_before");
        rows.forEach(row -> file.row(row.key(), row.events(), row.credits(), row.eventsBefore(), row.creditsBefore()));
    }
}
