package io.nightbook.postgres;

import io.nightbook.domain.report.ExportFilter.Reach;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What accounts used, told apart by one thing, in a period and in the one before it. */
public final class UsageRows {

    private static final Sql COMPARE = Sql.query("usage/compare-periods");

    private final Database database;

    public UsageRows(Database database) {
        this.database = database;
    }

    /**
     * What was used of one thing.
     *
     * @param key the agent, the project and so on; empty for usage that names none
     * @param credits what it was worth, with 6 places
     */
    public record UsageRow(String key, long events, BigDecimal credits, long eventsBefore, BigDecimal creditsBefore) {}

    /**
     * A row for each that was used before the period's end, those without usage in it at 0; most credits first.
     *
     * @param by agent, project, category, meter or company
     * @param before the first local day of the period before, which ends where the period begins
     * @param until the local day after the period
     */
    public List<UsageRow> compare(
            String account, Reach reach, String by, LocalDate before, LocalDate first, LocalDate until) {
        return database.inTransaction(() -> database.sql(COMPARE)
                .param(
                        "accounts",
                        new ExportStore(database).accounts(account, reach).toArray(Integer[]::new))
                .param("by", by)
                .param("before", before)
                .param("first", first)
                .param("until", until)
                .query((row, n) -> new UsageRow(
                        row.getString("key"),
                        row.getLong("events"),
                        row.getBigDecimal("credits"),
                        row.getLong("events_before"),
                        row.getBigDecimal("credits_before")))
                .list());
    }
}
