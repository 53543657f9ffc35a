package io.nightbook.batch;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Term;
import io.nightbook.domain.catalog.TermEdit;
import io.nightbook.domain.catalog.TermEdit.InUse;
import io.nightbook.domain.catalog.Terms;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.TermStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private List<TermEdit> edits() {
        return TermEdit.between(store.inUse(), all());
    }

    private List<Term> all() {
        List<Term> all = new ArrayList<>(plans);
        all.addAll(meters);
        return all;
    }

    /**
     * Lets no work begin with a catalog that was edited.
     *
     * @throws EditedCatalog if it says anything otherwise than the terms in use
     */
    public void refuseEdits() {
        List<TermEdit> edits = edits();
        if (!edits.isEmpty()) {
            throw new EditedCatalog(edits);
        }
    }

    /**
     * From now on the terms in use are what the catalog says, on the same days: the next run reckons anew all that is open.
     * Answers in what they differed.
     */
    public List<TermEdit> acceptEdits() {
        return database.inTransaction(() -> {
            List<TermEdit> edits = edits();
            Map<String, LocalDate> until = new HashMap<>();
            store.inUse().forEach(use -> until.merge(use.term().subject(), use.until(), CatalogInUse::later));
            List<InUse> now = new ArrayList<>();
            for (Term term : all()) {
                LocalDate last = until.get(term.subject());
                if (last != null) {
                    now.add(new InUse(term, last));
                }
            }
            store.replace(now);
            return edits;
        });
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** A run posted under the plans. */
    void usePlans(Instant asOf) {
        use(plans, asOf);
    }

    /** Usage up to an instant was rated. Kept at once, so that imports do not wait for each other's end. */
    void useRates(Instant latest) {
        database.inOwnTransaction(() -> use(meters, latest));
    }

    private void use(List<Term> terms, Instant until) {
        LocalDate day = until.atOffset(EARLIEST).toLocalDate();
        store.use(terms.stream().map(term -> new InUse(term, day)).toList());
    }
}
