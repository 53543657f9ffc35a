package io.nightbook.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The proof of a run: invariants as queries, each of which must return no row, over what the run touched.
 *
 * <p>Read in the transaction that posts: a run that cannot prove itself does not post.
 */
public final class Proof {

    private static final Sql SET_RUN = Sql.query("post/set-run");
    private static final Sql TOUCH = Sql.query("post/touch-accounts");
    private static final Sql TOUCH_ALL = Sql.query("post/touch-all");
    private static final List<Sql> CHECKS = List.of(
            Sql.check("batches-add-up"),
            Sql.check("values-add-up"),
            Sql.check("carries-are-linked"),
            Sql.check("cycles-add-up"),
            Sql.check("cycles-follow-each-other"),
            Sql.check("cycles-match-ledger"),
            Sql.check("cycles-match-usage"),
            Sql.check("charges-are-invoiced"),
            Sql.check("invoices-add-up"),
            Sql.check("invoices-have-no-gap"),
            Sql.check("overage-matches-ledger"));
    private static final int SHOWN = 3;

    private final Database database;

    public Proof(Database database) {
        this.database = database;
    }

    /** A check that found something, with the first rows as text. */
    public record Failure(String check, List<String> rows) {
        @Override
        public String toString() {
            return check + ": " + String.join("; ", rows);
        }
    }

    /** Checks what a run touched; the names of all checks with what failed, in order. */
    public List<Failure> of(int run) {
        database.sql(SET_RUN).param("run", run).query(row -> {});
        database.sql(TOUCH).param("run", run).update();
        return check();
    }

    /** Checks all accounts. */
    public List<Failure> ofEverything() {
        return database.inTransactionUndone(() -> {
            database.sql(SET_RUN).param("run", 0).query(row -> {});
            database.sql(TOUCH_ALL).update();
            return check();
        });
    }

    public static int size() {
        return CHECKS.size();
    }

    private List<Failure> check() {
        List<Failure> failures = new ArrayList<>();
        for (Sql check : CHECKS) {
            List<String> rows = database.sql(check)
                    .query((row, n) -> {
                        Map<String, Object> values = new LinkedHashMap<>();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            values.put(row.getMetaData().getColumnLabel(i), String.valueOf(row.getObject(i)));
                        }
                        return values.toString();
                    })
                    .list();
            if (!rows.isEmpty()) {
                failures.add(new Failure(check.name(), rows.subList(0, Math.min(SHOWN, rows.size()))));
            }
        }
        return failures;
    }
}
