package io.nightbook.batch.catalog;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Term;
import io.nightbook.domain.catalog.TermEdit;
import io.nightbook.domain.catalog.TermEdit.InUse;
import io.nightbook.domain.catalog.Terms;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.TermStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the catalog to what the books were made with: terms in use are followed by newer ones, never edited, unless someone
 * accepts it. Rates are in use once usage has been rated by them, plans once a run has posted under them.
 */
public final class CatalogInUse {

    /** Where a day begins first. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    private final Database database;
    private final TermStore store;
    private final List<Term> plans;
    private final List<Term> meters;

    public CatalogInUse(Database database, Catalog catalog) {
        this.database = database;
        this.store = new TermStore(database);
        this.plans = Terms.ofPlans(catalog);
        this.meters = Terms.ofMeters(catalog);
    }

    private List<Term> all() {
        List<Term> all = new ArrayList<>(plans);
        all.addAll(meters);
        return all;
    }

    /** Those terms whose subjects were in use, and until when those were. */
    private static List<InUse> inUse(List<Term> terms, Map<String, LocalDate> lastDays) {
        List<InUse> inUse = new ArrayList<>();
        for (Term term : terms) {
            LocalDate last = lastDays.get(term.subject());
            if (last != null) {
                inUse.add(new InUse(term, last));
            }
        }
        return inUse;
    }

    /**
     * Lets no work begin with a catalog that was edited.
     *
     * @throws EditedCatalog if it says anything otherwise than the terms in use
     */
    public void refuseEdits() {
        List<TermEdit> edits = TermEdit.between(store.inUse(), all());
        if (!edits.isEmpty()) {
            throw new EditedCatalog(edits);
        }
    }

    /**
     * From now on the terms in use are what the catalog says, on the same days: the next run reckons anew all that is open.
     * Answers in what they differed. No run goes on meanwhile: it would post under what was in use.
     */
    public List<TermEdit> acceptEdits() {
        return database.inTransaction(this::accepted);
    }

    private List<TermEdit> accepted() {
        new AccountStore(database).lockInputs();
        List<InUse> before = store.inUse();
        List<Term> catalog = all();
        List<TermEdit> edits = TermEdit.between(before, catalog);
        if (edits.isEmpty()) {
            return edits;
        }
        Set<String> said = catalog.stream().map(Term::subject).collect(Collectors.toSet());
        List<InUse> now = inUse(catalog, TermEdit.lastUses(before));
        // what the catalog does not speak of may come back, as it was
        before.stream().filter(use -> !said.contains(use.term().subject())).forEach(now::add);
        store.replace(now);
        return edits;
    }

    /** A run posted under the plans. */
    public void usePlans(Instant asOf) {
        LocalDate day = asOf.atOffset(EARLIEST).toLocalDate();
        store.use(plans.stream().map(term -> new InUse(term, day)).toList());
    }

    /**
     * Usage was rated. Kept at once, so that imports do not wait for each other's end.
     *
     * @param lastDays the last local day of each meter, by its id
     * @throws EditedCatalog if meanwhile another catalog has come into use
     */
    public void useRates(Map<String, LocalDate> lastDays) {
        Map<String, LocalDate> bySubject = new HashMap<>();
        lastDays.forEach((meter, day) -> bySubject.put(Terms.subject(meter), day));
        database.inOwnTransaction(() -> {
            store.use(inUse(meters, bySubject));
            refuseEdits();
        });
    }
}
