package io.nightbook.domain.replay;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.Rating;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Tiers over a cycle: each event is rated in time order (then by id) over the account's cumulative quantity of the meter
 * in the cycle that bears it, by the rate in force on its own day. Tiers go on over a rate change.
 */
public final class Tiers {

    private static final Comparator<TieredEvent> ORDER =
            Comparator.comparing(TieredEvent::occurredAt).thenComparing(TieredEvent::eventId, Ids.ORDER);

    private Tiers() {}

    private record Counter(int meter, LocalDate cycle) {}

    /**
     * The credits of each event, in time order; {@code cycles} are the first days of all open cycles.
     *
     * @throws CatalogGap if a meter had no rate on an event's day; Credits.Overflow
     */
    public static Map<TieredEvent, Credits> rate(Catalog catalog, List<TieredEvent> events, List<LocalDate> cycles) {
        List<TieredEvent> ordered = new ArrayList<>(events);
        ordered.sort(ORDER);
        NavigableSet<LocalDate> starts = new TreeSet<>(cycles);
        Map<Counter, BigDecimal> used = new HashMap<>();
        Map<TieredEvent, Credits> rated = new LinkedHashMap<>();
        for (TieredEvent event : ordered) {
            Counter counter = new Counter(
                    event.meter(),
                    Objects.requireNonNull(
                            starts.floor(event.bearsOn()), () -> "no open cycle bears " + event.eventId()));
            BigDecimal before = used.getOrDefault(counter, BigDecimal.ZERO);
            Meter meter = catalog.meters().get(event.meter());
            Rate rate = meter.rateOn(event.day());
            if (rate == null) {
                throw CatalogGap.rate(meter, event.day());
            }
            rated.put(event, Rating.rate(rate, event.quantity(), before, name -> {
                String value = event.properties().get(name);
                return value == null || value.isEmpty() ? null : value;
            }));
            used.put(counter, before.add(event.quantity()));
        }
        return rated;
    }
}
