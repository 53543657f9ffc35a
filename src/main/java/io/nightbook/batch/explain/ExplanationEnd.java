package io.nightbook.batch.explain;

import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.Rollover;
import io.nightbook.domain.catalog.RateText;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Entry;
import io.nightbook.postgres.ExplainStore.Held;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why credits left a batch without being used: the end of their time, the turn of a cycle, a void. */
final class ExplanationEnd {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ExplanationFacts facts;
    private final ExplanationPlan plan;
    private final ExplanationOrigin origin;

    ExplanationEnd(ExplanationFacts facts, ExplanationPlan plan) {
        this.facts = facts;
        this.plan = plan;
        this.origin = new ExplanationOrigin(facts, plan);
    }

    List<String> expired(Held held, Instant t) {
        CreditBatch batch = held.batch();
        if (batch.effectiveAt().equals(t)) {
            return List.of("it was past its end when it became effective, so it ended at that one instant");
        }
        Cycle ended = batch.source() == Source.ALLOWANCE ? facts.cycleEndingAt(t) : null;
        return ended == null
                ? List.of("its end came: " + origin.end(held))
                : List.of("the cycle of " + ended.firstDay() + " ended: " + lapse(ended));
    }

    private String lapse(Cycle ended) {
        if (plan.isCancelledAtEndOf(ended)) {
            return "the subscription ended with it, so nothing is carried on";
        }
        PlanVersion version = plan.atEnd(ended);
        return version == null
                ? "what did not roll over lapses; the terms are no longer in the catalog"
                : "by " + plan.terms(version) + ", " + ExplanationPlan.rollover(version.rollover())
                        + ", and the rest lapses";
    }

    List<String> voided(Held held, Instant t) {
        CreditBatch batch = held.batch();
        String cause = batch.source() == Source.BONUS
                ? "its top-up " + batch.originId() + " was voided, and a bonus goes with it"
                : "its row was voided";
        List<String> lines = new ArrayList<>();
        lines.add(cause + (batch.voidedAt() == null ? "" : " as of " + batch.voidedAt()));
        if (batch.voidedAt() != null && !batch.voidedAt().equals(t)) {
            lines.add("that instant lay before it became effective or in closed time, so the void acted at " + t);
        }
        return lines;
    }

    // ---------------------------------------------------------------- rolling over

    /** How much of an allowance was carried at the end of its cycle, and by which limit. */
    List<String> rolledOut(Held held, Instant t, Credits remaining, Credits carried) {
        Cycle ended = facts.cycleEndingAt(t);
        PlanVersion version = ended == null ? null : plan.atEnd(ended);
        Rollover rule = version == null ? null : version.rollover();
        String into = "carried into " + Ids.rollover(held.batch().id());
        if (version == null || rule == null) {
            return List.of(into + "; the rule that did it is no longer in the catalog");
        }
        Credits before = carriedBefore(held.batch(), t);
        Credits others = facts.heldByRollovers(t);
        List<String> lines = new ArrayList<>();
        lines.add("by " + plan.terms(version) + ", " + ExplanationPlan.rollover(rule));
        Credits share = remaining.share(rule.percent(), HUNDRED);
        lines.add(remaining + " x " + RateText.number(rule.percent()) + " % = " + share);
        Credits carry = cap(lines, share, rule.maxPerCycle(), before, "carried before it in this cycle");
        carry = cap(lines, carry, rule.maxTotal(), others.plus(before), "held by rollovers then");
        carry = carry.isNegative() ? Credits.ZERO : carry;
        lines.add(
                carry.equals(carried)
                        ? "the least of these, " + carry + ", was " + into
                        : "booked " + carried + ", where the catalog as it stands gives " + carry
                                + "; how it came about cannot be derived");
        return lines;
    }

    private static Credits cap(
            List<String> lines, Credits carry, @Nullable Credits most, Credits used, String usedFor) {
        if (most == null) {
            return carry;
        }
        Credits room = most.minus(used);
        lines.add("at most " + most + " - " + used + " " + usedFor + " = " + room);
        return carry.min(room);
    }

    /** What older allowances of the cycle had carried already: the caps count over all of them, oldest first. */
    private Credits carriedBefore(CreditBatch batch, Instant t) {
        Comparator<CreditBatch> oldestFirst =
                Comparator.comparing(CreditBatch::effectiveAt).thenComparing(CreditBatch::id, Ids.ORDER);
        return facts.sum(entry -> isCarry(entry, t) && isOlder(entry, batch, oldestFirst))
                .negated();
    }

    private static boolean isCarry(Entry entry, Instant t) {
        return entry.kind() == Kind.ROLLED_OUT && entry.effectiveAt().equals(t);
    }

    private boolean isOlder(Entry entry, CreditBatch batch, Comparator<CreditBatch> oldestFirst) {
        Held other = facts.held(entry.batchId());
        return other != null && oldestFirst.compare(other.batch(), batch) < 0;
    }
}
