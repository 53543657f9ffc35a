package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.replay.AccountState.Debt;
import io.nightbook.domain.replay.Draw.Outcome;
import io.nightbook.domain.replay.RunningCycle.CostKey;
import io.nightbook.domain.replay.RunningCycle.OverageKey;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The books that a walk keeps: live batches, debts, the running cycle, and every movement between them. */
final class Ledger {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Account account;
    private final List<Meter> meters;
    private final List<RatedUsage> usage;
    private final Lots lots;
    private final List<Debt> debts = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();
    private final List<Draw> draws = new ArrayList<>();
    private @Nullable RunningCycle cycle;
    private int nextUsage;

    Ledger(Catalog catalog, Account account, List<RatedUsage> usage) {
        this.account = account;
        this.meters = catalog.meters();
        this.usage = usage;
        this.lots = new Lots(catalog.drawdown());
    }

    void resume(AccountState opening, Inputs inputs) {
        opening.lots().forEach(lot -> lots.resume(inputs.refreshed(lot)));
        debts.addAll(opening.debts());
        cycle = opening.cycle();
    }

    void begin(RunningCycle newCycle) {
        cycle = newCycle;
    }

    RunningCycle cycle() {
        return Objects.requireNonNull(cycle, "no cycle runs");
    }

    Lots lots() {
        return lots;
    }

    List<Movement> movements() {
        return movements;
    }

    List<Draw> draws() {
        return draws;
    }

    List<Debt> debts() {
        return List.copyOf(debts);
    }

    Credits owed() {
        Credits owed = Credits.ZERO;
        for (Debt debt : debts) {
            owed = owed.plus(debt.credits());
        }
        return owed;
    }

    void charge(Charge charge) {
        cycle = cycle().with(charge);
    }

    // ---------------------------------------------------------------- movements

    private void move(String batchId, Movement.Kind kind, Instant t, Credits credits, long value) {
        if (credits.isZero()) {
            return;
        }
        Movement movement = new Movement(batchId, kind, t, credits, value);
        movements.add(movement);
        cycle = cycle().with(cycle().totals().plus(movement));
    }

    /** Takes credits off a live batch; answers their worth. */
    private long take(Lot lot, Credits credits, Movement.Kind kind, Instant t) {
        Lot after = lot.less(credits);
        long value = after.valueGone() - lot.valueGone();
        lots.replace(after);
        move(lot.batch().id(), kind, t, credits.negated(), -value);
        return value;
    }

    private void allocate(CreditBatch batch) {
        lots.add(new Lot(batch, Credits.ZERO));
        move(batch.id(), Movement.Kind.ALLOCATED, batch.effectiveAt(), batch.allocated(), batch.value());
    }

    private void end(Lot lot, Movement.Kind kind, Instant t) {
        Lot rest = lot.less(lot.remaining());
        move(lot.batch().id(), kind, t, lot.remaining().negated(), lot.valueGone() - rest.valueGone());
        lots.remove(lot);
    }

    /** Step 1: batches whose end is t, except the allowances of a cycle that ends there. */
    void lapse(Instant t, boolean cycleEnds) {
        for (Lot lot : lots.where(batch -> t.equals(batch.expiresAt()))) {
            if (!cycleEnds || lot.batch().source() != Source.ALLOWANCE) {
                end(lot, Movement.Kind.EXPIRED, t);
            }
        }
    }

    void voidRest(Lot lot, Instant t) {
        end(lot, Movement.Kind.VOIDED, t);
    }

    /** Books a batch that becomes effective; one that is past its end begins and ends at this one instant. */
    void book(CreditBatch batch, Instant t) {
        Instant expires = batch.end() == End.CYCLE ? cycle().until() : batch.expiresAt();
        CreditBatch booked = batch.booked(t, expires);
        allocate(booked);
        Long price = batch.charge().price();
        if (price != null) {
            charge(new Charge.TopUp(batch.id(), money(price)));
        }
        Lot lot = new Lot(booked, Credits.ZERO);
        boolean isVoid = Timeline.isDue(batch.voidedAt(), t);
        if (Timeline.isDue(expires, t)
                && !(isVoid && Objects.requireNonNull(batch.voidedAt()).isBefore(expires))) {
            end(lot, Movement.Kind.EXPIRED, t);
        } else if (isVoid) {
            end(lot, Movement.Kind.VOIDED, t);
        }
    }

    void grantTrial(Credits credits) {
        if (credits.isPositive()) {
            RunningCycle trial = cycle();
            allocate(derived(
                    Ids.trial(account.id()),
                    CreditClass.FREE,
                    Source.TRIAL,
                    credits,
                    trial.from(),
                    trial.until(),
                    0,
                    null));
        }
    }

    /** An allowance ends with its cycle; its worth is the fee billed for it. */
    void grantAllowance(Instant t, PlanVersion version, Credits credits, long fee) {
        if (credits.isPositive()) {
            String id = Ids.allowance(account.id(), account.days().dateOf(t));
            allocate(derived(id, version.allowanceClass(), Source.ALLOWANCE, credits, t, cycle().until(), fee, null));
        }
    }

