package io.nightbook.postgres;

import io.nightbook.domain.invoice.Seller;
import io.nightbook.domain.invoice.TaxTable.Tax;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves what a run staged into the books: one transaction, set by set. */
public final class PostStore {

    private static final Sql FIND_RESIDENCES = Sql.query("post/find-residences");
    private static final Sql ADD_TAXES = Sql.query("post/add-taxes");
    private static final Sql PARK_UNTAXED = Sql.query("post/park-untaxed");
    private static final Sql PARK = Sql.query("post/park-accounts");
    private static final Sql ANALYZE = Sql.query("post/analyze-stage");
    private static final List<Sql> SUM = List.of(Sql.query("post/sum-movements"), Sql.query("post/analyze-movements"));
    private static final List<Sql> BOOK = List.of(
            Sql.query("post/book-batches"),
            Sql.query("post/change-batches"),
            Sql.query("post/book-movements"),
            Sql.query("post/sum-batches"),
            Sql.query("post/drop-cycles"),
            Sql.query("post/book-cycles"),
            Sql.query("post/keep-tiers"));
    private static final Sql MOVE_STATES = Sql.query("post/move-states");
    private static final Sql MOVE_PARKED = Sql.query("post/move-parked");
    private static final Sql ADD_PARKED = Sql.query("post/add-parked");
    private static final Sql ADD_ALERTS = Sql.query("post/add-alerts");
    private static final Sql CLEAR = Sql.query("post/clear-stage");
    private static final Sql COUNT = Sql.query("post/count-totals");
    private static final Sql LOCK_SERIES = Sql.query("invoice/lock-series");
    private static final Sql MARK_PAID = Sql.query("invoice/mark-paid");
    private static final Sql ADD_INVOICES = Sql.query("invoice/add-invoices");
    private static final Sql ANALYZE_INVOICES = Sql.query("invoice/analyze-invoices");
    private static final Sql ADD_LINES = Sql.query("invoice/add-lines");

    private final Database database;

    public PostStore(Database database) {
        this.database = database;
    }

    /** What decides the tax of payers: their country, and one of their tax ids if they have any. */
    public record Residence(
            @Nullable String country, @Nullable String taxId) {}

    /** An account that cannot be invoiced. */
    public record Untaxed(
            int account, String payerId, @Nullable String country) {}

    public void analyze() {
        database.sql(ANALYZE).update();
    }

    /** Where those reside for whom the run has lines, each combination once. */
    public List<Residence> residences(int run) {
        return database.sql(FIND_RESIDENCES)
                .param("run", run)
                .query((row, n) -> new Residence(row.getString("country"), row.getString("tax_id")))
                .list();
    }

    public void addTaxes(int run, Map<Residence, Tax> taxes) {
        List<Tax> values = List.copyOf(taxes.values());
        database.sql(ADD_TAXES)
                .param("run", run)
                .param(
                        "countries",
                        taxes.keySet().stream().map(Residence::country).toArray(String[]::new))
                .param("tax_ids", taxes.keySet().stream().map(Residence::taxId).toArray(String[]::new))
                .param("categories", values.stream().map(Tax::category).toArray(String[]::new))
                .param("rates", values.stream().map(Tax::percent).toArray(BigDecimal[]::new))
                .update();
    }

    public List<Untaxed> untaxed(int run) {
        return database.sql(PARK_UNTAXED)
                .param("run", run)
                .query((row, n) ->
                        new Untaxed(row.getInt("account_no"), row.getString("payer_id"), row.getString("country")))
                .list();
    }

    public void park(int run, Map<Integer, String> reasons) {
        database.sql(PARK)
                .param("run", run)
                .param("accounts", reasons.keySet().toArray(Integer[]::new))
                .param("reasons", reasons.values().toArray(String[]::new))
                .update();
    }

    /** Sums what the run will book, by batch, for the running transaction. */
    public void sum(int run) {
        SUM.forEach(statement -> database.sql(statement).param("run", run).update());
    }

    /** Books what is summed, where {@link Proof#begin} remembers how it stood. */
    public void book(int run) {
        // what they change is reckoned from the credits that stand, so before the new ones are kept
        new RollupStore(database).rateTiers(run);
        for (Sql statement : BOOK) {
            database.sql(statement).param("run", run).update();
        }
    }

    public void moveStates(int run, Instant asOf) {
        database.sql(MOVE_STATES)
                .param("run", run)
                .param("as_of", Database.at(asOf))
                .update();
        database.sql(MOVE_PARKED).param("run", run).update();
        database.sql(ADD_PARKED).param("run", run).update();
    }

    /** Invoices of what the run closes, numbered without gaps. */
    public void invoice(int run, Instant asOf, LocalDate issueDate, Seller seller) {
        database.sql(LOCK_SERIES).param("series", seller.series()).query(row -> {});
        database.sql(MARK_PAID)
                .param("run", run)
                .param("as_of", Database.at(asOf))
                .update();
        database.sql(ADD_INVOICES)
                .param("run", run)
                .param("series", seller.series())
                .param("year", issueDate.getYear())
                .param("issue_date", issueDate)
                .param("due_date", seller.dueDate(issueDate))
                .param("seller", SellerJson.of(seller))
                .update();
        database.sql(ANALYZE_INVOICES).update();
        database.sql(ADD_LINES).param("run", run).update();
    }

    public void alert(int run, List<Integer> thresholds) {
        database.sql(ADD_ALERTS)
                .param("run", run)
                .param("thresholds", thresholds.toArray(Integer[]::new))
                .update();
    }

    /** The counts and sums of a run, by name. */
    public Map<String, BigDecimal> totals(int run) {
        return database.sql(COUNT)
                .param("run", run)
                .query((row, n) -> {
                    Map<String, BigDecimal> totals = new LinkedHashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        totals.put(row.getMetaData().getColumnLabel(i), row.getBigDecimal(i));
                    }
                    return totals;
                })
                .single();
    }

    /** Forgets all that is staged: one run at a time stages anything. */
    public void clear() {
        database.sql(CLEAR).update();
    }
}
