package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.cycle.ClosingRequest;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.Story.Input;
import io.nightbook.domain.replay.Story.Use;
import io.nightbook.domain.settlement.AccountBooks;
import io.nightbook.domain.settlement.BookedBatch;
import io.nightbook.domain.settlement.EntryKey;
import io.nightbook.domain.settlement.EntrySum;
import io.nightbook.domain.settlement.Settled;
import io.nightbook.domain.settlement.Settlement;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.Rating;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The books of one account in memory, as the stores keep them: inputs arrive one by one, what a settlement gives is booked, a
 * checkpoint is built on only if nothing new is dated before it.
 */
final class Bookkeeper {

    private final Catalog catalog;
    private final Account account;
    private final Map<LocalDate, SubscriptionRow> rows = new LinkedHashMap<>();
    private final Map<String, CreditBatch> batches = new LinkedHashMap<>();
    private final Map<String, BookedBatch> held = new LinkedHashMap<>();
    private final Map<String, Use> waiting = new LinkedHashMap<>();
    private final Map<String, Borne> borne = new LinkedHashMap<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Map<String, Credits> rated = new HashMap<>();
    private final Map<EntryKey, EntrySum> booked = new HashMap<>();
    private final Map<String, CreditBatch> bookedBatches = new HashMap<>();
    private final List<Finished> closed = new ArrayList<>();
    private long arrivals;
    private @Nullable AccountState closedState;
    private @Nullable AccountState checkpoint;
    private @Nullable LocalDate dirtyOn;
    private @Nullable Instant nextAt;
    private @Nullable Instant closeAt;

    Bookkeeper(Catalog catalog, Account account) {
        this.catalog = catalog;
        this.account = account;
    }

    private record Borne(Use use, LocalDate bearsOn, Timing timing) {}

    // ---------------------------------------------------------------- inputs

    static CreditBatch arrived(CreditBatch batch, long arrival) {
        return new CreditBatch(
                batch.id(),
                batch.kind(),
                batch.allocated(),
                batch.value(),
                batch.span(),
                batch.charge(),
                batch.voidedAt(),
                batch.originId(),
                arrival);
    }

    void take(Input input) {
        if (input instanceof Input.Row in) {
            takeRow(in.row());
        } else if (input instanceof Input.LastDay in) {
            takeRow(in.row());
        } else if (input instanceof Input.Added in) {
            takeBatch(in.batch());
        } else if (input instanceof Input.Voided in) {
            takeBatch(in.batch());
        } else if (input instanceof Input.Used in) {
            waiting.put(in.use().id(), in.use());
        } else if (input instanceof Input.TakenBack in) {
            takeVoid(in.use().id());
        }
    }

    private void takeRow(SubscriptionRow row) {
        SubscriptionRow known = rows.get(row.startsOn());
        if (known != null && row.endsOn() == null) {
            return;
        }
        long arrival = known == null ? ++arrivals : known.arrival();
        rows.put(row.startsOn(), new SubscriptionRow(row.planId(), row.startsOn(), row.endsOn(), arrival));
        touch(row.startsOn().withDayOfMonth(1));
    }

    private void takeBatch(CreditBatch batch) {
        CreditBatch known = batches.get(batch.id());
        if (known != null && batch.voidedAt() == null) {
            return;
        }
        batches.put(batch.id(), arrived(batch, known == null ? ++arrivals : known.arrival()));
        if (known == null) {
            held.put(batch.id(), unbooked(batch));
        }
        touch(account.days().dateOf(batch.nominalAt()));
    }

    private static BookedBatch unbooked(CreditBatch batch) {
        return new BookedBatch(
                batch.creditClass(),
                batch.allocated(),
                batch.nominalAt(),
                null,
                batch.expiresAt(),
                batch.value(),
                batch.originId());
    }

    /** A void of an event that a closed cycle bears is refused. */
    private void takeVoid(String id) {
        Borne event = borne.get(id);
        if (event == null || closedOn() == null || !event.bearsOn().isBefore(closedOn())) {
            takenBack.add(id);
        }
    }

    private void touch(LocalDate day) {
        dirtyOn = earlier(dirtyOn, day);
    }

