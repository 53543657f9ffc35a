package io.nightbook.domain.catalog;

import static java.util.stream.Collectors.joining;

import io.nightbook.domain.catalog.Drawdown.Key;
import io.nightbook.domain.catalog.Meter.DatedRate;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Rollover;
import io.nightbook.domain.catalog.PlanVersion.Trial;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The terms of a catalog one by one. Packages are none: a batch keeps what it was sold by. */
public final class Terms {

    /** The meters in the order in which they draw: more may be added anywhere among them. */
    static final String METER_ORDER = "drawn in the order";

    private Terms() {}

    /** The terms of plans, the order in which batches are drawn, and that in which meters draw. */
    public static List<Term> ofPlans(Catalog catalog) {
        List<Term> terms = new ArrayList<>();
        terms.add(new Term("drawdown", LocalDate.MIN, "order", order(catalog.drawdown())));
        terms.add(new Term(
                "meters",
                LocalDate.MIN,
                METER_ORDER,
                catalog.meters().stream().map(Meter::id).collect(joining(", "))));
        for (Plan plan : catalog.plans()) {
            plan.versions().forEach(version -> add(version, terms));
        }
        return terms;
    }

    /** The rates of meters, and their categories. */
    public static List<Term> ofMeters(Catalog catalog) {
        List<Term> terms = new ArrayList<>();
        for (Meter meter : catalog.meters()) {
            for (DatedRate dated : meter.rates()) {
                LocalDate from = dated.from() == null ? LocalDate.MIN : dated.from();
                terms.add(new Term(subject(meter.id()), from, "rate", RateText.of(dated.rate())));
            }
            terms.add(new Term(subject(meter.id()), LocalDate.MIN, "category", meter.category()));
        }
        return terms;
    }

    /** What terms of a meter are about. */
    public static String subject(String meterId) {
        return "meter " + meterId;
    }

    private static void add(PlanVersion version, List<Term> terms) {
        Map<String, String> said = new TreeMap<>();
        said.put("fee", version.fees().isEmpty() ? "none" : "charged");
        addPrices("fee", version.fees(), said);
        said.put(
                "allowance",
                number(version.allowance()) + " " + version.allowanceClass().word());
        said.put("rollover", rollover(version.rollover()));
        said.put("overage", overage(version.overage()));
        if (version.overage() instanceof Overage.Bill bill) {
            addPrices("overage", bill.prices(), said);
        }
        said.put("proration", word(version.proration()));
        said.put("anchor", word(version.anchor()));
        said.put("trial", trial(version.trial()));
        said.put("grace", grace(version.grace()));
        said.forEach((name, text) -> terms.add(new Term("plan " + version.planId(), version.from(), name, text)));
    }

    private static void addPrices(String name, Map<String, BigDecimal> prices, Map<String, String> said) {
        prices.forEach((currency, price) -> said.put(name + " in " + currency, RateText.number(price)));
    }

    static String order(Drawdown drawdown) {
        return drawdown.keys().stream()
                .map(key -> key == Key.SOURCE
                        ? "source ("
                                + drawdown.sources().stream().map(Source::word).collect(joining(", ")) + ")"
                        : word(key))
                .collect(joining(", "));
    }

    static String rollover(@Nullable Rollover rule) {
        if (rule == null) {
            return "none";
        }
        return RateText.number(rule.percent()) + " % for " + rule.cycles() + " cycles"
                + (rule.maxPerCycle() == null ? "" : ", at most " + number(rule.maxPerCycle()) + " per cycle")
                + (rule.maxTotal() == null ? "" : ", at most " + number(rule.maxTotal()) + " in all");
    }

    static String overage(Overage rule) {
        if (rule instanceof Overage.Borrow borrow) {
            return borrow.limit() == null ? "borrow" : "borrow up to " + number(borrow.limit());
        }
        return rule instanceof Overage.Bill ? "bill" : "pause";
    }

    static String trial(@Nullable Trial trial) {
        return trial == null ? "none" : number(trial.credits()) + " credits for " + trial.days() + " days";
    }

    static String grace(Period grace) {
        return grace.isZero() ? "none" : grace.toString();
    }

    static String number(Credits credits) {
        return RateText.number(credits.value());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
