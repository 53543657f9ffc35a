package io.nightbook.domain.catalog;

import static java.util.stream.Collectors.joining;

import io.nightbook.domain.catalog.CreditPackage.Bonus;
import io.nightbook.domain.catalog.ExpiryRule.After;
import io.nightbook.domain.catalog.ExpiryRule.Boundary;
import io.nightbook.domain.catalog.ExpiryRule.CycleEnd;
import io.nightbook.domain.catalog.ExpiryRule.Through;
import io.nightbook.domain.catalog.Meter.DatedRate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A catalog with all its values in words, for a person to look over: a line for each rate, package and plan version. */
public final class CatalogText {

    private CatalogText() {}

    /**
     * One thing that a catalog says.
     *
     * @param subject what it is about, such as {@code plan pro from 2026-01-01}; empty where it goes on with the line before
     */
    public record Line(String subject, String text) {}

    /** All that the catalog says, in its order. */
    public static List<Line> of(Catalog catalog) {
        List<Line> lines = new ArrayList<>();
        catalog.meters().forEach(meter -> add(meter, lines));
        catalog.packages().forEach(pack -> lines.add(new Line("package " + pack.id(), of(pack))));
        catalog.plans()
                .forEach(plan -> plan.versions()
                        .forEach(version ->
                                lines.add(new Line("plan " + plan.id() + " from " + version.from(), of(version)))));
        lines.add(new Line("drawdown", Terms.order(catalog.drawdown())));
        lines.add(new Line("alerts", alerts(catalog.alerts())));
        return lines;
    }

    private static void add(Meter meter, List<Line> lines) {
        String subject = Terms.subject(meter.id()) + " (" + meter.category() + ")";
        for (DatedRate dated : meter.rates()) {
            LocalDate from = dated.from();
            lines.add(new Line(subject, RateText.of(dated.rate()) + (from == null ? "" : ", from " + from + " on")));
            subject = "";
        }
    }

    private static String of(CreditPackage pack) {
        String what = pack.credits() == null
                ? "at least " + Terms.number(pack.minimum()) + " credits, each for " + prices(pack.prices())
                : Terms.number(pack.credits()) + " credits for " + prices(pack.prices());
        Bonus bonus = pack.bonus();
        return what + "; " + of(pack.expires())
                + (bonus == null
                        ? ""
                        : "; bonus of " + Terms.number(bonus.credits()) + " credits, " + of(bonus.expires()))
                + (pack.categories().isEmpty()
                        ? ""
                        : "; for " + pack.categories().stream().sorted().collect(joining(", ")) + " only")
                + (pack.priority() == 0 ? "" : "; priority " + pack.priority());
    }

    /** When a batch ends, such as {@code ends P1Y after its date, usable through that day}. */
    private static String of(ExpiryRule rule) {
        if (rule instanceof After after) {
            return "ends " + after.period() + " after its date, "
                    + (after.boundary() == Boundary.INSTANT ? "at the very instant" : "usable through that day");
        }
        if (rule instanceof Through through) {
            return "usable through " + through.lastDay();
        }
        return rule instanceof CycleEnd ? "ends with its cycle" : "never ends";
    }

    private static String of(PlanVersion version) {
        return "fee " + (version.fees().isEmpty() ? "none" : prices(version.fees()))
                + "; allowance " + Terms.number(version.allowance()) + " "
                + version.allowanceClass().word()
                + "; rollover " + Terms.rollover(version.rollover())
                + "; overage " + overage(version)
                + "; proration " + Terms.word(version.proration())
                + "; anchor " + Terms.word(version.anchor())
                + "; trial " + Terms.trial(version.trial())
                + "; grace " + Terms.grace(version.grace());
    }

    private static String overage(PlanVersion version) {
        return version.overage() instanceof PlanVersion.Overage.Bill bill
                ? "bill " + prices(bill.prices()) + " a credit"
                : Terms.overage(version.overage());
    }

    private static String prices(Map<String, BigDecimal> prices) {
        return new TreeMap<>(prices)
                .entrySet().stream()
                        .map(price -> price.getValue().toPlainString() + " " + price.getKey())
                        .collect(joining(", "));
    }

    private static String alerts(List<Integer> alerts) {
        return alerts.isEmpty()
                ? "none"
                : "at " + alerts.stream().map(percent -> percent + " %").collect(joining(", "))
                        + " of a cycle's allocation";
    }
}
