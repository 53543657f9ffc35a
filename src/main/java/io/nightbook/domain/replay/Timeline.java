package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.replay.AccountState.Phase;
import io.nightbook.domain.replay.Charge.Billing;
import io.nightbook.domain.time.Anchor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One walk along an account's timeline: from boundary to boundary, drawing in between.
 *
 * <p>At one instant, in this order: batches lapse; a cycle that ends turns its allowances; plan
 * changes and cancellations take effect and a new cycle begins; voids, then batches that become effective, then debts.
 */
final class Timeline {

    private final Catalog catalog;
    private final Account account;
    private final Inputs inputs;
    private final Instant asOf;
    private final Ledger ledger;
    private final List<Replayed.Finished> finished = new ArrayList<>();
    private @Nullable LocalDate lastRowOn;
    private @Nullable Standing standing;
    private @Nullable Long feeBilled;
    private @Nullable AccountState checkpoint;
    private int nextPending;
    private int nextRow;
    private Instant lastBoundary = Instant.MIN;

    Timeline(Catalog catalog, Account account, Inputs inputs, Instant asOf) {
        this.catalog = catalog;
        this.account = account;
        this.inputs = inputs;
        this.asOf = asOf;
        this.ledger = new Ledger(catalog, account, inputs.usage());
    }

    Replayed walk(@Nullable AccountState opening, @Nullable Instant firstInstant) {
        Instant at = opening == null ? firstInstant : opening.at();
        if (at == null) {
            return new Replayed(
                    List.of(), List.of(), List.of(), null, Credits.ZERO, null, inputs.hidden(), List.of(), List.of());
        }
        if (opening != null) {
            resume(opening);
        }
        if (opening == null || opening.phase() == Phase.TURNED) {
            beginCycle(at);
        }
        Instant earliest = opening != null && opening.phase() == Phase.BEFORE ? at : at.plusNanos(1000);
        Instant lastDay = account.days().startOfDayOf(asOf);
        Instant next = nextBoundary(earliest);
        while (next != null && !next.isAfter(asOf)) {
            keepCheckpoint(at, lastDay, next);
            drawBefore(next);
            turn(next);
            next = nextBoundary(next.plusNanos(1000));
        }
        keepCheckpoint(at, lastDay, asOf);
        drawBefore(Instant.MAX);
        return new Replayed(
                ledger.movements(),
                ledger.lots().booked(),
                finished,
                ledger.cycle(),
                ledger.owed(),
                checkpoint,
                nextInstant(),
                ledger.lots().snapshot(),
                ledger.draws());
    }

    private void resume(AccountState opening) {
        standing = opening.standing() == null ? null : refreshed(opening.standing());
        lastRowOn = opening.lastRowOn();
        feeBilled = opening.feeBilled();
        finished.addAll(opening.ended());
        lastBoundary = opening.at();
        ledger.resume(opening, inputs);
    }

    /** A last day may have been filled in since. */
    private Standing refreshed(Standing before) {
        SubscriptionRow now = inputs.history().get(before.row().arrival());
        return now == null ? before : before.by(now);
    }

    /** Keeps the state at the first instant of the as-of's local day, the latest that later replays can build on. */
    private void keepCheckpoint(Instant opening, Instant lastDay, Instant next) {
        if (checkpoint == null && lastDay.isAfter(opening) && !next.isBefore(lastDay)) {
            drawBefore(lastDay);
            if (mayBeCut(ledger.cycle())) {
                return;
            }
            checkpoint = state(lastDay, Phase.BEFORE, ledger.cycle());
        }
    }

    /** Whether a row that is known but not seen yet will cut the running month, and so change what was booked in it. */
    private boolean mayBeCut(RunningCycle cycle) {
        return cycle.kind() == RunningCycle.Kind.MONTH
                && inputs.history().values().stream()
                        .map(this::startOf)
                        .anyMatch(start -> start.isAfter(cycle.from()) && start.isBefore(cycle.until()));
    }

    private AccountState state(Instant at, Phase phase, @Nullable RunningCycle cycle) {
        return new AccountState(
                at,
                phase,
                inputs.seen(),
                standing,
                cycle,
                ledger.lots().snapshot(),
                ledger.debts(),
                lastRowOn,
                null,
                phase == Phase.TURNED ? List.of() : List.copyOf(finished));
    }

    private @Nullable Instant nextBoundary(Instant earliest) {
        Instant next = ledger.lots().nextEnd(earliest);
        next = Lots.earlier(next, ledger.cycle().until(), earliest);
        if (nextPending < inputs.pending().size()) {
            next = Lots.earlier(next, inputs.pending().get(nextPending).effectiveAt(), earliest);
        }
        if (nextRow < inputs.rows().size()) {
            next = Lots.earlier(next, startOf(inputs.rows().get(nextRow)), earliest);
        }
        return next;
    }

