package io.nightbook.batch.explain;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.catalog.PlanVersion.Rollover;
import io.nightbook.domain.catalog.RateText;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.replay.RunningCycle.Kind;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Held;
import io.nightbook.postgres.ExplainStore.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which terms were in force when: the plan that the books name for a cycle, and the upgrades inside it.
 *
 * <p>In a closed cycle an upgrade counts only where it left a trace, its line or its allowance: a row that came after the
 * close acted later.
 */
final class ExplanationPlan {

    private final ExplanationFacts facts;

    ExplanationPlan(ExplanationFacts facts) {
        this.facts = facts;
    }

    /** An upgrade inside a cycle. */
    record Upgrade(LocalDate day, PlanVersion from, PlanVersion to) {
        String text() {
            return from.planId() + " to " + to.planId() + " on " + day;
        }
    }

    /** The terms at a cycle's start; null without a subscription, or where the catalog lacks the plan. */
    @Nullable
    PlanVersion atStart(Cycle cycle) {
        return version(cycle.planId(), cycle.firstDay());
    }

    /** The terms when a cycle ends, upgrades counted. */
    @Nullable
    PlanVersion atEnd(Cycle cycle) {
        return on(cycle, cycle.untilDay());
    }

    /** The terms on a day of a cycle. */
    @Nullable
    PlanVersion on(Cycle cycle, LocalDate day) {
        PlanVersion version = atStart(cycle);
        for (Upgrade upgrade : upgrades(cycle)) {
            version = upgrade.day().isAfter(day) ? version : upgrade.to();
        }
        return version;
    }

    /** What becomes of usage that no batch pays on a day; null where the catalog lacks the plan. */
    @Nullable
    Overage overage(Cycle cycle, LocalDate day) {
        if (cycle.kind() != Kind.PAID) {
            return new Overage.Pause();
        }
        PlanVersion version = on(cycle, day);
        return version == null ? null : version.overage();
    }

    List<Upgrade> upgrades(Cycle cycle) {
        List<Upgrade> upgrades = new ArrayList<>();
        PlanVersion now = atStart(cycle);
        if (now == null || cycle.kind() != Kind.PAID) {
            return upgrades;
        }
        for (SubscriptionRow row : rowsInside(cycle)) {
            PlanVersion next = version(row.planId(), row.startsOn());
            if (next != null && fee(next) > fee(now)) {
                Upgrade upgrade = new Upgrade(row.startsOn(), now, next);
                if (acted(upgrade, cycle)) {
                    upgrades.add(upgrade);
                    now = next;
                }
            }
        }
        return upgrades;
    }

    private Iterable<SubscriptionRow> rowsInside(Cycle cycle) {
        Map<LocalDate, SubscriptionRow> standing = new TreeMap<>();
        for (SubscriptionRow row : facts.dossier().rows()) {
            if (cycle.holds(row.startsOn()) && row.startsOn().isAfter(cycle.firstDay()) && hasCome(row)) {
                standing.merge(row.startsOn(), row, (a, b) -> a.arrival() > b.arrival() ? a : b);
            }
        }
        return standing.values();
    }

    private boolean hasCome(SubscriptionRow row) {
        return facts.dossier().holder().postedAsOf() != null
                && !facts.days()
                        .startOf(row.startsOn())
                        .isAfter(facts.dossier().holder().postedAsOf());
    }

    private boolean acted(Upgrade upgrade, Cycle cycle) {
        if (!cycle.isClosed()) {
            return true;
        }
        Held allowance = facts.held(Ids.allowance(facts.account().id(), upgrade.day()));
        return (allowance != null && allowance.stage() == Stage.BOOKED)
                || facts.dossier().lines().stream()
                        .anyMatch(line -> line.firstDay().equals(cycle.firstDay())
                                && line.kind().equals("proration")
                                && line.description().equals(upgrade.text()));
    }

