package io.nightbook.batch.explain;

import io.nightbook.batch.explain.ExplanationPlan.Upgrade;
import io.nightbook.domain.catalog.CreditPackage;
import io.nightbook.domain.catalog.ExpiryRule;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Held;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a batch is there, with how many credits and what worth, and which rule set its end. */
final class ExplanationOrigin {

    private final ExplanationFacts facts;
    private final ExplanationPlan plan;

    ExplanationOrigin(ExplanationFacts facts, ExplanationPlan plan) {
        this.facts = facts;
        this.plan = plan;
    }

    List<String> of(Held held) {
        CreditBatch batch = held.batch();
        List<String> lines = new ArrayList<>();
        switch (batch.source()) {
            case ALLOWANCE -> lines.addAll(allowance(batch));
            case ROLLOVER ->
                lines.add("carried from " + batch.originId() + ", with the share of its value that was carried");
            case TRIAL -> lines.add(trial(batch));
            case BONUS -> lines.add("bonus of top-up " + batch.originId() + "; free credits are worth nothing");
            case TOP_UP, GRANT, ADJUSTMENT -> lines.add(imported(held));
        }
        if (!batch.effectiveAt().equals(batch.nominalAt())) {
            lines.add("its nominal instant lay in closed time, so it became effective at the first open one");
        }
        return lines;
    }

    private String imported(Held held) {
        CreditBatch batch = held.batch();
        Long price = batch.charge().price();
        String pack = held.packageId() == null ? "" : " of package " + held.packageId();
        return "imported " + batch.source().word() + pack
                + (price == null ? ", without a price" : ", at its price of " + facts.money(price));
    }

    private String trial(CreditBatch batch) {
        Cycle cycle = facts.cycleAt(batch.effectiveAt());
        PlanVersion version = cycle == null ? null : plan.atStart(cycle);
        return version == null
                        || version.trial() == null
                        || !version.trial().credits().equals(batch.allocated())
                ? "free credits of a trial; the terms that gave them are not in the catalog"
                : "trial of " + plan.terms(version) + ": " + batch.allocated() + " free credits for "
                        + version.trial().days() + " days";
    }

    // ---------------------------------------------------------------- allowances

    private List<String> allowance(CreditBatch batch) {
        Cycle cycle = facts.cycleAt(batch.effectiveAt());
        if (cycle == null) {
            return List.of("allowance of a cycle that is no longer in the books");
        }
        if (batch.id().equals(Ids.allowance(facts.account().id(), cycle.firstDay()))) {
            PlanVersion version = plan.atStart(cycle);
            return version == null
                    ? List.of("allowance of plan " + cycle.planId() + ", which the catalog no longer has")
                    : granted(batch, cycle, version);
        }
        for (Upgrade upgrade : plan.upgrades(cycle)) {
            if (batch.id().equals(Ids.allowance(facts.account().id(), upgrade.day()))) {
                return upgraded(batch, cycle, upgrade);
            }
        }
        return List.of("allowance of an upgrade that the catalog and the subscriptions no longer show");
    }

    private List<String> granted(CreditBatch batch, Cycle cycle, PlanVersion version) {
        long days = ExplanationPlan.days(cycle);
        long whole = ExplanationPlan.wholeDays(cycle);
        Credits credits = version.prorated(version.allowance(), days, whole);
        long fee = version.prorated(plan.fee(version), days, whole);
        String part = ExplanationPlan.part(version, days, whole);
        return List.of(
                "allowance of " + plan.terms(version) + ", for the cycle of " + cycle.firstDay() + ": "
                        + formula(version.allowance() + part, credits, batch.allocated()),
                "worth the fee billed for it: "
                        + money(facts.plainMoney(plan.fee(version)) + part, fee, batch.value()));
    }

    private List<String> upgraded(CreditBatch batch, Cycle cycle, Upgrade upgrade) {
        long left = ChronoUnit.DAYS.between(upgrade.day(), cycle.untilDay());
        long whole = ExplanationPlan.wholeDays(cycle);
        PlanVersion to = upgrade.to();
        PlanVersion from = upgrade.from();
        Credits more = to.allowance().minus(from.allowance());
        long fee = plan.fee(to) - plan.fee(from);
        String part = ExplanationPlan.part(to, left, whole);
        return List.of(
                "upgrade from " + upgrade.text() + ", " + left + " days left: "
                        + formula(
                                "(" + to.allowance() + " - " + from.allowance() + ")" + part,
                                to.prorated(more, left, whole),
                                batch.allocated()),
                "worth the difference of fee billed for it: "
                        + money(
                                "(" + facts.plainMoney(plan.fee(to)) + " - " + facts.plainMoney(plan.fee(from)) + ")"
                                        + part,
                                to.prorated(fee, left, whole),
                                batch.value()));
    }

