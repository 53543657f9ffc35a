package io.nightbook.domain.settlement;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.cycle.Closing;
import io.nightbook.domain.cycle.ClosingRequest;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.AccountState.Phase;
import io.nightbook.domain.replay.Replay;
import io.nightbook.domain.replay.Replayed;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.replay.Tiers;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One settlement: tiers, the replay, the difference to what is booked, what is due, and where the account stands then. */
final class Settling {

    private static final Comparator<RatedUsage> BY_SLOT = Comparator.comparing(RatedUsage::slot)
            .thenComparing(RatedUsage::timing)
            .thenComparingInt(RatedUsage::meter);

    private final Catalog catalog;
    private final AccountBooks books;
    private final Account account;
    private final Instant asOf;
    private final @Nullable ClosingRequest closing;

    Settling(Catalog catalog, AccountBooks books, Instant asOf, @Nullable ClosingRequest closing) {
        this.catalog = catalog;
        this.books = books;
        this.account = books.account();
        this.asOf = asOf;
        this.closing = closing;
    }

    Settlement settle() {
        Map<TieredEvent, Credits> tiered = rateTiers();
        Replayed replayed = replay(tiered);
        List<CreditBatch> added = new ArrayList<>();
        List<CreditBatch> changed = new ArrayList<>();
        Set<String> known = new HashSet<>(books.held().keySet());
        for (CreditBatch batch : replayed.batches()) {
            BookedBatch held = books.held().get(batch.id());
            if (held == null) {
                added.add(batch);
                known.add(batch.id());
            } else if (!held.equals(BookedBatch.of(batch))) {
                changed.add(batch);
            }
        }
        List<Movement> entries = difference(replayed);
        for (Movement entry : entries) {
            if (!known.contains(entry.batchId())) {
                return Parked.lost(entry.batchId());
            }
        }
        tiered.entrySet()
                .removeIf(entry -> entry.getValue().equals(entry.getKey().rated()));
        List<Finished> closed = closing == null ? List.of() : Closing.due(account, replayed.finished(), closing);
        return new Settled(replayed, entries, added, changed, closed, tiered, next(replayed, closed, added));
    }

    // ---------------------------------------------------------------- tiers, and what should stand

    private Replayed replay(Map<TieredEvent, Credits> tiered) {
        return Replay.replay(
                catalog, account, books.opening(), books.subscriptions(), books.batches(), usage(tiered), asOf);
    }

    /** Rates what tiers decide; where the cycles begin does not depend on it. */
    private Map<TieredEvent, Credits> rateTiers() {
        if (books.tiered().isEmpty()) {
            return new LinkedHashMap<>();
        }
        Map<TieredEvent, Credits> unrated = new LinkedHashMap<>();
        books.tiered().forEach(event -> unrated.put(event, Credits.ZERO));
        Replayed outline = replay(unrated);
        List<LocalDate> cycles = new ArrayList<>();
        outline.finished().forEach(finished -> cycles.add(finished.cycle().firstDay()));
        if (outline.current() != null) {
            cycles.add(outline.current().firstDay());
        }
        return Tiers.rate(catalog, books.tiered(), cycles);
    }

    private List<RatedUsage> usage(Map<TieredEvent, Credits> tiered) {
        AccountState opening = books.opening();
        List<RatedUsage> usage = new ArrayList<>(books.usage());
        tiered.forEach((event, credits) -> {
            Instant slot = event.timing() == Timing.LATE ? account.days().startOf(event.bearsOn()) : event.occurredAt();
            if (opening == null || !slot.isBefore(opening.at())) {
                usage.add(new RatedUsage(slot, event.timing(), event.meter(), credits, BigDecimal.ZERO));
            }
        });
        usage.sort(BY_SLOT);
        return usage;
    }

    // ---------------------------------------------------------------- the difference

    /** What should stand less what is booked. */
    private List<Movement> difference(Replayed replayed) {
        Map<EntryKey, EntrySum> rest = new LinkedHashMap<>();
        replayed.movements()
                .forEach(movement -> rest.merge(EntryKey.of(movement), EntrySum.of(movement), EntrySum::plus));
        books.entries().forEach((key, sum) -> rest.merge(key, sum.negated(), EntrySum::plus));
        List<Movement> difference = new ArrayList<>();
        rest.forEach((key, sum) -> {
            if (!sum.isZero()) {
                difference.add(new Movement(key.batchId(), key.kind(), key.effectiveAt(), sum.credits(), sum.value()));
            }
        });
        return difference;
    }

    // ---------------------------------------------------------------- where it stands then

    private Settled.Next next(Replayed replayed, List<Finished> closed, List<CreditBatch> added) {
        AccountState end =
                closed.isEmpty() ? null : closed.get(closed.size() - 1).end();
        Set<String> lots = new HashSet<>();
        if (end != null) {
            end.lots().forEach(lot -> lots.add(lot.batch().id()));
        }
        List<String> dropped = new ArrayList<>();
        books.held().forEach((id, held) -> {
            if (!lots.contains(id) && liesBefore(end, held.nominalAt())) {
                dropped.add(id);
            }
        });
        return new Settled.Next(
                end,
                checkpoint(replayed, end, closed.size()),
                replayed.nextAt(),
                closeAt(replayed, closed.size()),
                dropped,
                added.stream()
                        .filter(batch -> lots.contains(batch.id()) || !liesBefore(end, batch.nominalAt()))
                        .map(CreditBatch::id)
                        .toList());
    }

    /** Whether an instant lies in the time that is closed now; a batch from there that is no lot at its end has ended. */
    private static boolean liesBefore(@Nullable AccountState end, Instant at) {
        return end != null && at.isBefore(end.at());
    }

    /** The state that the next replay may go on from, if it lies after the closed time. */
    private @Nullable AccountState checkpoint(Replayed replayed, @Nullable AccountState end, int closed) {
        AccountState latest = replayed.checkpoint() == null ? books.opening() : replayed.checkpoint();
        if (latest == null
                || latest.phase() != Phase.BEFORE
                || (end != null && !latest.at().isAfter(end.at()))) {
            return null;
        }
        return latest.closed(closed);
    }

    private @Nullable Instant closeAt(Replayed replayed, int closed) {
        if (replayed.finished().size() > closed) {
            return Closing.dueAt(account, replayed.finished().get(closed).cycle());
        }
        RunningCycle current = replayed.current();
        return current == null ? null : Closing.dueAt(account, current);
    }
}
