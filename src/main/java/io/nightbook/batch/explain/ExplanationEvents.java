package io.nightbook.batch.explain;

import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.RateText;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.Rating;
import io.nightbook.domain.usage.RatingText;
import io.nightbook.postgres.ExplainStore.Used;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events in words: the rate in force on the day of each, the sum before rounding, and what was booked.
 *
 * <p>Events keep the credits that they were rated with; the rate is looked up in the catalog as it stands, and where the
 * two disagree the text says so.
 */
final class ExplanationEvents {

    private final ExplanationFacts facts;

    ExplanationEvents(ExplanationFacts facts) {
        this.facts = facts;
    }

    String line(Used event) {
        return event.occurredAt() + "  " + event.eventId() + "  " + event.meter() + " " + number(event.quantity())
                + ": " + rated(event) + cost(event) + late(event);
    }

    private String rated(Used event) {
        Meter meter = facts.catalog().meter(event.meter());
        Rate rate = meter == null ? null : meter.rateOn(event.day());
        if (rate == null) {
            return event.credits() + " credits, by a rate that the catalog no longer has";
        }
        Function<String, @Nullable String> property = name -> {
            String value = event.properties().get(name);
            return value == null || value.isEmpty() ? null : value;
        };
        Rate selected = Rating.select(rate, property);
        String words = RateText.of(rate, property);
        if (selected instanceof Rate.None || selected instanceof Rate.AtCost) {
            return words + (event.credits().isZero() ? "" : ", yet " + event.credits() + " credits are booked");
        }
        if (selected.isCumulative() && event.before() == null) {
            return words + ": " + event.credits() + " credits; what was used before it in the cycle is not stored";
        }
        BigDecimal before = event.before() == null ? BigDecimal.ZERO : event.before();
        Credits now = Rating.rate(rate, event.quantity(), before, property);
        return words + ": " + RatingText.sum(rate, event.quantity(), before, property) + ", rounded " + now
                + (now.equals(event.credits())
                        ? ""
                        : "; but " + event.credits() + " are booked: the catalog was another when it was rated");
    }

    private String cost(Used event) {
        return event.cost() == null || event.cost().signum() == 0
                ? ""
                : ", cost " + number(event.cost()) + " "
                        + facts.account().currency().getCurrencyCode();
    }

    private static String late(Used event) {
        return event.isLate() ? " (late: its own cycle was closed, that of " + event.bearsOn() + " bears it)" : "";
    }

    static String number(BigDecimal value) {
        return RateText.number(value);
    }

    /** {@code 1 event}, {@code 2 events}. */
    static String count(long events) {
        return events + (events == 1 ? " event" : " events");
    }
}