    private static LocalDate earlier(@Nullable LocalDate a, LocalDate b) {
        return a == null || b.isBefore(a) ? b : a;
    }

    private @Nullable LocalDate closedOn() {
        return closedState == null ? null : account.days().dateOf(closedState.at());
    }

    // ---------------------------------------------------------------- a run

    void run(Instant asOf) {
        run(asOf, null);
    }

    void close(Instant asOf) {
        run(asOf, asOf);
    }

    private void run(Instant asOf, @Nullable Instant closesAt) {
        rollUp(asOf);
        boolean due = nextAt != null && !nextAt.isAfter(asOf);
        boolean closes = closesAt != null && closeAt != null && !closeAt.isAfter(closesAt);
        if (dirtyOn == null && !due && !closes) {
            return;
        }
        Settled settled = settled(opening(), asOf, closesAt);
        settled.entries().forEach(entry -> booked.merge(EntryKey.of(entry), EntrySum.of(entry), EntrySum::plus));
        booked.values().removeIf(EntrySum::isZero);
        settled.rerated().forEach((event, credits) -> rated.put(event.eventId(), credits));
        closed.addAll(settled.closed());
        keep(settled);
        dirtyOn = null;
    }

    private void keep(Settled settled) {
        Settled.Next next = settled.next();
        for (CreditBatch batch : settled.added()) {
            bookedBatches.put(batch.id(), batch);
            if (next.kept().contains(batch.id())) {
                held.put(batch.id(), BookedBatch.of(batch));
            }
        }
        for (CreditBatch batch : settled.changed()) {
            bookedBatches.put(batch.id(), batch);
            held.put(batch.id(), BookedBatch.of(batch));
        }
        next.dropped().forEach(held::remove);
        closedState = next.closed() == null ? closedState : next.closed();
        checkpoint = next.checkpoint();
        nextAt = next.nextAt();
        closeAt = next.closeAt();
    }

    private void rollUp(Instant asOf) {
        LocalDate closedOn = closedOn();
        for (String id : takenBack) {
            Borne event = borne.remove(id);
            if (event != null) {
                touch(event.bearsOn());
            }
            if (waiting.containsKey(id) && waiting.get(id).at().isBefore(asOf)) {
                waiting.remove(id);
            }
        }
        List<Use> due =
                waiting.values().stream().filter(use -> use.at().isBefore(asOf)).toList();
        for (Use use : due) {
            waiting.remove(use.id());
            Borne event = closedOn != null && use.day().isBefore(closedOn)
                    ? new Borne(use, closedOn, Timing.LATE)
                    : new Borne(use, use.day(), Timing.IN_TIME);
            borne.put(use.id(), event);
            touch(event.bearsOn());
        }
    }

    private @Nullable AccountState opening() {
        boolean resumable = checkpoint != null
                && (dirtyOn == null || !dirtyOn.isBefore(account.days().dateOf(checkpoint.at())));
        return resumable ? checkpoint : closedState;
    }

    private Settled settled(@Nullable AccountState opening, Instant asOf, @Nullable Instant closesAt) {
        return settled(
                Settlement.of(catalog, books(opening), asOf, closesAt == null ? null : ClosingRequest.of(closesAt)));
    }

    private static Settled settled(Settlement settlement) {
        if (settlement instanceof Settled settled) {
            return settled;
        }
        throw new AssertionError(settlement);
    }

    private AccountBooks books(@Nullable AccountState opening) {
        return new AccountBooks(
                account,
                opening,
                List.copyOf(rows.values()),
                batches.values().stream()
                        .filter(batch -> held.containsKey(batch.id()))
                        .toList(),
                usage(opening),
                borne.values().stream()
                        .filter(event -> isCumulative(event.use()) && isOpen(event.bearsOn()))
                        .map(this::tiered)
                        .toList(),
                held,
                entries(opening));
    }

    private boolean isOpen(LocalDate day) {
        LocalDate closedOn = closedOn();
        return closedOn == null || !day.isBefore(closedOn);
    }