    private static String formula(String terms, Credits now, Credits booked) {
        if (!now.equals(booked)) {
            return "booked " + booked + ", where the catalog as it stands gives " + terms + " = " + now
                    + "; how it came about cannot be derived";
        }
        return terms.equals(now.toString()) ? terms + " credits" : terms + " = " + now + " credits";
    }

    String money(String terms, long now, long booked) {
        if (now != booked) {
            return "booked " + facts.money(booked) + ", where the catalog as it stands gives " + terms + " = "
                    + facts.money(now) + "; how it came about cannot be derived";
        }
        return terms.equals(facts.plainMoney(now)) ? facts.money(now) : terms + " = " + facts.money(now);
    }

    // ---------------------------------------------------------------- the rule of its end

    /** What set the end of a batch. */
    String end(Held held) {
        CreditBatch batch = held.batch();
        return switch (batch.source()) {
            case ALLOWANCE -> "an allowance ends with its cycle";
            case TRIAL -> "trial credits end with the trial";
            case ROLLOVER -> rolloverEnd(batch);
            case BONUS -> bonusEnd(held);
            case TOP_UP, GRANT, ADJUSTMENT -> importedEnd(held);
        };
    }

    private String rolloverEnd(CreditBatch batch) {
        Cycle origin = facts.cycleEndingAt(batch.effectiveAt());
        PlanVersion version = origin == null ? null : plan.atEnd(origin);
        Cycle ending = batch.expiresAt() == null ? null : facts.cycleEndingAt(batch.expiresAt());
        if (ending != null && plan.isCancelledAtEndOf(ending)) {
            return "the subscription ended there, and rollovers with it";
        }
        return version == null || version.rollover() == null
                ? "a rollover ends with the last cycle that its rule names"
                : "by " + plan.terms(version) + ", a rollover is usable in the "
                        + (version.rollover().cycles() == 1
                                ? "following cycle"
                                : version.rollover().cycles() + " following cycles");
    }

    private String bonusEnd(Held held) {
        Held topUp = facts.held(String.valueOf(held.batch().originId()));
        CreditPackage pack = topUp == null || topUp.packageId() == null
                ? null
                : facts.catalog().creditPackage(topUp.packageId());
        return pack == null || pack.bonus() == null
                ? "as the package said when it was imported"
                : rule(pack.bonus().expires(), held.batch(), "the bonus of package " + pack.id());
    }

    private String importedEnd(Held held) {
        if (held.given().containsKey("expires_at")) {
            return "as its row gives: expires_at";
        }
        if (held.given().containsKey("usable_through")) {
            return "as its row gives: usable through " + held.given().get("usable_through");
        }
        if (held.packageId() == null) {
            return "neither row nor package gives an end";
        }
        CreditPackage pack = facts.catalog().creditPackage(held.packageId());
        return pack == null
                ? "as package " + held.packageId() + " said when it was imported"
                : rule(pack.expires(), held.batch(), "package " + pack.id());
    }

    private String rule(ExpiryRule rule, CreditBatch batch, String whose) {
        if (rule instanceof ExpiryRule.CycleEnd) {
            return whose + " ends with the cycle in which it is booked";
        }
        if (!Objects.equals(rule.expiresAt(batch.nominalAt(), facts.days()), batch.expiresAt())) {
            return "as " + whose + " said when it was imported; the catalog has another rule now";
        }
        return whose + words(rule);
    }

    private static String words(@Nullable ExpiryRule rule) {
        if (rule instanceof ExpiryRule.After after) {
            return after.boundary() == ExpiryRule.Boundary.INSTANT
                    ? " ends " + period(after.period()) + " after the nominal instant, to the instant"
                    : " is usable through the local day " + period(after.period()) + " after the nominal one";
        }
        return rule instanceof ExpiryRule.Through through ? " is usable through " + through.lastDay() : " never ends";
    }

    private static String period(Period period) {
        List<String> parts = new ArrayList<>();
        addPart(parts, period.getYears(), "year");
        addPart(parts, period.getMonths(), "month");
        addPart(parts, period.getDays(), "day");
        return parts.isEmpty() ? "0 days" : String.join(" and ", parts);
    }

    private static void addPart(List<String> parts, int count, String unit) {
        if (count != 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
