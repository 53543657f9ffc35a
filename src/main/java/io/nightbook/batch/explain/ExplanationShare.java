package io.nightbook.batch.explain;

import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.DrawdownOrder;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Held;
import io.nightbook.postgres.ExplainStore.Stage;
import io.nightbook.postgres.ExplainStore.Used;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who paid for the usage of a stretch, told from what the ledger booked on each batch.
 *
 * @param repaid the part of what was consumed that repaid a debt; null where the books do not tell
 * @param parts who paid for what, piece by piece; null where the books do not tell
 */
record ExplanationShare(
        Stretch stretch,
        @Nullable Credits repaid,
        Outcome outcome,
        @Nullable List<Part> parts) {

    /** What the books hold of one stretch; {@code batches} live in it, in drawdown order. */
    record Stretch(Instant from, Credits rated, Credits consumed, List<Live> batches) {}

    /** A batch with what it held when the stretch began to draw, and what it paid in it. */
    record Live(CreditBatch batch, Credits held, Credits paid) {
        Credits left() {
            return held.minus(paid);
        }
    }

    /** A piece of usage and who paid for it; null where none could. */
    record Part(Timing timing, String meter, @Nullable String batchId, Credits credits) {}

    /** What became of the usage that no batch paid, as far as the books tell. */
    enum Outcome {
        COVERED,
        UNCOVERED,
        BORROWED,
        UNCOVERED_OR_BORROWED,
        UNKNOWN,
        CONTRADICTION
    }

    static ExplanationShare of(
            ExplanationFacts facts, ExplanationPlan plan, ExplanationStretches.Stretch where, List<Used> events) {
        Stretch stretch = stretch(facts, where.from(), events);
        ExplanationDebt debt = new ExplanationDebt(facts, plan, stretch);
        Credits repaid = debt.repaid();
        if (repaid == null) {
            return new ExplanationShare(stretch, null, Outcome.UNKNOWN, null);
        }
        Cycle cycle = facts.cycleAt(where.from());
        Overage overage = cycle == null ? null : plan.overage(cycle, where.day());
        Outcome outcome = repaid.isNegative() ? Outcome.CONTRADICTION : outcome(rest(stretch, repaid), cycle, overage);
        Map<String, Credits> paid = outcome == Outcome.CONTRADICTION ? null : debt.paidForUsage(repaid);
        List<Part> parts = paid == null ? null : ExplanationParts.of(facts.catalog(), stretch, paid, events);
        return new ExplanationShare(stretch, repaid, outcome, parts);
    }

    private static Stretch stretch(ExplanationFacts facts, Instant start, List<Used> events) {
        Map<String, Credits> consumed = facts.consumedAt(start);
        List<Live> live = new ArrayList<>();
        for (Held held : facts.dossier().batches()) {
            if (held.stage() == Stage.BOOKED && !held.batch().effectiveAt().isAfter(start)) {
                Credits paid = consumed.getOrDefault(held.batch().id(), Credits.ZERO);
                Credits before = facts.heldAt(held.batch(), start);
                if (before.isPositive() || paid.isPositive()) {
                    live.add(new Live(held.batch(), before, paid));
                }
            }
        }
        live.sort(Comparator.comparing(
                Live::batch, DrawdownOrder.of(facts.catalog().drawdown())));
        return new Stretch(
                start,
                events.stream().map(Used::credits).reduce(Credits.ZERO, Credits::plus),
                consumed.values().stream().reduce(Credits.ZERO, Credits::plus),
                live);
    }

    private static Outcome outcome(Credits rest, @Nullable Cycle cycle, @Nullable Overage overage) {
        if (rest.isNegative()) {
            return Outcome.CONTRADICTION;
        }
        if (rest.isZero()) {
            return Outcome.COVERED;
        }
        if (cycle == null || overage == null) {
            return Outcome.UNCOVERED_OR_BORROWED;
        }
        if (!(overage instanceof Overage.Borrow borrow)) {
            return Outcome.UNCOVERED;
        }
        boolean allBorrowed =
                borrow.limit() == null || cycle.totals().uncovered().isZero();
        return allBorrowed ? Outcome.BORROWED : Outcome.UNCOVERED_OR_BORROWED;
    }

    private static Credits rest(Stretch stretch, @Nullable Credits repaid) {
        Credits forUsage =
                repaid == null ? stretch.consumed() : stretch.consumed().minus(repaid);
        return stretch.rated().minus(forUsage);
    }

    /** The usage that no batch paid; where repayments are not told, less these. */
    Credits rest() {
        return rest(stretch, repaid);
    }

    /** What no batch paid of late usage or of usage in time; null where the books do not tell. */
    @Nullable
    Credits unpaid(Timing timing) {
        if (outcome == Outcome.COVERED) {
            return Credits.ZERO;
        }
        return parts == null
                ? null
                : parts.stream()
                        .filter(part -> part.batchId() == null && part.timing() == timing)
                        .map(Part::credits)
                        .reduce(Credits.ZERO, Credits::plus);
    }

    /** The sum of the stretch in words. */
    String sum() {
        String sum = "rated " + stretch.rated() + " = consumed " + stretch.consumed()
                + (repaid == null || repaid.isZero() ? "" : " - repaid debt " + repaid);
        return switch (outcome) {
            case COVERED, UNCOVERED -> sum + " + uncovered " + rest();
            case BORROWED -> sum + " + borrowed " + rest();
            case UNCOVERED_OR_BORROWED ->
                sum + " + " + rest() + " uncovered or borrowed (which, is booked by cycle, not by stretch)";
            case UNKNOWN ->
                sum + " + " + rest()
                        + " (uncovered + borrowed - repaid debt: these are booked by cycle, not by stretch)";
            case CONTRADICTION ->
                "the events found are rated " + stretch.rated() + " where the ledger consumed " + stretch.consumed()
                        + ": the difference of " + stretch.rated().minus(stretch.consumed())
                        + " cannot be derived from what is stored";
        };
    }
}