    private Map<EntryKey, EntrySum> entries(@Nullable AccountState opening) {
        Map<EntryKey, EntrySum> since = new LinkedHashMap<>();
        booked.forEach((key, sum) -> {
            if ((opening == null || !key.effectiveAt().isBefore(opening.at())) && !isClosed(key)) {
                since.put(key, sum);
            }
        });
        return since;
    }

    private TieredEvent tiered(Borne event) {
        Use use = event.use();
        return new TieredEvent(
                use.id(),
                event.bearsOn(),
                event.timing(),
                use.at(),
                use.day(),
                use.meter(),
                use.quantity(),
                rated.get(use.id()),
                use.properties());
    }

    private boolean isCumulative(Use use) {
        return catalog.meters().get(use.meter()).isCumulative();
    }

    private List<RatedUsage> usage(@Nullable AccountState opening) {
        List<RatedUsage> usage = new ArrayList<>();
        for (Borne event : borne.values()) {
            Use use = event.use();
            Instant slot = event.timing() == Timing.LATE ? account.days().startOf(event.bearsOn()) : use.at();
            if (opening == null || !slot.isBefore(opening.at())) {
                Credits credits = isCumulative(use) ? Credits.ZERO : rated(catalog, use, BigDecimal.ZERO);
                usage.add(new RatedUsage(slot, event.timing(), use.meter(), credits, cost(catalog, use)));
            }
        }
        return usage;
    }

    static Credits rated(Catalog catalog, Use use, BigDecimal before) {
        Rate rate = Objects.requireNonNull(catalog.meters().get(use.meter()).rateOn(use.day()));
        return Rating.rate(rate, use.quantity(), before, use.properties()::get);
    }

    static BigDecimal cost(Catalog catalog, Use use) {
        Rate rate = Objects.requireNonNull(catalog.meters().get(use.meter()).rateOn(use.day()));
        return Rating.select(rate, use.properties()::get) instanceof Rate.AtCost ? use.cost() : BigDecimal.ZERO;
    }

    // ---------------------------------------------------------------- what stands

    static Map<EntryKey, EntrySum> sums(List<Movement> movements) {
        Map<EntryKey, EntrySum> sums = new HashMap<>();
        movements.forEach(movement -> sums.merge(EntryKey.of(movement), EntrySum.of(movement), EntrySum::plus));
        return sums;
    }

    /** What lapsed, rolled over and was carried at the end of the last closed cycle belongs to it. */
    private boolean isClosed(EntryKey key) {
        return closedState != null
                && key.effectiveAt().equals(closedState.at())
                && belongsToTheEnd(key, Objects.requireNonNull(bookedBatches.get(key.batchId())));
    }

    static boolean belongsToTheEnd(EntryKey key, CreditBatch batch) {
        return switch (key.kind()) {
            case ROLLED_OUT -> true;
            case EXPIRED -> batch.effectiveAt().isBefore(key.effectiveAt());
            case ALLOCATED -> batch.source() == Source.ROLLOVER;
            case CONSUMED, VOIDED -> false;
        };
    }

    Map<EntryKey, EntrySum> booked() {
        return booked;
    }

    /** What a further run at the same as-of would book: from where it would begin, or from the last close. */
    List<Movement> unbooked(Instant asOf, From from) {
        return settled(from == From.CHECKPOINT ? opening() : closedState, asOf, null)
                .entries();
    }

    /** Where a further run begins. */
    enum From {
        CHECKPOINT,
        LAST_CLOSE
    }

    /** What all events are worth that count: of one that tiers decide, as it was rated last while its cycle was open. */
    Credits worthOfEvents() {
        Credits worth = Credits.ZERO;
        for (Borne event : borne.values()) {
            Use use = event.use();
            worth = worth.plus(
                    isCumulative(use)
                            ? rated.getOrDefault(use.id(), Credits.ZERO)
                            : rated(catalog, use, BigDecimal.ZERO));
        }
        return worth;
    }

    /** A batch with what was filled in since. */
    CreditBatch terms(CreditBatch batch) {
        return batches.getOrDefault(batch.id(), batch);
    }

    List<Finished> closed() {
        return closed;
    }

    /** The latest outcome at an as-of, reckoned anew from the last close. */
    Replayed now(Instant asOf) {
        return settled(closedState, asOf, null).replayed();
    }
}
