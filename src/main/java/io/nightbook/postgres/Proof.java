package io.nightbook.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The proof of a run: invariants as queries, each of which must return no row.
 *
 * <p>By induction: the books before, and what was booked, are the books after; so a night costs what the night books,
 * however long the books are. The whole books are proven by the same checks, as if one run had booked all of them. Read in
 * the transaction that posts: a run that cannot prove itself does not post.
 */
public final class Proof {

    private static final Sql SET_RUN = Sql.query("proof/set-run");
    private static final List<Sql> BEFORE =
            List.of(Sql.query("proof/remember-batches"), Sql.query("proof/remember-cycles"));
    private static final Sql MARK = Sql.query("proof/mark-entries");
    private static final Sql FIND_INVOICES = Sql.query("proof/find-invoices");
    private static final List<Sql> AFTER = List.of(
            Sql.query("proof/find-batches"),
            Sql.query("proof/find-cycles"),
            FIND_INVOICES,
            Sql.query("proof/analyze-after"),
            Sql.query("proof/find-recut"),
            Sql.query("proof/analyze-recut"),
            Sql.query("proof/forget-recut"),
            Sql.query("proof/sum-entries"),
            Sql.query("proof/sum-usage"));
    private static final List<Sql> EVERYTHING = List.of(
            Sql.query("proof/open-batches-before"),
            Sql.query("proof/open-cycles-before"),
            Sql.query("proof/open-batches"),
            Sql.query("proof/open-cycles"),
            Sql.query("proof/open-invoices"),
            Sql.query("proof/open-documents"),
            Sql.query("proof/open-entries"),
            Sql.query("proof/open-usage"));
    private static final Sql ANALYZE = Sql.query("proof/analyze-sums");
    private static final List<Sql> CHECKS = List.of(
            Sql.check("batches-add-up"),
            Sql.check("values-add-up"),
            Sql.check("carries-are-linked"),
            Sql.check("cycles-add-up"),
            Sql.check("cycles-follow-each-other"),
            Sql.check("cycles-match-ledger"),
            Sql.check("cycles-match-usage"),
            Sql.check("invoices-add-up"),
            Sql.check("invoices-have-no-gap"),
            Sql.check("overage-matches-ledger"));
    /** What only the run itself can tell: its charges are not kept. */
    private static final Sql CHARGES = Sql.check("charges-are-invoiced");

    private static final Sql FIND_DOCUMENTS = Sql.query("proof/find-documents");
    private static final Sql DOCUMENTS = Sql.check("documents-match-invoices");
    private static final int SHOWN = 3;

    private final Database database;
    private long mark;

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

    /** Remembers how what a run will touch, by {@link PostStore#sum}, stands before it books, in the running transaction. */
    public void begin(int run) {
        all(BEFORE, run);
        // known to the planner as a number, so that it reads the end of the ledger and not all of it
        mark = database.sql(MARK).query(Long.class).single();
    }

    /** Checks what a run booked since {@link #begin}; the checks that failed, in order. */
    public List<Failure> of(int run) {
        database.sql(SET_RUN).param("run", run).query(row -> {});
        all(AFTER, run);
        List<Failure> failures = check();
        check(CHARGES, failures);
        return failures;
    }

    /** Checks a posted run's documents against its invoices, in the running transaction, before anybody sees them. */
    public List<Failure> ofDocuments(int run) {
        all(List.of(FIND_INVOICES, FIND_DOCUMENTS), run);
        List<Failure> failures = new ArrayList<>();
        check(DOCUMENTS, failures);
        return failures;
    }

    /** Checks all the books, with their documents. */
    public List<Failure> ofEverything() {
        return database.inTransactionUndone(() -> {
            all(EVERYTHING, 0);
            List<Failure> failures = check();
            check(DOCUMENTS, failures);
            return failures;
        });
    }

    /** How many checks a run holds to when it posts, and all the books when they are proven. */
    public static int size() {
        return CHECKS.size() + 1;
    }

    private void all(List<Sql> statements, int run) {
        for (Sql statement : statements) {
            database.sql(statement).param("run", run).param("mark", mark).update();
        }
    }

    private List<Failure> check() {
        database.sql(ANALYZE).update();
        List<Failure> failures = new ArrayList<>();
        CHECKS.forEach(check -> check(check, failures));
        return failures;
    }

    private void check(Sql check, List<Failure> failures) {
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
}
