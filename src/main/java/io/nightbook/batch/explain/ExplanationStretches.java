package io.nightbook.batch.explain;

import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.ExplainStore.Entry;
import io.nightbook.postgres.ExplainStore.Held;
import io.nightbook.postgres.ExplainStore.Stage;
import io.nightbook.postgres.ExplainStore.Used;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stretches of an account: its local days, cut where a batch became effective, lapsed or was voided inside one.
 *
 * <p>An end in closed time counts as it was booked: a void that came after the close cut nothing there.
 */
final class ExplanationStretches {

    private final ExplanationFacts facts;
    private final NavigableSet<Instant> cuts = new TreeSet<>();

    ExplanationStretches(ExplanationFacts facts) {
        this.facts = facts;
        cuts.addAll(bookedInstants());
        for (Held held : facts.dossier().batches()) {
            if (held.stage() == Stage.BOOKED) {
                cuts.add(held.batch().effectiveAt());
                addEnd(held.batch());
            }
        }
    }

    /** The part of a local day in which the same batches live. */
    record Stretch(Instant from, Instant until, LocalDate day) {}

    private void addEnd(CreditBatch batch) {
        Instant end = batch.expiresAt();
        Instant voided = batch.voidedAt();
        if (voided != null && (end == null || voided.isBefore(end))) {
            end = voided;
            Instant closed = facts.dossier().holder().closedUntil();
            if (closed != null && end.isBefore(closed)) {
                return;
            }
        }
        if (end != null && end.isAfter(batch.effectiveAt())) {
            cuts.add(end);
        }
    }

    /** Instants at which something stands in the ledger: each is a boundary, whatever is known of batches. */
    private NavigableSet<Instant> bookedInstants() {
        record Key(Instant at, String batch, Object kind) {}
        Map<Key, Credits> sums = new HashMap<>();
        for (Entry entry : facts.dossier().entries()) {
            sums.merge(new Key(entry.effectiveAt(), entry.batchId(), entry.kind()), entry.credits(), Credits::plus);
        }
        NavigableSet<Instant> booked = new TreeSet<>();
        sums.forEach((key, sum) -> {
            if (!sum.isZero()) {
                booked.add(key.at());
            }
        });
        return booked;
    }

    /** The stretch that starts at an instant. */
    Stretch from(Instant start) {
        LocalDate day = facts.days().dateOf(start);
        Instant dayEnd = facts.days().startOf(day.plusDays(1));
        Instant cut = cuts.higher(start);
        return new Stretch(start, cut != null && cut.isBefore(dayEnd) ? cut : dayEnd, day);
    }

    /** The stretch in which an event was drawn: its own, or the first of the cycle that bears it. */
    Stretch of(Used event) {
        if (event.isLate()) {
            return from(facts.days().startOf(event.bearsOn()));
        }
        Instant dayStart = facts.days().startOf(event.day());
        Instant cut = cuts.floor(event.occurredAt());
        return from(cut != null && cut.isAfter(dayStart) ? cut : dayStart);
    }

    /** Events by the start of their stretch, in the order of time. */
    SortedMap<Instant, List<Used>> byStart(List<Used> events) {
        SortedMap<Instant, List<Used>> byStart = new TreeMap<>();
        for (Used event : events) {
            byStart.computeIfAbsent(of(event).from(), start -> new ArrayList<>())
                    .add(event);
        }
        return byStart;
    }
}