    /** When something happens next, even without new inputs. */
    private @Nullable Instant nextInstant() {
        return Lots.earlier(nextBoundary(asOf.plusNanos(1000)), inputs.hidden(), asOf);
    }

    private Instant startOf(SubscriptionRow row) {
        return account.days().startOf(row.startsOn());
    }

    private void drawBefore(Instant limit) {
        ledger.drawBefore(limit, lastBoundary, overage());
    }

    private PlanVersion.Overage overage() {
        return standing == null || standing.trialUntil() != null
                ? new PlanVersion.Overage.Pause()
                : standing.version().overage();
    }

    // ---------------------------------------------------------------- one instant

    private void turn(Instant t) {
        boolean ends = ledger.cycle().until().equals(t);
        ledger.lapse(t, ends);
        if (ends) {
            endCycle(t);
            beginCycle(t);
        } else {
            for (SubscriptionRow row : rowsUntil(t)) {
                changePlan(row, t);
            }
            becomeEffective(t);
        }
    }

    /** Step 2, and a cancellation that is due: what the ended cycle carries on or loses. */
    private void endCycle(Instant t) {
        LocalDate day = account.days().dateOf(t);
        Standing before = standing;
        boolean cancelled = before != null && before.isOverOn(day);
        if (before == null || cancelled || before.trialUntil() != null) {
            ledger.endAllowances(t, null, t);
        } else {
            PlanVersion.Rollover rule = before.version().rollover();
            LocalDate end = rule == null ? day : before.anchor().turnsAfter(day, rule.cycles());
            ledger.endAllowances(t, rule, account.days().startOf(end));
        }
        if (cancelled) {
            ledger.endRollovers(t);
            standing = null;
        }
        feeBilled = null;
        AccountState end = state(t, Phase.TURNED, null);
        RunningCycle cycle = ledger.cycle();
        finished.add(new Replayed.Finished(cycle, ledger.owed(), ledger.chargesAtEnd(), end));
    }

    /** Steps 3 and 4 at the start of a cycle. */
    private void beginCycle(Instant t) {
        lastBoundary = t;
        LocalDate day = account.days().dateOf(t);
        Standing before = standing;
        if (before != null) {
            standing = atCycleStart(before, day);
        }
        List<SubscriptionRow> due = rowsUntil(t);
        // of several rows that act at one instant, some of them late, the youngest stands
        boolean unbroken = due.isEmpty() ? standing != null : startOrFollow(due.get(due.size() - 1), day);
        startCycle(t, day, unbroken);
        becomeEffective(t);
    }

    /** A waiting plan takes over; newer versions of a plan act from here; a trial that ran until here is over. */
    private Standing atCycleStart(Standing before, LocalDate day) {
        Standing now = before.trialUntil() != null && !day.isBefore(before.trialUntil()) ? before.afterTrial() : before;
        String plan = now.waitingPlan() == null ? now.version().planId() : now.waitingPlan();
        return now.under(version(plan, day));
    }

    /** Rows due at {@code t}, late ones included, by date. */
    private List<SubscriptionRow> rowsUntil(Instant t) {
        List<SubscriptionRow> due = new ArrayList<>();
        while (nextRow < inputs.rows().size()
                && !startOf(inputs.rows().get(nextRow)).isAfter(t)) {
            due.add(inputs.rows().get(nextRow++));
        }
        return due;
    }

    /** Lets a row act at a cycle's start, unless a younger one is in force; answers whether a subscription that ran goes on. */
    private boolean startOrFollow(SubscriptionRow row, LocalDate day) {
        boolean runs = standing != null;
        if (runs && lastRowOn != null && row.startsOn().isBefore(lastRowOn)) {
            return true;
        }
        PlanVersion version = version(row.planId(), day);
        boolean first = lastRowOn == null;
        lastRowOn = row.startsOn();
        if (standing != null) {
            standing = standing.by(row).under(version);
            return true;
        }
        LocalDate paidFrom = day;
        LocalDate trialUntil = null;
        if (version.trial() != null && first) {
            trialUntil = day.plusDays(version.trial().days());
            paidFrom = trialUntil;
        }
        Anchor anchor =
                version.anchor() == AnchorKind.ANNIVERSARY ? new Anchor.Anniversary(paidFrom) : new Anchor.Calendar();
        standing = new Standing(version, anchor, row, null, trialUntil);
        return runs;
    }

    private PlanVersion version(String planId, LocalDate day) {
        var plan = catalog.plan(planId);
        PlanVersion version = plan == null ? null : plan.versionOn(day);
        if (version == null) {
            throw CatalogGap.plan(planId, day);
        }
        String currency = account.currency().getCurrencyCode();
        if (!version.isPricedIn(currency)) {
            throw CatalogGap.price(version, currency);
        }
        return version;
    }

