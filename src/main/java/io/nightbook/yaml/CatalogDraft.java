package io.nightbook.yaml;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogUse;
import io.nightbook.domain.catalog.CreditPackage;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A catalog that grows file by file. */
final class CatalogDraft {

    private static final String[] SECTIONS = {"catalog", "drawdown", "meters", "packages", "plans", "alerts"};
    private static final NumberRule ALERT = NumberRule.whole(1, 500);

    private final Declared sections = new Declared("section");
    private final Declared meterIds = new Declared("meter");
    private final Declared packageIds = new Declared("package");
    private final Declared planIds = new Declared("plan");
    private final List<Meter> meters = new ArrayList<>();
    private final List<CreditPackage> packages = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Value> categoryUses = new ArrayList<>();
    private final List<PriceList> priceLists = new ArrayList<>();

    private String name = Catalog.UNNAMED;
    private Drawdown drawdown = Drawdown.DEFAULT;
    private List<Integer> alerts = List.of();

    void add(Value root) {
        Fields fields = Fields.of(root, "a catalog file", SECTIONS);
        name = once(fields, "catalog").optional("catalog", Texts::text, name);
        drawdown = once(fields, "drawdown").optional("drawdown", DrawdownSection::read, drawdown);
        alerts = once(fields, "alerts").optional("alerts", CatalogDraft::readAlerts, alerts);
        fields.list("meters", "meter").forEach(this::addMeter);
        fields.list("packages", "package").forEach(this::addPackage);
        fields.list("plans", "plan").forEach(this::addPlan);
    }

    /** The catalog, once all files are in; not to be called while there are problems. */
    Catalog finished() {
        return new Catalog(name, drawdown, meters, packages, plans, alerts);
    }

    /**
     * Reports what can be seen only when all files are in: packages limited to a category that is nearly that of a meter.
     * One that is like none may be sold before its meters are there.
     */
    void checkCategories() {
        Set<String> known = new TreeSet<>();
        meters.forEach(meter -> known.add(meter.category()));
        known.remove("");
        Words words = Words.known("categories", known);
        categoryUses.stream()
                .filter(use ->
                        use.word().filter(word -> words.nearest(word).isEmpty()).isEmpty())
                .forEach(use -> Texts.oneOf(known, "categories", use));
    }

    /** Reports what the books ask for and no file has: where a price is missing, or in the folder. */
    void checkUse(CatalogUse use, String folder, Problems problems) {
        Map<String, Plan> known = new TreeMap<>();
        plans.forEach(plan -> known.put(plan.id(), plan));
        for (CatalogUse.PlanUse asked : use.plans()) {
            Plan plan = known.get(asked.plan());
            if (plan != null) {
                checkPrices(plan, asked);
            } else {
                problems.add(Problem.ofFile(
                        folder,
                        "plan " + Excerpt.quoted(asked.plan()) + " is gone; on it, and paying in " + asked.currency()
                                + ": " + asked.users(),
                        "put it back, plans in use are never removed. "
                                + Words.known("plans", known.keySet()).remedyFor(asked.plan())));
            }
        }
        Words meterWords = Words.known("meters", meters.stream().map(Meter::id).toList());
        for (CatalogUse.MeterUse lost : use.lostMeters()) {
            problems.add(Problem.ofFile(
                    folder,
                    "meter " + Excerpt.quoted(lost.meter()) + " is gone; with usage of it in open cycles: "
                            + lost.users(),
                    "put it back, with rate: none if it is no longer sold. " + meterWords.remedyFor(lost.meter())));
        }
    }

    private void checkPrices(Plan plan, CatalogUse.PlanUse asked) {
        List<PlanVersion> versions = plan.versionsWithin(asked.from(), asked.until());
        priceLists.stream()
                .filter(list -> versions.contains(list.version()))
                .filter(list -> !list.currencies().contains(asked.currency()))
                .forEach(list -> list.at()
                        .problem(
                                list.at().subject() + " has no price in " + asked.currency() + "; on plan "
                                        + Excerpt.quoted(plan.id()) + ", and paying in it: " + asked.users(),
                                "add it. Priced: " + String.join(", ", list.currencies())));
    }

    private Fields once(Fields fields, String section) {
        if (fields.has(section)) {
            sections.add(section, fields.required(section));
        }
        return fields;
    }

    private void addMeter(Value item) {
        Meter meter = MeterSection.read(item);
        meterIds.add(meter.id(), item);
        meters.add(meter);
    }

    private void addPackage(Value item) {
        CreditPackage pack = PackageSection.read(item, categoryUses);
        packageIds.add(pack.id(), item);
        packages.add(pack);
    }

    private void addPlan(Value item) {
        Plan plan = PlanSection.read(item, priceLists);
        planIds.add(plan.id(), item);
        plans.add(plan);
    }

    private static List<Integer> readAlerts(Value value) {
        return value.list("alert").stream()
                .map(ALERT::readWhole)
                .distinct()
                .sorted()
                .toList();
    }
}
