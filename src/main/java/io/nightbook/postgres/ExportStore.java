package io.nightbook.postgres;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables as CSV, written by the server itself and streamed: exact, in a stable order. */
public final class ExportStore {

    private static final Sql SET_FILTER = Sql.query("export/set-filter");
    private static final Sql COPY = Sql.query("export/copy-table");
    private static final Map<String, Sql> EXPORTS = new LinkedHashMap<>();

    static {
        for (String name : List.of(
                "batches",
                "ledger",
                "cycles",
                "usage",
                "activity",
                "invoices",
                "invoice_lines",
                "rejects",
                "runs",
                "alerts",
                "parked",
                "lapses")) {
            EXPORTS.put(name, Sql.query("export/list-" + name.replace('_', '-')));
        }
    }

    private final Database database;

    public ExportStore(Database database) {
        this.database = database;
    }

    public static Set<String> names() {
        return EXPORTS.keySet();
    }

    /** Whether a table can be had of one month's cycles. */
    public static boolean isByCycle(String name) {
        return !Set.of("parked", "lapses", "rejects", "runs").contains(name);
    }

    /** Whether a table can be had of one account. */
    public static boolean isByAccount(String name) {
        return !Set.of("rejects", "runs").contains(name);
    }

    /**
     * Writes a table.
     *
     * @param cycle a month such as 2026-10, or null for all
     * @param account an account id, or null for all
     * @return the number of rows
     */
    public long export(String name, @Nullable String cycle, @Nullable String account, OutputStream out) {
        Sql sql = EXPORTS.get(name);
        if (sql == null) {
            throw new IllegalArgumentException(name);
        }
        return database.inTransaction(() -> {
            database.sql(SET_FILTER)
                    .param("cycle", cycle == null ? "" : cycle)
                    .param("account", account == null ? "" : account)
                    .query(row -> {});
            return database.onConnection(connection ->
                    connection.getCopyAPI().copyOut(COPY.text().replace(":table", sql.text()), out));
        });
    }
}
