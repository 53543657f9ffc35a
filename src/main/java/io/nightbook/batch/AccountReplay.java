package io.nightbook.batch;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.cycle.Closing;
import io.nightbook.domain.cycle.ClosingRule;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.AccountState.Phase;
import io.nightbook.domain.replay.Replay;
import io.nightbook.domain.replay.Replayed;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.replay.Tiers;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.TieredEvent;
import io.nightbook.postgres.AccountInputs;
import io.nightbook.postgres.AccountInputs.BatchFacts;
import io.nightbook.postgres.AccountInputs.Booked;
import io.nightbook.postgres.AccountInputs.Held;
import io.nightbook.postgres.AccountInputs.MovementKey;
import io.nightbook.postgres.StageStore;
import io.nightbook.postgres.StageStore.CycleState;
import io.nightbook.postgres.WorkStore.Request;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One account's part of a run: its replay, what of it is not booked yet, and which of its cycles are closed. */
final class AccountReplay {

    private static final Comparator<RatedUsage> BY_SLOT = Comparator.comparing(RatedUsage::slot)
            .thenComparing(RatedUsage::timing)
            .thenComparingInt(RatedUsage::meter);
    private static final Booked NOTHING = new Booked(Credits.ZERO, 0);

    private final Catalog catalog;
    private final AccountInputs inputs;
    private final Account account;
    private final Instant asOf;
    private final @Nullable Instant closesAt;
    private final ClosingRule closes;

    AccountReplay(Catalog catalog, AccountInputs inputs, Request request) {
        this.catalog = catalog;
        this.inputs = inputs;
        this.account = inputs.account();
        this.asOf = request.asOf();
        this.closesAt = request.closesAt();
        this.closes = request.closes();
    }

    /** The replay of one account to an instant; it closes nothing. */
    AccountReplay(Catalog catalog, AccountInputs inputs, Instant asOf) {
        this.catalog = catalog;
        this.inputs = inputs;
        this.account = inputs.account();
        this.asOf = asOf;
        this.closesAt = null;
        this.closes = ClosingRule.ALL;
    }

    /**
     * Computed, and not yet added to a block: a replay that fails leaves no trace.
     *
     * @param fresh ids of derived batches that the books do not hold yet
     */
    record Outcome(
            Replayed replayed,
            List<Finished> closed,
            List<Movement> unbooked,
            Map<TieredEvent, Credits> rerated,
            List<String> fresh,
            StageStore.Standing standing) {}

    /**
     * Computes without writing anything.
     *
     * @throws ArithmeticException on overflow; IllegalStateException if an invariant breaks
     */
    Outcome compute() {
        if (inputs.flaw() != null) {
            throw new IllegalStateException(inputs.flaw());
        }
        Map<TieredEvent, Credits> tiered = rateTiers(inputs.tiered(), asOf);
        Replayed replayed = replay(usage(tiered), asOf);
        List<Finished> closed =
                closesAt == null ? List.of() : Closing.due(account, replayed.finished(), closesAt, closes);
        tiered.entrySet()
                .removeIf(entry -> entry.getValue().equals(entry.getKey().rated()));
        List<CreditBatch> fresh = replayed.batches().stream()
                .filter(batch -> !inputs.held().containsKey(batch.id()))
                .toList();
        Set<String> known = new HashSet<>(inputs.held().keySet());
        fresh.forEach(batch -> known.add(batch.id()));
        List<Movement> unbooked = unbooked(replayed);
        for (Movement movement : unbooked) {
            if (!known.contains(movement.batchId())) {
                throw new IllegalStateException(
                        "batch " + movement.batchId() + " is booked on, but ended in closed time or is not there");
            }
        }
        List<String> freshIds = fresh.stream().map(CreditBatch::id).toList();
        return new Outcome(replayed, closed, unbooked, tiered, freshIds, standing(replayed, closed, fresh));
    }

    /** The replay to a later instant, with more usage that is only supposed. */
    Replayed project(List<TieredEvent> more, Instant until) {
        List<TieredEvent> events = new ArrayList<>(inputs.tiered());
        events.addAll(more);
        return replay(usage(rateTiers(events, until)), until);
    }

    private Replayed replay(List<RatedUsage> usage, Instant until) {
        return Replay.replay(catalog, account, inputs.opening(), inputs.history(), inputs.batches(), usage, until);
    }

    // ---------------------------------------------------------------- tiers

