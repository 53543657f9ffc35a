package io.nightbook.domain.catalog;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a quantity of one meter becomes credits. */
public sealed interface Rate {

    /** {@code credits} for every {@code per} units; rounded up to whole credits per event if {@code rounding} says so. */
    record PerUnit(BigDecimal per, BigDecimal credits, EventRounding rounding) implements Rate {}

    /** {@code credits} for every begun {@code size} units of an event. */
    record PerPackage(BigDecimal size, BigDecimal credits) implements Rate {}

    /** Tiers over the account's cumulative quantity of the meter in the cycle; the last one has no end. */
    record Graduated(List<Tier> tiers) implements Rate {}

    /** One tier: {@code credits} for every {@code per} units up to and including {@code upTo}. */
    record Tier(@Nullable BigDecimal upTo, BigDecimal per, BigDecimal credits) {}

    /** Several components, each a named property of the event with a rate of its own; an absent property is 0. */
    record Sum(Map<String, PerUnit> components) implements Rate {}

    /** Different rates by the value of one property. */
    record Match(String property, Map<String, Rate> cases, Rate otherwise) implements Rate {
        public Rate of(String value) {
            return cases.getOrDefault(value, otherwise);
        }
    }

    /** Counted and reported; costs no credits. */
    record None() implements Rate {}

    /** No credits; the event's own cost goes on the invoice with no mark-up. */
    record AtCost() implements Rate {}

    /** What an event's credits are rounded to: six places, or up to whole credits. */
    enum EventRounding {
        SIX_PLACES {
            @Override
            public Credits round(BigDecimal numerator, BigDecimal denominator) {
                return new Credits(numerator.divide(denominator, Credits.PLACES, RoundingMode.HALF_UP));
            }
        },
        UP_TO_WHOLE {
            @Override
            public Credits round(BigDecimal numerator, BigDecimal denominator) {
                return new Credits(numerator.divide(denominator, 0, RoundingMode.CEILING));
            }
        };

        /** numerator / denominator, rounded once. */
        public abstract Credits round(BigDecimal numerator, BigDecimal denominator);
    }

    /** Whether an event's credits depend on what the account used before it in the cycle. */
    default boolean isCumulative() {
        if (this instanceof Match match) {
            return match.otherwise().isCumulative()
                    || match.cases().values().stream().anyMatch(Rate::isCumulative);
        }
        return this instanceof Graduated;
    }
}
