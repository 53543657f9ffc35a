package io.nightbook.postgres;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.Meter;
import java.util.HashMap;
import java.util.Map;

/** The catalog's meters under the numbers that the tables know them by. */
public final class Meters {

    private static final Sql MERGE = Sql.query("intake/merge-meter");
    private static final Sql FIND = Sql.query("intake/find-meters");

    private final Catalog catalog;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> ids = new HashMap<>();
    private final Map<Integer, Integer> orders = new HashMap<>();

    private Meters(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Numbers the meters that are new, and keeps their categories up to date. */
    public static Meters merge(Database database, Catalog catalog) {
        String[] ids = catalog.meters().stream().map(Meter::id).toArray(String[]::new);
        String[] categories = catalog.meters().stream().map(Meter::category).toArray(String[]::new);
        database.sql(MERGE).param("ids", ids).param("categories", categories).update();
        Meters meters = new Meters(catalog);
        database.sql(FIND).query(row -> {
            String id = row.getString("meter_id");
            int number = row.getInt("meter_no");
            meters.numbers.put(id, number);
            meters.ids.put(number, id);
            if (catalog.meter(id) != null) {
                meters.orders.put(number, catalog.orderOf(id));
            }
        });
        return meters;
    }

    int numberOf(String id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new IllegalArgumentException("meter " + id + " has no number yet");
        }
        return number;
    }

    Meter meterOf(int number) {
        return catalog.meters().get(orderOf(number));
    }

    /**
     * The place in the catalog of the meter with a number.
     *
     * @throws CatalogGap if the catalog does not have it
     */
    int orderOf(int number) {
        Integer order = orders.get(number);
        if (order == null) {
            throw CatalogGap.meter(idOf(number));
        }
        return order;
    }

    String idOf(int number) {
        return ids.getOrDefault(number, "number " + number);
    }

    /** The numbers of the meters whose rates count over the cycle. */
    Integer[] tiered() {
        return catalog.meters().stream()
                .filter(Meter::isCumulative)
                .map(meter -> numberOf(meter.id()))
                .toArray(Integer[]::new);
    }
}
