package io.nightbook.batch.explain;

import io.nightbook.batch.explain.ExplanationShare.Live;
import io.nightbook.batch.explain.ExplanationShare.Part;
import io.nightbook.batch.explain.ExplanationShare.Stretch;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Used;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which batch paid for which meter in a stretch, told from what each batch paid in all.
 *
 * <p>A batch that is not spent in a stretch paid all that reached it, a spent one all that it had: so handing out the
 * booked sums in drawdown order, meter by meter, gives each batch the very usage that it paid for, and what is left over
 * is what no batch paid. Where something is left of the sums instead, the order was another then, and nothing is told.
 */
final class ExplanationParts {

    private static final Comparator<Usage> ORDER =
            Comparator.comparing(Usage::timing).thenComparingInt(Usage::place);

    private final Stretch stretch;
    private final Map<String, Credits> booked;
    private final List<Part> parts = new ArrayList<>();

    private ExplanationParts(Stretch stretch, Map<String, Credits> paid) {
        this.stretch = stretch;
        this.booked = new LinkedHashMap<>(paid);
    }

    /** Usage that draws at one time; {@code place} is that of the meter in the catalog. */
    private record Usage(Timing timing, int place, String meter, String category) {}

    /** The pieces of a stretch; null where the catalog as it stands does not lead to the booked sums. */
    static @Nullable List<Part> of(Catalog catalog, Stretch stretch, Map<String, Credits> paid, List<Used> events) {
        if (events.stream().anyMatch(event -> catalog.meter(event.meter()) == null)) {
            return null;
        }
        ExplanationParts parts = new ExplanationParts(stretch, paid);
        rated(catalog, events).forEach(parts::handOut);
        return parts.booked.values().stream().allMatch(Credits::isZero) ? parts.parts : null;
    }

    /** Usage in the order in which it draws: late before in time, meters as in the catalog. */
    private static Map<Usage, Credits> rated(Catalog catalog, List<Used> events) {
        Map<Usage, Credits> rated = new TreeMap<>(ORDER);
        for (Used event : events) {
            Usage usage = new Usage(event.timing(), catalog.orderOf(event.meter()), event.meter(), event.category());
            rated.merge(usage, event.credits(), Credits::plus);
        }
        rated.values().removeIf(Credits::isZero);
        return rated;
    }

    private void handOut(Usage usage, Credits credits) {
        Credits rest = credits;
        for (Live live : stretch.batches()) {
            String id = live.batch().id();
            Credits has = booked.getOrDefault(id, Credits.ZERO);
            Credits part = has.min(rest);
            if (part.isPositive() && live.batch().paysFor(usage.category())) {
                booked.put(id, has.minus(part));
                rest = rest.minus(part);
                parts.add(new Part(usage.timing(), usage.meter(), id, part));
            }
        }
        if (rest.isPositive()) {
            parts.add(new Part(usage.timing(), usage.meter(), null, rest));
        }
    }
}