    /** Whether the subscription ended where a cycle ends: no cycle with a plan follows, or a new subscription begins. */
    boolean isCancelledAtEndOf(Cycle cycle) {
        SubscriptionRow last = null;
        boolean begins = false;
        for (SubscriptionRow row : facts.dossier().rows()) {
            begins |= row.startsOn().equals(cycle.untilDay());
            if (row.startsOn().isBefore(cycle.untilDay()) && (last == null || isLater(row, last))) {
                last = row;
            }
        }
        boolean over = last != null && last.endsOn() != null && last.endsOn().isBefore(cycle.untilDay());
        Cycle next = facts.cycleFrom(cycle.untilDay());
        return cycle.kind() != Kind.MONTH && over && (begins || next == null || next.kind() == Kind.MONTH);
    }

    private static boolean isLater(SubscriptionRow row, SubscriptionRow than) {
        int byDay = row.startsOn().compareTo(than.startsOn());
        return byDay > 0 || (byDay == 0 && row.arrival() > than.arrival());
    }

    @Nullable
    PlanVersion version(String planId, LocalDate day) {
        Plan plan = facts.catalog().plan(planId);
        return plan == null ? null : plan.versionOn(day);
    }

    long fee(PlanVersion version) {
        return version.fee(facts.account().currency());
    }

    /** Whether a debt may have been owed at an instant of a cycle: one was carried into it, or its plan lends. */
    boolean mayOwe(Cycle cycle, Instant t) {
        Cycle before = facts.cycleBefore(cycle);
        if (before != null && before.debt().isPositive()) {
            return true;
        }
        return t.isAfter(cycle.from())
                && cycle.kind() == Kind.PAID
                && (lends(atStart(cycle)) || upgrades(cycle).stream().anyMatch(upgrade -> lends(upgrade.to())));
    }

    private static boolean lends(@Nullable PlanVersion version) {
        return version == null || version.overage() instanceof Overage.Borrow;
    }

    // ---------------------------------------------------------------- days

    /** The days of a cycle. */
    static long days(Cycle cycle) {
        return ChronoUnit.DAYS.between(cycle.firstDay(), cycle.untilDay());
    }

    /** The days of the month that a cycle is a part of: only calendar months, which end on a 1st, have parts. */
    static long wholeDays(Cycle cycle) {
        return cycle.untilDay().getDayOfMonth() == 1 ? cycle.firstDay().lengthOfMonth() : days(cycle);
    }

    /** A part of a whole month's amount in words; empty where it is the whole. */
    static String part(PlanVersion version, long days, long wholeDays) {
        if (days == wholeDays) {
            return "";
        }
        return version.proration() == Proration.NONE
                ? " x 1 (the plan does not prorate)"
                : " x " + days + " / " + wholeDays + " days";
    }

    // ---------------------------------------------------------------- words

    String terms(PlanVersion version) {
        return "plan " + version.planId() + ", terms from " + version.from();
    }

    String overage(Overage overage) {
        if (overage instanceof Overage.Bill bill) {
            BigDecimal price = bill.prices().get(facts.account().currency().getCurrencyCode());
            return price == null
                    ? "billed"
                    : "billed at " + RateText.number(price) + " "
                            + facts.account().currency().getCurrencyCode() + " per credit";
        }
        if (overage instanceof Overage.Borrow borrow) {
            return "borrowed" + (borrow.limit() == null ? "" : " up to " + borrow.limit());
        }
        return "recorded, never billed";
    }

    static String rollover(@Nullable Rollover rule) {
        if (rule == null) {
            return "nothing rolls over";
        }
        return RateText.number(rule.percent()) + " % of what remains rolls over for " + rule.cycles()
                + (rule.cycles() == 1 ? " cycle" : " cycles")
                + (rule.maxPerCycle() == null ? "" : ", at most " + rule.maxPerCycle() + " per cycle")
                + (rule.maxTotal() == null ? "" : ", at most " + rule.maxTotal() + " in all rollovers");
    }
}
