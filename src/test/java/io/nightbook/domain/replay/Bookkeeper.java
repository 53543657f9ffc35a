package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.cycle.Closing;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState.Phase;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.Story.Input;
import io.nightbook.domain.replay.Story.Use;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.Rating;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of one account in memory, kept as the runs keep them: inputs arrive one by one, a run computes what should
 * stand and books the difference, a checkpoint is built on only if nothing new is dated before it.
 */
final class Bookkeeper {

    private static final Comparator<RatedUsage> BY_SLOT = Comparator.comparing(RatedUsage::slot)
            .thenComparing(RatedUsage::timing)
            .thenComparingInt(RatedUsage::meter);

    private final Catalog catalog;
    private final Account account;
    private final Map<LocalDate, SubscriptionRow> rows = new LinkedHashMap<>();
    private final Map<String, CreditBatch> batches = new LinkedHashMap<>();
    private final Map<String, Use> waiting = new LinkedHashMap<>();
    private final Map<String, Borne> borne = new LinkedHashMap<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Map<String, Credits> worths = new HashMap<>();
    private final Map<Key, Sum> booked = new TreeMap<>();
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

    /** What the ledger sums up by. */
    record Key(String batchId, Kind kind, Instant at) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::at).thenComparing(Key::batchId).thenComparing(Key::kind);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Credits and their worth. */
    record Sum(Credits credits, long value) {
        static final Sum ZERO = new Sum(Credits.ZERO, 0);

        Sum plus(Sum other) {
            return new Sum(credits.plus(other.credits), value + other.value);
        }

        Sum negated() {
            return new Sum(credits.negated(), -value);
        }

        boolean isZero() {
            return credits.isZero() && value == 0;
        }
    }

    private record Borne(Use use, LocalDate bearsOn, Timing timing) {}

    // ---------------------------------------------------------------- inputs

    static CreditBatch arrived(CreditBatch batch, long arrival) {
        return new CreditBatch(
                batch.id(),
                batch.creditClass(),
                batch.source(),
                batch.allocated(),
                batch.nominalAt(),
                batch.effectiveAt(),
                batch.expiresAt(),
                batch.end(),
                batch.priority(),
                batch.categories(),
                batch.value(),
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
        touch(account.days().dateOf(batch.nominalAt()));
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
        AccountState opening = opening();
        Replayed replayed = replay(opening, asOf);
        difference(opening, replayed).forEach((key, sum) -> booked.merge(key, sum, Sum::plus));
        booked.values().removeIf(Sum::isZero);
        replayed.batches().forEach(batch -> bookedBatches.put(batch.id(), batch));
        dirtyOn = null;
        move(opening, replayed, closesAt);
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

    private Replayed replay(@Nullable AccountState opening, Instant asOf) {
        List<LocalDate> cycles = new ArrayList<>();
        Replayed outline = replay(opening, asOf, usage(opening, Map.of()));
        outline.finished().forEach(finished -> cycles.add(finished.cycle().firstDay()));
        if (outline.current() == null) {
            return outline;
        }
        cycles.add(outline.current().firstDay());
        LocalDate closedOn = closedOn();
        List<TieredEvent> tiered = borne.values().stream()
                .filter(event -> isCumulative(event.use()))
                .filter(event -> closedOn == null || !event.bearsOn().isBefore(closedOn))
                .map(Bookkeeper::tiered)
                .toList();
        Map<String, Credits> credits = new HashMap<>();
        Tiers.rate(catalog, tiered, cycles).forEach((event, rated) -> credits.put(event.eventId(), rated));
        worths.putAll(credits);
        return replay(opening, asOf, usage(opening, credits));
    }

    private Replayed replay(@Nullable AccountState opening, Instant asOf, List<RatedUsage> usage) {
        return Replay.replay(
                catalog, account, opening, List.copyOf(rows.values()), List.copyOf(batches.values()), usage, asOf);
    }

    private static TieredEvent tiered(Borne event) {
        Use use = event.use();
        return new TieredEvent(
                use.id(),
                event.bearsOn(),
                event.timing(),
                use.at(),
                use.day(),
                use.meter(),
                use.quantity(),
                null,
                use.properties());
    }

    private boolean isCumulative(Use use) {
        return catalog.meters().get(use.meter()).isCumulative();
    }

    private List<RatedUsage> usage(@Nullable AccountState opening, Map<String, Credits> tiered) {
        List<RatedUsage> usage = new ArrayList<>();
        for (Borne event : borne.values()) {
            Use use = event.use();
            Instant slot = event.timing() == Timing.LATE ? account.days().startOf(event.bearsOn()) : use.at();
            if (opening == null || !slot.isBefore(opening.at())) {
                Credits credits = isCumulative(use)
                        ? tiered.getOrDefault(use.id(), Credits.ZERO)
                        : rated(catalog, use, BigDecimal.ZERO);
                usage.add(new RatedUsage(slot, event.timing(), use.meter(), credits, cost(catalog, use)));
            }
        }
        usage.sort(BY_SLOT);
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

    // ---------------------------------------------------------------- the difference

    static Map<Key, Sum> sums(List<Movement> movements) {
        Map<Key, Sum> sums = new TreeMap<>();
        for (Movement movement : movements) {
            sums.merge(
                    new Key(movement.batchId(), movement.kind(), movement.effectiveAt()),
                    new Sum(movement.credits(), movement.value()),
                    Sum::plus);
        }
        return sums;
    }

    /** What should stand less what is booked since the opening. */
    private Map<Key, Sum> difference(@Nullable AccountState opening, Replayed replayed) {
        Map<Key, Sum> rest = sums(replayed.movements());
        booked.forEach((key, sum) -> {
            if ((opening == null || !key.at().isBefore(opening.at())) && !isClosed(key)) {
                rest.merge(key, sum.negated(), Sum::plus);
            }
        });
        rest.values().removeIf(Sum::isZero);
        return rest;
    }

    /** What lapsed, rolled over and was carried at the end of the last closed cycle belongs to it. */
    private boolean isClosed(Key key) {
        return closedState != null
                && key.at().equals(closedState.at())
                && belongsToTheEnd(key, Objects.requireNonNull(bookedBatches.get(key.batchId())));
    }

    static boolean belongsToTheEnd(Key key, CreditBatch batch) {
        return switch (key.kind()) {
            case ROLLED_OUT -> true;
            case EXPIRED -> batch.effectiveAt().isBefore(key.at());
            case ALLOCATED -> batch.source() == Source.ROLLOVER;
            case CONSUMED, VOIDED -> false;
        };
    }

    private void move(@Nullable AccountState opening, Replayed replayed, @Nullable Instant closesAt) {
        List<Finished> due = closesAt == null ? List.of() : Closing.due(account, replayed.finished(), closesAt);
        AccountState end = due.isEmpty() ? null : due.get(due.size() - 1).end();
        AccountState state = replayed.checkpoint() == null ? opening : replayed.checkpoint();
        checkpoint = state == null
                        || state.phase() != Phase.BEFORE
                        || (end != null && !state.at().isAfter(end.at()))
                ? null
                : state.closed(due.size());
        closed.addAll(due);
        closedState = end == null ? closedState : end;
        nextAt = replayed.nextAt();
        List<Finished> open =
                replayed.finished().subList(due.size(), replayed.finished().size());
        RunningCycle next = open.isEmpty() ? replayed.current() : open.get(0).cycle();
        closeAt = next == null ? null : Closing.dueAt(account, next);
    }

    // ---------------------------------------------------------------- what stands

    Map<Key, Sum> booked() {
        return booked;
    }

    /** What a further run at the same as-of would book: from where it would begin, or from the last close. */
    Map<Key, Sum> unbooked(Instant asOf, From from) {
        AccountState opening = from == From.CHECKPOINT ? opening() : closedState;
        return difference(opening, replay(opening, asOf));
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
                            ? worths.getOrDefault(use.id(), Credits.ZERO)
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
        return replay(closedState, asOf);
    }
}
