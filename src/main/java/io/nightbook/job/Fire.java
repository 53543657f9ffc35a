package io.nightbook.job;

import java.time.Instant;
import java.util.Map;

/**
 * A call to look at what is due.
 *
 * @param trigger the job whose schedule fired, or what else did, for the log
 * @param at the slot of the schedule; after a missed slot, or where no schedule fired, the present
 * @param firstSeen since when the scheduler knows each scheduled job, by name
 */
public record Fire(String trigger, Instant at, Map<String, Instant> firstSeen) {

    public Fire {
        firstSeen = Map.copyOf(firstSeen);
    }
}
