package io.nightbook.domain.usage;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Rated usage of one meter, rolled up over a slot: a part of a local day in which no batch begins or ends.
 *
 * @param slot the first instant of the slot; of late usage, the start of the cycle that bears it
 * @param timing whether it belongs to its own cycle or comes from a closed one
 * @param meter the meter's place in the catalog
 * @param cost the sum of pass-through costs in major units of the account's currency
 */
public record RatedUsage(Instant slot, Timing timing, int meter, Credits credits, BigDecimal cost) {

    /** Whether usage came in time for its own cycle. */
    public enum Timing {
        LATE,
        IN_TIME
    }

    public boolean isLate() {
        return timing == Timing.LATE;
    }
}
