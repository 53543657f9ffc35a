package io.nightbook.postgres;

import io.nightbook.domain.report.ExportFilter;
import io.nightbook.domain.report.ExportFilter.Reach;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;

/**
 * Tables as CSV, written by the server itself and streamed: exact, in a stable order. What is asked stands in the statement,
 * so that the server narrows before it joins.
 */
public final class ExportStore {

    private static final Sql COPY = Sql.query("export/copy-table");
    private static final Sql FIND_ACCOUNTS = Sql.query("export/find-accounts");
    private static final Sql FIND_METERS = Sql.query("export/find-meters");
    private static final Sql FIND_ZONES = Sql.query("export/find-zones");
    private static final Sql FIND_SPAN = Sql.query("export/find-span");
    private static final Sql AVOID_LOOPS = Sql.query("export/avoid-loops");
    private static final Map<ExportTable, Sql> TABLES = new EnumMap<>(ExportTable.class);

    static {
        for (ExportTable table : ExportTable.values()) {
            TABLES.put(table, Sql.query("export/" + table.query));
        }
    }

    private final Database database;

    public ExportStore(Database database) {
        this.database = database;
    }

    /** The meters that there are, by id. */
    public List<String> meters() {
        return database.sql(FIND_METERS).query(String.class).list();
    }

    /**
     * Writes a table.
     *
     * @return the number of rows
     */
    public long export(ExportTable table, ExportFilter filter, OutputStream out) {
        return asked(
                table,
                filter,
                (connection, statement) ->
                        connection.getCopyAPI().copyOut(COPY.text().replace(":table", statement), out));
    }

    /** What is done with the query that lists what is asked for, in the transaction that prepares for it. */
    interface Asking<T> {
        T on(PGConnection connection, String statement) throws SQLException, IOException;
    }

    <T> T asked(ExportTable table, ExportFilter filter, Asking<T> asking) {
        return database.inTransaction(() -> {
            ExportLiterals asked = literals(table, filter);
            if (filter.account() == null) {
                database.sql(AVOID_LOOPS).update();
            }
            return database.onConnection(connection ->
                    asking.on(connection, asked.in(Objects.requireNonNull(TABLES.get(table)), connection)));
        });
    }

    /** What is asked for, as the queries name it. */
    private ExportLiterals literals(ExportTable table, ExportFilter filter) {
        ExportLiterals asked = new ExportLiterals()
                .put("agent", filter.agent())
                .put("project", filter.project())
                .put("meter", filter.meter());
        ExportRange range = new ExportRange(filter.from(), filter.until(), zones());
        (table.range == ExportTable.Range.UTC ? range.inUtc() : range).say(asked);
        String account = filter.account();
        YearMonth cycle = filter.cycle();
        if (account != null) {
            asked.putAll("accounts", accounts(account, filter.reach()));
        }
        if (cycle != null) {
            asked.put("month", cycle.atDay(1))
                    .put("next_month", cycle.plusMonths(1).atDay(1));
        }
        if (account != null || cycle != null) {
            addSpan(asked);
        }
        return asked;
    }

    List<Integer> accounts(String account, Reach reach) {
        return database.sql(FIND_ACCOUNTS)
                .param("account", account)
                .param("companies", reach == Reach.COMPANIES)
                .query(Integer.class)
                .list();
    }

    private List<ZoneId> zones() {
        return database.sql(FIND_ZONES)
                .query((row, n) -> ZoneId.of(row.getString("time_zone")))
                .list();
    }

    /** Where no cycle is asked for there is nothing, at no time. */
    private void addSpan(ExportLiterals asked) {
        database.sql(FIND_SPAN)
                .param("accounts", asked.get("accounts"))
                .param("month", asked.get("month"))
                .query(row -> {
                    asked.put("span_from", Objects.requireNonNullElse(row.getString("span_from"), "infinity"));
                    asked.put("span_until", Objects.requireNonNullElse(row.getString("span_until"), "infinity"));
                    asked.put("days", row.getString("days"));
                });
    }
}
