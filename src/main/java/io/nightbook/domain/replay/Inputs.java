package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.usage.RatedUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is new since the opening state, put in the order in which the timeline meets it; what lies after the as-of instant
 * is not seen.
 *
 * @param rows subscription rows that have not acted yet, by date; where they are dated in closed time they are late
 * @param history all rows by arrival, to look up a last day that was filled in later
 * @param pending batches that are not effective yet, by the instant at which they will be
 * @param terms the present terms of imported batches by id: a void may have been filled in later
 * @param hidden the earliest instant of what lies after the as-of instant, or null
 * @param seen the highest arrival among all of them
 */
record Inputs(
        List<SubscriptionRow> rows,
        Map<Long, SubscriptionRow> history,
        List<CreditBatch> pending,
        Map<String, CreditBatch> terms,
        List<RatedUsage> usage,
        @Nullable Instant hidden,
        long seen) {

    static Inputs of(
            Account account,
            @Nullable AccountState opening,
            List<SubscriptionRow> history,
            List<CreditBatch> batches,
            List<RatedUsage> usage,
            Instant asOf) {
        long seenBefore = opening == null ? 0 : opening.seen();
        Instant at = opening == null ? Instant.MIN : opening.at();
        Map<Long, SubscriptionRow> byArrival = new HashMap<>();
        history.forEach(row -> byArrival.put(row.arrival(), row));
        List<CreditBatch> pending = new ArrayList<>();
        Map<String, CreditBatch> terms = new HashMap<>();
        Instant hidden = null;
        for (SubscriptionRow row : history) {
            hidden = Lots.earlier(hidden, account.days().startOf(row.startsOn()), asOf.plusNanos(1));
        }
        Set<String> live = new HashSet<>();
        if (opening != null) {
            opening.lots().forEach(lot -> live.add(lot.batch().id()));
        }
        for (CreditBatch batch : batches) {
            terms.put(batch.id(), batch);
            if (live.contains(batch.id())) {
                continue;
            }
            Instant effective = later(batch.nominalAt(), at);
            if (effective.isAfter(asOf)) {
                hidden = Lots.earlier(hidden, effective, asOf);
                continue;
            }
            if (batch.arrival() > seenBefore || !batch.nominalAt().isBefore(at)) {
                pending.add(batch.effectiveFrom(effective));
            }
        }
        pending.sort(Comparator.comparing(CreditBatch::effectiveAt).thenComparing(CreditBatch::id, Ids.ORDER));
        long seen = seenBefore;
        for (CreditBatch batch : batches) {
            seen = Math.max(seen, batch.arrival());
        }
        for (SubscriptionRow row : history) {
            seen = Math.max(seen, row.arrival());
        }
        return new Inputs(rows(account, history, at, seenBefore, asOf), byArrival, pending, terms, usage, hidden, seen);
    }

    /** Of several rows on one day the last accepted stands; rows that acted before the opening are done. */
    private static List<SubscriptionRow> rows(
            Account account, List<SubscriptionRow> history, Instant at, long seenBefore, Instant asOf) {
        Map<LocalDate, SubscriptionRow> standing = new TreeMap<>();
        for (SubscriptionRow row : history) {
            standing.merge(row.startsOn(), row, (a, b) -> a.arrival() > b.arrival() ? a : b);
        }
        Collection<SubscriptionRow> rows = standing.values();
        return rows.stream()
                .filter(row -> !account.days().startOf(row.startsOn()).isAfter(asOf))
                .filter(row -> row.arrival() > seenBefore
                        || !account.days().startOf(row.startsOn()).isBefore(at))
                .toList();
    }

    /** The lot with the present terms of its batch: a void may have been filled in since. */
    Lot refreshed(Lot lot) {
        CreditBatch now = terms.get(lot.batch().id());
        return now == null ? lot : new Lot(lot.batch().voided(now.voidedAt()), lot.gone());
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
