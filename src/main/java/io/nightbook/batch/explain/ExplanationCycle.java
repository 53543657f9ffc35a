package io.nightbook.batch.explain;

import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Entry;
import io.nightbook.postgres.ExplainStore.Line;
import io.nightbook.postgres.ExplainStore.MeterSum;
import io.nightbook.postgres.ExplainStore.Used;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One cycle: how its closing balance follows from its opening one, and what its usage was and who paid for it. */
final class ExplanationCycle {

    private final ExplanationFacts facts;
    private final ExplanationPlan plan;
    private final Cycle cycle;

    ExplanationCycle(ExplanationFacts facts, Cycle cycle) {
        this.facts = facts;
        this.plan = new ExplanationPlan(facts);
        this.cycle = cycle;
    }

    void say(ExplanationPage page, List<MeterSum> usage, List<Used> late) {
        page.say("Cycle of " + cycle.firstDay() + " of account " + facts.name());
        sayTerms(page.inner());
        sayBalance(page.inner());
        sayRated(page.inner(), usage);
        for (Kind kind : Kind.values()) {
            sayBatches(page.inner(), kind);
        }
        sayLines(page.inner());
        sayLate(page.inner(), late);
    }

    // ---------------------------------------------------------------- terms

    private void sayTerms(ExplanationPage page) {
        page.say("from  " + facts.at(cycle.from()));
        page.say("until " + facts.at(cycle.until()) + ", last local day "
                + cycle.untilDay().minusDays(1));
        page.say("state " + cycle.state() + ", as " + cycle.run() + " left it");
        page.say(terms());
        plan.upgrades(cycle).forEach(upgrade -> page.say("upgrade from " + upgrade.text()));
        if (plan.isCancelledAtEndOf(cycle)) {
            page.say("the subscription ends with it");
        }
    }

    private String terms() {
        if (cycle.kind() == RunningCycle.Kind.MONTH) {
            return "no plan: a calendar month, or a part of one, without a subscription";
        }
        PlanVersion version = plan.atStart(cycle);
        if (version == null) {
            return "plan " + cycle.planId() + ", which the catalog no longer has";
        }
        if (cycle.kind() == RunningCycle.Kind.TRIAL) {
            return "trial of " + plan.terms(version);
        }
        return plan.terms(version) + ": fee " + facts.money(plan.fee(version)) + ", allowance " + version.allowance()
                + ", " + ExplanationPlan.rollover(version.rollover()) + ", overage "
                + plan.overage(version.overage());
    }

    // ---------------------------------------------------------------- balance

    private void sayBalance(ExplanationPage page) {
        Predicate<Entry> earlier = entry -> entry.cycle().isBefore(cycle.firstDay());
        Predicate<Entry> within = entry -> !entry.cycle().isAfter(cycle.firstDay());
        page.say("credits: opening " + facts.sum(earlier) + " + allocated "
                + gone(Kind.ALLOCATED).negated()
                + " - consumed " + gone(Kind.CONSUMED) + " - expired " + gone(Kind.EXPIRED) + " - rolled out "
                + gone(Kind.ROLLED_OUT) + " - voided " + gone(Kind.VOIDED) + " = closing " + facts.sum(within));
        page.say(facts.account().currency().getCurrencyCode() + ": opening " + facts.plainMoney(facts.value(earlier))
                + " + allocated " + value(Kind.ALLOCATED, 1) + " - consumed " + value(Kind.CONSUMED, -1)
                + " - expired " + value(Kind.EXPIRED, -1) + " - rolled out " + value(Kind.ROLLED_OUT, -1)
                + " - voided " + value(Kind.VOIDED, -1) + " = closing " + facts.plainMoney(facts.value(within)));
        Cycle before = facts.cycleBefore(cycle);
        Credits owed = before == null ? Credits.ZERO : before.debt();
        page.say("usage: rated " + cycle.totals().rated() + " = consumed "
                + cycle.totals().consumed() + " + uncovered " + cycle.totals().uncovered() + " + change of debt "
                + cycle.debt().minus(owed) + " (from " + owed + " to " + cycle.debt() + ")");
    }

    private Predicate<Entry> of(Kind kind) {
        return entry -> entry.kind() == kind && entry.cycle().equals(cycle.firstDay());
    }

    private Credits gone(Kind kind) {
        return facts.sum(of(kind)).negated();
    }

    private String value(Kind kind, int sign) {
        return facts.plainMoney(sign * facts.value(of(kind)));
    }

    // ---------------------------------------------------------------- usage and batches

    private void sayRated(ExplanationPage page, List<MeterSum> usage) {
        Credits sum = usage.stream().map(MeterSum::credits).reduce(Credits.ZERO, Credits::plus);
        long events = usage.stream().mapToLong(MeterSum::events).sum();
        page.say("rated by meter: " + ExplanationEvents.count(events) + ", " + sum + " credits"
                + (sum.equals(cycle.totals().rated())
                        ? ""
                        : "; the cycle says " + cycle.totals().rated() + ": run nightbook runs to see what failed"));
        for (MeterSum meter : usage) {
            page.inner()
                    .say((meter.timing() == Timing.LATE ? "late " : "") + meter.meter() + " (" + meter.category() + ") "
                            + ExplanationEvents.count(meter.events()) + ", quantity "
                            + ExplanationEvents.number(meter.quantity()) + ", " + meter.credits() + " credits"
                            + (meter.cost().signum() == 0
                                    ? ""
                                    : ", cost " + ExplanationEvents.number(meter.cost()) + " "
                                            + facts.account().currency().getCurrencyCode()));
        }
    }

    private void sayBatches(ExplanationPage page, Kind kind) {
        Map<String, Credits> credits = new LinkedHashMap<>();
        Map<String, Long> values = new LinkedHashMap<>();
        for (Entry entry : facts.dossier().entries()) {
            if (of(kind).test(entry)) {
                credits.merge(entry.batchId(), entry.credits(), Credits::plus);
                values.merge(entry.batchId(), entry.value(), Long::sum);
            }
        }
        credits.values().removeIf(Credits::isZero);
        if (credits.isEmpty()) {
            return;
        }
        page.say(kind.word().replace('_', ' ') + " by batch");
        credits.forEach((batch, sum) -> {
            long value = values.getOrDefault(batch, 0L);
            page.inner()
                    .say(batch + " " + (sum.isNegative() ? sum.negated() : sum) + " credits worth "
                            + facts.money(Math.abs(value)));
        });
    }

    private void sayLines(ExplanationPage page) {
        List<Line> lines = facts.dossier().lines().stream()
                .filter(line -> line.firstDay().equals(cycle.firstDay()))
                .toList();
        if (lines.isEmpty()) {
            page.say(cycle.isClosed() ? "no invoice lines" : "no invoice lines yet: they come with its close");
            return;
        }
        ExplanationLine words = new ExplanationLine(facts);
        page.say("invoice lines");
        lines.forEach(line -> page.inner().say(words.text(line)));
    }

    private void sayLate(ExplanationPage page, List<Used> late) {
        if (late.isEmpty()) {
            return;
        }
        ExplanationEvents words = new ExplanationEvents(facts);
        page.say("late usage of closed cycles that it bears");
        late.forEach(event -> page.inner().say(words.line(event)));
    }
}