    private static CreditBatch derived(
            String id,
            CreditClass creditClass,
            Source source,
            Credits credits,
            Instant t,
            Instant expires,
            long value,
            @Nullable String origin) {
        return new CreditBatch(
                id,
                new CreditBatch.Kind(creditClass, source, 0, Set.of()),
                credits,
                value,
                new CreditBatch.Span(t, t, expires, End.FIXED),
                CreditBatch.Charge.NONE,
                null,
                origin,
                0);
    }

    // ---------------------------------------------------------------- the end of a cycle

    /** Step 2: allowances roll over by the rule (null: none) into batches that end at {@code carryEnd}; the rest lapses. */
    void endAllowances(Instant t, PlanVersion.@Nullable Rollover rule, Instant carryEnd) {
        Credits held = Credits.ZERO;
        for (Lot lot : lots.where(batch -> batch.source() == Source.ROLLOVER)) {
            held = held.plus(lot.remaining());
        }
        List<Lot> allowances = lots.where(batch -> batch.source() == Source.ALLOWANCE && t.equals(batch.expiresAt()));
        allowances.sort(Comparator.comparing((Lot lot) -> lot.batch().effectiveAt())
                .thenComparing(lot -> lot.batch().id(), Ids.ORDER));
        Credits carried = Credits.ZERO;
        for (Lot lot : allowances) {
            Credits carry = rule == null ? Credits.ZERO : carry(rule, lot.remaining(), carried, held);
            if (carry.isPositive()) {
                rollOver(lot, carry, t, carryEnd);
                carried = carried.plus(carry);
            }
            end(lot.less(carry), Movement.Kind.EXPIRED, t);
        }
    }

    private static Credits carry(PlanVersion.Rollover rule, Credits remaining, Credits carried, Credits held) {
        Credits carry = remaining.share(rule.percent(), HUNDRED);
        if (rule.maxPerCycle() != null) {
            carry = carry.min(rule.maxPerCycle().minus(carried));
        }
        if (rule.maxTotal() != null) {
            carry = carry.min(rule.maxTotal().minus(held).minus(carried));
        }
        return carry.isNegative() ? Credits.ZERO : carry;
    }

    private void rollOver(Lot lot, Credits carry, Instant t, Instant carryEnd) {
        CreditBatch origin = lot.batch();
        long value = take(lot, carry, Movement.Kind.ROLLED_OUT, t);
        allocate(derived(
                Ids.rollover(origin.id()),
                origin.creditClass(),
                Source.ROLLOVER,
                carry,
                t,
                carryEnd,
                value,
                origin.id()));
    }

    /** A cancellation: rollovers lapse too, and end here. */
    void endRollovers(Instant t) {
        for (Lot lot : lots.where(batch -> batch.source() == Source.ROLLOVER)) {
            end(new Lot(lot.batch().booked(lot.batch().effectiveAt(), t), lot.gone()), Movement.Kind.EXPIRED, t);
        }
    }

    /** All lines of the cycle, should it be closed: those that are certain, and what was summed up. */
    List<Charge> chargesAtEnd() {
        RunningCycle ended = cycle();
        List<Charge> charges = new ArrayList<>(ended.charges());
        ended.overage().forEach((key, credits) -> {
            Money amount = rounded(credits.value().multiply(key.price()));
            charges.add(new Charge.Overage(ended.planId(), key.timing(), credits, key.price(), amount));
        });
        ended.costs().forEach((key, cost) -> {
            String meter = meters.get(key.meter()).id();
            charges.add(new Charge.AtCost(meter, key.timing(), rounded(cost)));
        });
        charges.removeIf(charge -> charge.net() == 0);
        return List.copyOf(charges);
    }

    private Money rounded(BigDecimal exact) {
        return money(Money.minorUnits(exact, account.currency(), RoundingMode.HALF_UP));
    }

    /** An amount in the account's currency. */
    Money money(long minor) {
        return new Money(minor, account.currency());
    }

    // ---------------------------------------------------------------- drawing

    /** Draws the usage of all slots before {@code limit}, stretch by stretch; a stretch is a day or a part of one. */
    void drawBefore(Instant limit, Instant lastBoundary, Overage overage) {
        while (nextUsage < usage.size() && usage.get(nextUsage).slot().isBefore(limit)) {
            Instant slot = usage.get(nextUsage).slot();
            Instant day = account.days().startOfDayOf(slot);
            Instant stretch = Inputs.later(day, lastBoundary);
            Instant dayEnd = account.days().startOf(account.days().dateOf(slot).plusDays(1));
            Instant end = dayEnd.isBefore(limit) ? dayEnd : limit;
            int first = nextUsage;
            while (nextUsage < usage.size() && usage.get(nextUsage).slot().isBefore(end)) {
                nextUsage++;
            }
            List<RatedUsage> rows = usage.subList(first, nextUsage);
            drawStretch(stretch, rows, Timing.LATE, overage);
            drawStretch(stretch, rows, Timing.IN_TIME, overage);
        }
    }

