package io.nightbook.batch.explain;

import io.nightbook.batch.explain.ExplanationShare.Live;
import io.nightbook.batch.explain.ExplanationShare.Stretch;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.ExplainStore.Cycle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What batches that became effective where a stretch starts repaid of a debt, where the books tell it.
 *
 * <p>A repayment is booked as consumed, in one sum with the usage of the stretch; debts are booked at the ends of cycles.
 */
final class ExplanationDebt {

    private final ExplanationFacts facts;
    private final ExplanationPlan plan;
    private final Stretch stretch;
    private final List<Live> gained;

    ExplanationDebt(ExplanationFacts facts, ExplanationPlan plan, Stretch stretch) {
        this.facts = facts;
        this.plan = plan;
        this.stretch = stretch;
        this.gained = stretch.batches().stream()
                .filter(live -> live.batch().effectiveAt().equals(stretch.from()))
                .toList();
    }

    /** The credits that repaid a debt; null where that cannot be told apart from usage. */
    @Nullable
    Credits repaid() {
        Cycle cycle = facts.cycleAt(stretch.from());
        if (gained.isEmpty() || cycle == null || !plan.mayOwe(cycle, stretch.from())) {
            return Credits.ZERO;
        }
        if (stretch.rated().isZero() || isCovered()) {
            return stretch.consumed().minus(stretch.rated());
        }
        Cycle before = facts.cycleBefore(cycle);
        return before != null && cycle.from().equals(stretch.from()) && areUnlimited()
                ? before.debt().min(gain())
                : null;
    }

    /** Nothing stays unpaid where a batch that pays for everything still has credits afterwards. */
    private boolean isCovered() {
        return stretch.batches().stream()
                .anyMatch(live ->
                        live.batch().categories().isEmpty() && live.left().isPositive());
    }

    private boolean areUnlimited() {
        return gained.stream().allMatch(live -> live.batch().categories().isEmpty());
    }

    private Credits gain() {
        return gained.stream().map(Live::held).reduce(Credits.ZERO, Credits::plus);
    }

    /** What each batch paid for usage alone: the debt was repaid first, in drawdown order; null where not told. */
    @Nullable
    Map<String, Credits> paidForUsage(Credits repaid) {
        if (repaid.isPositive() && !areUnlimited()) {
            return null;
        }
        Map<String, Credits> paid = new LinkedHashMap<>();
        Credits rest = repaid;
        for (Live live : stretch.batches()) {
            Credits part = gained.contains(live) ? live.paid().min(rest) : Credits.ZERO;
            paid.put(live.batch().id(), live.paid().minus(part));
            rest = rest.minus(part);
        }
        return paid;
    }
}
