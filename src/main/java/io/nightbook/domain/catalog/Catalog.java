package io.nightbook.domain.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is sold and how usage is rated: one immutable value, merged from all catalog files. */
public final class Catalog {

    /** The name of a catalog whose files say none. */
    public static final String UNNAMED = "catalog";

    private final String name;
    private final Drawdown drawdown;
    private final Map<String, Meter> meters;
    private final Map<String, Integer> meterOrder;
    private final Map<String, CreditPackage> packages;
    private final Map<String, Plan> plans;
    private final List<Integer> alerts;

    public Catalog(
            String name,
            Drawdown drawdown,
            List<Meter> meters,
            List<CreditPackage> packages,
            List<Plan> plans,
            List<Integer> alerts) {
        this.name = name;
        this.drawdown = drawdown;
        this.meters = byId(meters, Meter::id);
        this.packages = byId(packages, CreditPackage::id);
        this.plans = byId(plans, Plan::id);
        this.alerts = List.copyOf(alerts);
        this.meterOrder = new LinkedHashMap<>();
        this.meters.keySet().forEach(id -> meterOrder.put(id, meterOrder.size()));
    }

    private static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
        Map<String, T> map = new LinkedHashMap<>();
        for (T item : items) {
            if (map.put(id.apply(item), item) != null) {
                throw new IllegalArgumentException(id.apply(item) + " is declared twice");
            }
        }
        return map;
    }

    public String name() {
        return name;
    }

    public Drawdown drawdown() {
        return drawdown;
    }

    public List<Meter> meters() {
        return List.copyOf(meters.values());
    }

    public List<CreditPackage> packages() {
        return List.copyOf(packages.values());
    }

    public List<Plan> plans() {
        return List.copyOf(plans.values());
    }

    /** Thresholds in percent of a cycle's allocation, ascending. */
    public List<Integer> alerts() {
        return alerts;
    }

    public @Nullable Meter meter(String id) {
        return meters.get(id);
    }

    /**
     * The meter's place in the catalog, from 0: the order in which the meters of a stretch draw.
     *
     * @throws CatalogGap if the catalog does not have it
     */
    public int orderOf(String meterId) {
        Integer order = meterOrder.get(meterId);
        if (order == null) {
            throw CatalogGap.meter(meterId);
        }
        return order;
    }

    public @Nullable CreditPackage creditPackage(String id) {
        return packages.get(id);
    }

    public @Nullable Plan plan(String id) {
        return plans.get(id);
    }

    /** The categories of all meters, in byte order. */
    public Set<String> categories() {
        Set<String> categories = new TreeSet<>();
        meters.values().forEach(meter -> categories.add(meter.category()));
        return categories;
    }
}
