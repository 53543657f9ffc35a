package io.nightbook.batch.explain;

import io.nightbook.batch.explain.ExplanationPlan.Upgrade;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.replay.Charge;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Held;
import io.nightbook.postgres.ExplainStore.Line;
import io.nightbook.postgres.ExplainStore.Paid;
import io.nightbook.postgres.ExplainStore.Used;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How the net of an invoice line came about. */
final class ExplanationLine {

    private final ExplanationFacts facts;
    private final ExplanationPlan plan;
    private final ExplanationOrigin origin;

    ExplanationLine(ExplanationFacts facts) {
        this.facts = facts;
        this.plan = new ExplanationPlan(facts);
        this.origin = new ExplanationOrigin(facts, plan);
    }

    /** The line as it stands on the invoice. */
    String text(Line line) {
        boolean one =
                line.quantity().compareTo(BigDecimal.ONE) == 0 && !line.kind().equals("overage");
        String quantity = one
                ? ""
                : ExplanationEvents.number(line.quantity()) + " x " + ExplanationEvents.number(line.unitPrice())
                        + " = ";
        return line.number() + "/" + line.line() + "  " + line.kind() + "  " + line.description() + "  " + quantity
                + facts.money(line.net());
    }

    /** The local days whose events a line is made of. */
    Set<LocalDate> days(Line line) {
        Cycle cycle = facts.cycleFrom(line.firstDay());
        boolean fromUsage = Set.of("overage", "at_cost", "late").contains(line.kind());
        return cycle == null || !fromUsage
                ? Set.of()
                : cycle.firstDay().datesUntil(cycle.untilDay()).collect(Collectors.toSet());
    }

    void say(ExplanationPage page, Line line, List<Used> events) {
        page.say(text(line));
        Cycle cycle = facts.cycleFrom(line.firstDay());
        if (cycle == null) {
            page.inner().say("its cycle is not in the books");
            return;
        }
        page.inner()
                .say("account " + facts.name() + ", cycle of " + cycle.firstDay() + " through "
                        + cycle.untilDay().minusDays(1) + ", closed by " + cycle.run());
        switch (line.kind()) {
            case "fee" -> page.inner().say(fee(line, cycle));
            case "proration" -> page.inner().say(proration(line, cycle));
            case "top_up" -> page.inner().say(topUp(line));
            case "overage" -> sayOverage(page.inner(), line, cycle, events);
            case "at_cost" -> ExplanationCosts.say(page.inner(), facts, line, Timing.IN_TIME, events);
            default -> sayLate(page.inner(), line, cycle, events);
        }
    }

    private void sayLate(ExplanationPage page, Line line, Cycle cycle, List<Used> events) {
        if (line.description().equals(Charge.LATE_OVERAGE) && facts.catalog().meter(line.subject()) == null) {
            sayOverage(page, line, cycle, events);
        } else {
            ExplanationCosts.say(page, facts, line, Timing.LATE, events);
        }
    }

    private void sayOverage(ExplanationPage page, Line line, Cycle cycle, List<Used> events) {
        Timing timing = line.kind().equals("late") ? Timing.LATE : Timing.IN_TIME;
        new ExplanationOverage(facts, plan, line, cycle).say(page, timing, events);
    }

    // ---------------------------------------------------------------- fees

    private String fee(Line line, Cycle cycle) {
        boolean arrears = line.description().endsWith(", in arrears");
        Cycle billed = arrears ? cycle : facts.cycleFrom(cycle.untilDay());
        PlanVersion version = billed == null ? null : plan.version(line.subject(), billed.firstDay());
        if (billed == null || version == null) {
            return "the fee of plan " + line.subject()
                    + "; the cycle or the terms that it bills are not known any more";
        }
        long days = ExplanationPlan.days(billed);
        long whole = ExplanationPlan.wholeDays(billed);
        long net = version.prorated(plan.fee(version), days, whole);
        return "the fee of " + plan.terms(version) + ", for the cycle of " + billed.firstDay() + ", " + days + " of "
                + whole + " days of its month, " + (arrears ? "in arrears" : "in advance") + ": "
                + origin.money(
                        facts.plainMoney(plan.fee(version)) + ExplanationPlan.part(version, days, whole),
                        net,
                        line.net());
    }

    private String proration(Line line, Cycle cycle) {
        for (Upgrade upgrade : plan.upgrades(cycle)) {
            if (upgrade.text().equals(line.description())) {
                return upgrade(line, cycle, upgrade);
            }
        }
        return line.description().endsWith(" billed in advance")
                ? correction(line, cycle)
                : "an upgrade that the catalog and the subscriptions no longer show";
    }

    private String upgrade(Line line, Cycle cycle, Upgrade upgrade) {
        long left = ChronoUnit.DAYS.between(upgrade.day(), cycle.untilDay());
        long whole = ExplanationPlan.wholeDays(cycle);
        long more = plan.fee(upgrade.to()) - plan.fee(upgrade.from());
        String difference = "(" + facts.plainMoney(plan.fee(upgrade.to())) + " - "
                + facts.plainMoney(plan.fee(upgrade.from())) + ")";
        return "the difference of fee from " + upgrade.day() + " on, that day counted: "
                + origin.money(
                        difference + ExplanationPlan.part(upgrade.to(), left, whole),
                        upgrade.to().prorated(more, left, whole),
                        line.net());
    }

    /** The fee in force at the cycle's start less what the close before it billed. */
    private String correction(Line line, Cycle cycle) {
        PlanVersion version = plan.atStart(cycle);
        long fee = version == null
                ? 0
                : version.prorated(plan.fee(version), ExplanationPlan.days(cycle), ExplanationPlan.wholeDays(cycle));
        Cycle before = facts.cycleBefore(cycle);
        List<Line> billed = facts.dossier().lines().stream()
                .filter(other -> before != null
                        && other.firstDay().equals(before.firstDay())
                        && other.kind().equals("fee")
                        && other.description().endsWith(" from " + cycle.firstDay() + ", in advance"))
                .toList();
        long sum = billed.stream().mapToLong(Line::net).sum();
        String where = billed.stream()
                .map(other -> other.number() + "/" + other.line())
                .collect(Collectors.joining(", "));
        return "a plan row came after the fee was billed: the fee in force at the start, less what "
                + (where.isEmpty() ? "no line" : where) + " billed in advance: "
                + origin.money(facts.plainMoney(fee) + " - " + facts.plainMoney(sum), fee - sum, line.net());
    }

    private String topUp(Line line) {
        Held held = facts.held(line.subject());
        if (held == null) {
            return "a batch that is not in the books";
        }
        return "the price of batch " + held.batch().id() + ", " + held.batch().allocated() + " credits"
                + (held.packageId() == null ? "" : " of package " + held.packageId()) + ", effective "
                + facts.at(held.batch().effectiveAt()) + "; "
                + (line.paid() == Paid.YES
                        ? "paid " + held.batch().charge().paidAt()
                        : "not paid when the invoice was issued");
    }
}
