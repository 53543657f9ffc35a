package io.nightbook.yaml;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditPackage;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A catalog that grows file by file. */
final class CatalogDraft {

    private static final String[] SECTIONS = {"catalog", "drawdown", "meters", "packages", "plans", "alerts"};
    private static final NumberRule ALERT = NumberRule.whole(1, 1000);

    private final Declared sections = new Declared("section");
    private final Declared meterIds = new Declared("meter");
    private final Declared packageIds = new Declared("package");
    private final Declared planIds = new Declared("plan");
    private final List<Meter> meters = new ArrayList<>();
    private final List<CreditPackage> packages = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Value> categoryUses = new ArrayList<>();

    private String name = "catalog";
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
        Plan plan = PlanSection.read(item);
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