    /** Rates what tiers decide; where the cycles begin does not depend on it. */
    private Map<TieredEvent, Credits> rateTiers(List<TieredEvent> events, Instant until) {
        if (events.isEmpty()) {
            return new LinkedHashMap<>();
        }
        Map<TieredEvent, Credits> unrated = new LinkedHashMap<>();
        events.forEach(event -> unrated.put(event, Credits.ZERO));
        Replayed outline = replay(usage(unrated), until);
        List<LocalDate> cycles = new ArrayList<>();
        outline.finished().forEach(finished -> cycles.add(finished.cycle().firstDay()));
        if (outline.current() != null) {
            cycles.add(outline.current().firstDay());
        }
        return Tiers.rate(catalog, events, cycles);
    }

    private List<RatedUsage> usage(Map<TieredEvent, Credits> tiered) {
        AccountState opening = inputs.opening();
        List<RatedUsage> usage = new ArrayList<>(inputs.usage());
        tiered.forEach((event, credits) -> {
            Instant slot = event.timing() == RatedUsage.Timing.LATE
                    ? account.days().startOf(event.bearsOn())
                    : event.occurredAt();
            if (opening == null || !slot.isBefore(opening.at())) {
                usage.add(new RatedUsage(slot, event.timing(), event.meter(), credits, BigDecimal.ZERO));
            }
        });
        usage.sort(BY_SLOT);
        return usage;
    }

    // ---------------------------------------------------------------- the difference

    /** What should stand less what is booked. */
    private List<Movement> unbooked(Replayed replayed) {
        Map<MovementKey, Booked> rest = new LinkedHashMap<>();
        for (Movement movement : replayed.movements()) {
            MovementKey key = new MovementKey(movement.batchId(), movement.kind(), movement.effectiveAt());
            Booked sum = rest.getOrDefault(key, NOTHING);
            rest.put(key, new Booked(sum.credits().plus(movement.credits()), sum.value() + movement.value()));
        }
        inputs.booked().forEach((key, booked) -> {
            Booked sum = rest.getOrDefault(key, NOTHING);
            rest.put(key, new Booked(sum.credits().minus(booked.credits()), sum.value() - booked.value()));
        });
        List<Movement> unbooked = new ArrayList<>();
        rest.forEach((key, sum) -> {
            if (!sum.credits().isZero() || sum.value() != 0) {
                unbooked.add(new Movement(key.batchId(), key.kind(), key.effectiveAt(), sum.credits(), sum.value()));
            }
        });
        return unbooked;
    }

    // ---------------------------------------------------------------- where it stands now

    private StageStore.Standing standing(Replayed replayed, List<Finished> closed, List<CreditBatch> fresh) {
        AccountState end =
                closed.isEmpty() ? null : closed.get(closed.size() - 1).end();
        Set<String> lots = new HashSet<>();
        if (end != null) {
            end.lots().forEach(lot -> lots.add(lot.batch().id()));
        }
        List<String> settled = new ArrayList<>();
        inputs.held().forEach((id, held) -> {
            if (!lots.contains(id) && liesBefore(end, held.facts().nominalAt())) {
                settled.add(id);
            }
        });
        return new StageStore.Standing(
                account,
                inputs.work().inputNo(),
                end,
                checkpoint(replayed, end, closed.size()),
                replayed.nextAt(),
                closeAt(replayed, closed.size()),
                settled,
                fresh.stream()
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
        AccountState latest = replayed.checkpoint() == null ? inputs.opening() : replayed.checkpoint();
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

    private long numberOf(String batchId, Map<String, Long> fresh) {
        Long number = fresh.get(batchId);
        return number == null
                ? Objects.requireNonNull(inputs.held().get(batchId), batchId).number()
                : number;
    }

    /** Adds what was computed to a block; {@code numbers} are those of the batches that the books do not hold yet. */
    void stage(Outcome outcome, Map<String, Long> numbers, StageStore.Block block) {
        Replayed replayed = outcome.replayed();
        for (CreditBatch batch : replayed.batches()) {
            Held held = inputs.held().get(batch.id());
            if (held == null || !held.facts().equals(BatchFacts.of(batch))) {
                block.add(account, batch, numberOf(batch.id(), numbers), held == null);
            }
        }
        for (Movement movement : outcome.unbooked()) {
            block.add(account, movement, numberOf(movement.batchId(), numbers));
        }
        for (int i = 0; i < replayed.finished().size(); i++) {
            Finished finished = replayed.finished().get(i);
            boolean closed = i < outcome.closed().size();
            block.add(account, finished.cycle(), finished.debt(), closed ? CycleState.CLOSED : CycleState.ENDED);
            if (closed) {
                block.add(account, finished.cycle(), finished.charges());
            }
        }
        RunningCycle current = replayed.current();
        if (current != null) {
            block.add(account, current, replayed.debt(), CycleState.OPEN);
        }
        outcome.rerated()
                .forEach((event, credits) -> block.addTiered(account, event.bearsOn(), event.eventId(), credits));
        block.add(outcome.standing(), id -> numberOf(id, numbers));
    }
}
