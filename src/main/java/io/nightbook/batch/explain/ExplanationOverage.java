package io.nightbook.batch.explain;

import io.nightbook.batch.explain.ExplanationStretches.Stretch;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Line;
import io.nightbook.postgres.ExplainStore.Used;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An overage line: stretch by stretch the credits that no batch paid, at the price of the line. */
final class ExplanationOverage {

    private final ExplanationFacts facts;
    private final ExplanationPlan plan;
    private final Line line;
    private final Cycle cycle;

    ExplanationOverage(ExplanationFacts facts, ExplanationPlan plan, Line line, Cycle cycle) {
        this.facts = facts;
        this.plan = plan;
        this.line = line;
        this.cycle = cycle;
    }

    void say(ExplanationPage page, Timing timing, List<Used> events) {
        ExplanationStretches stretches = new ExplanationStretches(facts);
        Credits sum = Credits.ZERO;
        for (Map.Entry<Instant, List<Used>> part : stretches.byStart(events).entrySet()) {
            Stretch stretch = stretches.from(part.getKey());
            if (!isBilledAtItsPrice(stretch)) {
                continue;
            }
            ExplanationShare share = ExplanationShare.of(facts, plan, stretch, part.getValue());
            Credits unpaid = share.unpaid(timing);
            if (unpaid == null) {
                page.say("stretch from " + facts.at(stretch.from()) + ": " + share.sum());
            } else if (unpaid.isPositive()) {
                sum = sum.plus(unpaid);
                page.say("stretch from " + facts.at(stretch.from()) + ": " + share.sum()
                        + (timing == Timing.LATE ? ", of which late " + unpaid : own(share, unpaid)) + "; " + unpaid
                        + " x " + price() + " = " + ExplanationEvents.number(exact(unpaid)));
            }
        }
        page.say(total(sum));
    }

    /** Where late usage was left over in the same stretch, the part that was not. */
    private static String own(ExplanationShare share, Credits unpaid) {
        return share.rest().equals(unpaid) ? "" : ", of which in time " + unpaid;
    }

    private boolean isBilledAtItsPrice(Stretch stretch) {
        if (!(plan.overage(cycle, stretch.day()) instanceof Overage.Bill bill)) {
            return false;
        }
        BigDecimal price = bill.prices().get(facts.account().currency().getCurrencyCode());
        return price != null && price.compareTo(line.unitPrice()) == 0;
    }

    private String price() {
        return ExplanationEvents.number(line.unitPrice());
    }

    private BigDecimal exact(Credits credits) {
        return credits.value().multiply(line.unitPrice());
    }

    private String total(Credits sum) {
        Credits billed = new Credits(line.quantity());
        if (!sum.equals(billed)) {
            return "these add up to " + sum + " where the line bills " + billed + " of the cycle's "
                    + cycle.totals().uncovered()
                    + " uncovered credits: the rest cannot be derived from what is stored";
        }
        return "together " + sum + " x " + price() + " = " + ExplanationEvents.number(exact(sum)) + ", rounded once: "
                + facts.money(line.net());
    }
}