    private void drawStretch(Instant at, List<RatedUsage> rows, Timing timing, Overage overage) {
        @Nullable Credits[] byMeter = new Credits[meters.size()];
        boolean any = false;
        for (RatedUsage row : rows) {
            if (row.timing() == timing) {
                Credits sum = byMeter[row.meter()];
                byMeter[row.meter()] = sum == null ? row.credits() : sum.plus(row.credits());
                any = true;
                if (row.cost().signum() != 0) {
                    cycle = cycle().withCost(new CostKey(timing, row.meter()), row.cost());
                }
            }
        }
        if (any) {
            drawMeters(at, byMeter, timing, overage);
        }
    }

    /** Draws meter by meter in catalog order, and books one sum per batch. */
    private void drawMeters(Instant at, @Nullable Credits[] byMeter, Timing timing, Overage overage) {
        Lot[] before = new Lot[lots.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = lots.get(i);
        }
        for (int meter = 0; meter < byMeter.length; meter++) {
            Credits rated = byMeter[meter];
            if (rated == null || rated.isZero()) {
                continue;
            }
            String category = meters.get(meter).category();
            Credits rest = drawLots(at, timing, meter, category, rated);
            Credits uncovered = rest.isPositive() ? leaveUncovered(at, timing, meter, category, rest, overage) : rest;
            cycle = cycle().with(cycle().totals().plusUsage(rated, uncovered));
        }
        for (int i = 0; i < before.length; i++) {
            Lot after = lots.get(i);
            if (!after.gone().equals(before[i].gone())) {
                Credits credits = before[i].gone().minus(after.gone());
                move(
                        after.batch().id(),
                        Movement.Kind.CONSUMED,
                        at,
                        credits,
                        before[i].valueGone() - after.valueGone());
            }
        }
    }

    /** Draws on live batches in drawdown order; answers what none could pay. */
    private Credits drawLots(Instant at, Timing timing, int meter, String category, Credits rated) {
        Credits rest = rated;
        for (int i = 0; i < lots.size() && rest.isPositive(); i++) {
            Lot lot = lots.get(i);
            Credits part = lot.remaining().min(rest);
            if (part.isPositive() && lot.batch().paysFor(category)) {
                lots.set(i, lot.less(part));
                rest = rest.minus(part);
                draws.add(new Draw(at, timing, category, meter, lot.batch().id(), part, Outcome.DRAWN));
            }
        }
        return rest;
    }

    /** Borrows, bills or only records what no batch could pay; answers what stays uncovered. */
    private Credits leaveUncovered(
            Instant at, Timing timing, int meter, String category, Credits rest, Overage overage) {
        Credits uncovered = rest;
        if (overage instanceof Overage.Borrow borrow) {
            Credits room = borrow.limit() == null ? rest : borrow.limit().minus(owed());
            Credits borrowed = room.isPositive() ? rest.min(room) : Credits.ZERO;
            if (borrowed.isPositive()) {
                owe(category, borrowed);
                draws.add(new Draw(at, timing, category, meter, null, borrowed, Outcome.BORROWED));
            }
            uncovered = rest.minus(borrowed);
        } else if (overage instanceof Overage.Bill bill) {
            BigDecimal price = Objects.requireNonNull(
                    bill.prices().get(account.currency().getCurrencyCode()), "a version that acts is priced");
            cycle = cycle().withOverage(new OverageKey(timing, price.stripTrailingZeros()), rest);
        }
        if (uncovered.isPositive()) {
            draws.add(new Draw(at, timing, category, meter, null, uncovered, Outcome.UNCOVERED));
        }
        return uncovered;
    }

    private void owe(String category, Credits credits) {
        int last = debts.size() - 1;
        if (last >= 0 && debts.get(last).category().equals(category)) {
            debts.set(last, new Debt(category, debts.get(last).credits().plus(credits)));
        } else {
            debts.add(new Debt(category, credits));
        }
    }

    /** Repays debts, the oldest first, from what became effective at t. */
    void repay(Instant t) {
        for (int d = 0; d < debts.size(); d++) {
            Debt debt = debts.get(d);
            Credits rest = debt.credits();
            for (Lot lot : lots.where(batch -> batch.effectiveAt().equals(t))) {
                Credits part = lot.remaining().min(rest);
                if (part.isPositive() && lot.batch().paysFor(debt.category())) {
                    take(lot, part, Movement.Kind.CONSUMED, t);
                    rest = rest.minus(part);
                    draws.add(new Draw(
                            t, Timing.IN_TIME, debt.category(), -1, lot.batch().id(), part, Outcome.REPAID));
                }
            }
            debts.set(d, new Debt(debt.category(), rest));
        }
        debts.removeIf(debt -> debt.credits().isZero());
    }
}
