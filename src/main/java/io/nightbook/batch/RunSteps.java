package io.nightbook.batch;

import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.domain.account.Country;
import io.nightbook.domain.invoice.TaxTable.Tax;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.Meters;
import io.nightbook.postgres.PostStore;
import io.nightbook.postgres.PostStore.Residence;
import io.nightbook.postgres.Proof;
import io.nightbook.postgres.ReplayStore;
import io.nightbook.postgres.RollupStore;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.MonthOver;
import io.nightbook.postgres.StageStore;
import io.nightbook.postgres.WorkStore;
import io.nightbook.postgres.WorkStore.Range;
import io.nightbook.postgres.WorkStore.Work;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the steps of a run do, each in the running transaction: the same for a run, which commits them one by one, and for a
 * preview, which undoes them all.
 */
final class RunSteps {

    private final Books books;
    private final Meters meters;
    private final WorkStore works;
    private final ReplayWriter writer;
    private final PostStore posts;
    private final RunStore runs;
    private final RunContext run;

    RunSteps(Books books, Meters meters, RunContext run) {
        Database database = books.database();
        this.books = books;
        this.meters = meters;
        this.run = run;
        this.works = new WorkStore(database);
        this.writer = new ReplayWriter(
                books.catalog(),
                new ReplayStore(database, books.catalog(), meters),
                new StageStore(database, books.catalog()));
        this.posts = new PostStore(database);
        this.runs = new RunStore(database);
    }

    RunContext run() {
        return run;
    }

    /** Keeps everybody else from the run until the running transaction ends. */
    private void hold() {
        Refused.ifTaken(runs, run.claim());
    }

    /** Rolls up what came in; a rerun of parked accounts finds theirs rolled up already. */
    long rollUp() {
        hold();
        return run.isRerun() ? 0 : new RollupStore(books.database()).rollUp(run.run(), run.asOf(), meters);
    }

    /** Lists the accounts to look at, anew, and cuts them into ranges with about as much work in each. */
    List<Range> partitions(int parts) {
        Integer only = run.only();
        books.database().inTransaction(() -> {
            hold();
            works.list(run.request(), only == null ? Range.ALL : new Range(only, only));
            return run;
        });
        return works.partitions(run.request(), parts);
    }

    /** How many accounts are listed. */
    long listed() {
        return works.count(run.request());
    }

    List<Work> work(Range range, int limit) {
        return works.work(run.request(), range, limit);
    }

    void replay(List<Work> chunk) {
        hold();
        writer.write(run.request(), chunk);
    }

    /** Finds the taxes of the payers on the issue date, and parks the accounts that cannot be invoiced. */
    void close() {
        hold();
        posts.analyze();
        LocalDate issueDate = issueDate();
        Map<Residence, Tax> taxes = new LinkedHashMap<>();
        for (Residence of : posts.residences(run.run())) {
            Tax tax = books.seller().taxes().of(of.country(), of.taxId(), issueDate);
            if (tax != null) {
                taxes.put(of, tax);
            }
        }
        posts.addTaxes(run.run(), taxes);
        Map<Integer, String> reasons = new LinkedHashMap<>();
        posts.untaxed(run.run()).forEach(untaxed -> reasons.put(untaxed.account(), untaxed(untaxed, issueDate)));
        if (!reasons.isEmpty()) {
            posts.park(run.run(), reasons);
        }
    }

    private static String untaxed(PostStore.Untaxed account, LocalDate issueDate) {
        String country = String.valueOf(account.country());
        return Country.isOne(country)
                ? "payer " + account.payerId() + " owes the tax of " + country
                        + ", but seller.yaml has no rate of it on " + issueDate
                        + "; add one and run the account again"
                : "payer " + account.payerId() + " has the country " + country
                        + ", which is not in ISO 3166, so that nobody knows its tax; " + Country.remedy(country)
                        + " in an accounts file, import it and run the account again";
    }

    private LocalDate issueDate() {
        return (run.closing() == null ? run.asOf() : run.closing().by())
                .atZone(books.seller().zone())
                .toLocalDate();
    }

    private MonthOver monthOver() {
        YearMonth now = YearMonth.from(issueDate());
        return new MonthOver(
                now.minusMonths(1),
                now.atDay(1).atStartOfDay(books.seller().zone()).toInstant());
    }

    /**
     * Books what is staged, invoices what is closed, proves it, and marks the run as posted: all or nothing.
     *
     * @throws Refused if a check finds anything
     */
    Map<String, BigDecimal> post() {
        hold();
        if (run.closing() == null) {
            // else closing has done it
            posts.analyze();
        }
        posts.sum(run.run());
        Proof proof = new Proof(books.database());
        proof.begin(run.run());
        posts.book(run.run());
        if (run.closing() != null) {
            posts.invoice(run.run(), run.closing().by(), issueDate(), books.seller());
        }
        Refused.ifAnyFailed(
                proof.of(run.run()), "The proof of run " + run.run() + " failed, so nothing of it is posted.");
        posts.moveStates(run.run(), run.asOf());
        new CatalogInUse(books.database(), books.catalog()).usePlans(run.asOf());
        Map<String, BigDecimal> totals = posts.totals(run.run());
        if (!runs.post(run.claim(), json(totals), run.isMonthEnd() ? monthOver() : null)) {
            throw Refused.taken(run.run());
        }
        posts.clear();
        books.database().refreshStatistics();
        return totals;
    }

    void publish(Runner.Listener listener) {
        new Documents(books, listener).publish(run.claim());
    }

    void alert() {
        hold();
        posts.alert(run.run(), books.catalog().alerts());
    }

    static String json(Map<String, BigDecimal> totals) {
        return totals.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue().toPlainString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static boolean isCredits(BigDecimal value) {
        return value.scale() == Credits.PLACES;
    }
}