    private void startCycle(Instant t, LocalDate day, boolean unbroken) {
        Standing now = standing;
        if (now == null) {
            LocalDate end = new Anchor.Calendar().nextAfter(day);
            if (nextRow < inputs.rows().size()
                    && inputs.rows().get(nextRow).startsOn().isBefore(end)) {
                end = inputs.rows().get(nextRow).startsOn();
            }
            begin(t, day, end, RunningCycle.Kind.MONTH);
        } else if (now.trialUntil() != null) {
            begin(t, day, now.trialUntil(), RunningCycle.Kind.TRIAL);
            ledger.grantTrial(Objects.requireNonNull(now.version().trial()).credits());
        } else {
            begin(t, day, now.anchor().nextAfter(day), RunningCycle.Kind.PAID);
            startPaid(day, now.version(), unbroken);
        }
    }

    private void begin(Instant t, LocalDate day, LocalDate end, RunningCycle.Kind kind) {
        Anchor anchor = standing == null ? new Anchor.Calendar() : standing.anchor();
        ledger.begin(RunningCycle.starting(
                day,
                t,
                account.days().startOf(end),
                kind,
                anchor.wholeDays(day),
                standing == null ? null : standing.version()));
    }

    private void startPaid(LocalDate day, PlanVersion version, boolean unbroken) {
        RunningCycle cycle = ledger.cycle();
        long days = ChronoUnit.DAYS.between(day, account.days().dateOf(cycle.until()));
        long fee = version.prorated(version.fee(account.currency()), days, cycle.wholeDays());
        ledger.grantAllowance(
                cycle.from(), version, version.prorated(version.allowance(), days, cycle.wholeDays()), fee);
        if (unbroken && !finished.isEmpty()) {
            billInAdvance(version, fee, day);
        } else if (feeBilled != null) {
            settleFee(fee);
        } else {
            ledger.charge(new Charge.Fee(version.planId(), day, Billing.IN_ARREARS, ledger.money(fee)));
        }
    }

    /** The close of the cycle that ended bills this one's fee. */
    private void billInAdvance(PlanVersion version, long fee, LocalDate day) {
        Replayed.Finished last = finished.remove(finished.size() - 1);
        Charge charge = new Charge.Fee(version.planId(), day, Billing.IN_ADVANCE, ledger.money(fee));
        List<Charge> charges = new ArrayList<>(last.charges());
        if (fee != 0) {
            charges.add(charge);
        }
        finished.add(new Replayed.Finished(
                last.cycle(), last.debt(), List.copyOf(charges), last.end().billed(fee)));
    }

    /** What a close billed in advance and what the fee is now may differ: a plan row came late. */
    private void settleFee(long fee) {
        if (feeBilled != null) {
            LocalDate day = ledger.cycle().firstDay();
            String plan = ledger.cycle().planId();
            Money billed = ledger.money(feeBilled);
            ledger.charge(new Charge.FeeCorrection(
                    plan, day, billed, ledger.money(fee).minus(billed)));
            feeBilled = null;
        }
    }

    /** A row inside a cycle: an upgrade acts at once, anything else waits for the next cycle. */
    private void changePlan(SubscriptionRow row, Instant t) {
        lastRowOn = row.startsOn();
        Standing before = Objects.requireNonNull(standing, "a row inside a month without a subscription cuts it");
        PlanVersion newVersion = version(row.planId(), row.startsOn());
        PlanVersion oldVersion = before.version();
        if (before.trialUntil() != null) {
            standing = before.by(row).under(newVersion);
            return;
        }
        long more = Math.subtractExact(newVersion.fee(account.currency()), oldVersion.fee(account.currency()));
        if (more <= 0) {
            standing = before.by(row).awaiting(row.planId());
            return;
        }
        standing = before.by(row).under(newVersion);
        RunningCycle cycle = ledger.cycle();
        long left = ChronoUnit.DAYS.between(row.startsOn(), account.days().dateOf(cycle.until()));
        long net = newVersion.prorated(more, left, cycle.wholeDays());
        Credits credits = newVersion.allowance().minus(oldVersion.allowance());
        ledger.charge(new Charge.Upgrade(oldVersion.planId(), newVersion.planId(), row.startsOn(), ledger.money(net)));
        if (credits.isPositive()) {
            ledger.grantAllowance(t, newVersion, newVersion.prorated(credits, left, cycle.wholeDays()), net);
        }
    }

    /** Step 4: voids, then batches that become effective, then debts. */
    private void becomeEffective(Instant t) {
        lastBoundary = t;
        for (Lot lot : ledger.lots().where(batch -> isDue(batch.voidedAt(), t))) {
            ledger.voidRest(lot, t);
        }
        while (nextPending < inputs.pending().size()
                && !inputs.pending().get(nextPending).effectiveAt().isAfter(t)) {
            CreditBatch batch = inputs.pending().get(nextPending++);
            ledger.book(batch, t);
        }
        ledger.repay(t);
    }

    static boolean isDue(@Nullable Instant instant, Instant t) {
        return instant != null && !instant.isAfter(t);
    }
}
