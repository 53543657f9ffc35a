package io.nightbook.domain.cycle;

import java.time.Instant;

/**
 * What a run is asked to close.
 *
 * @param by the logical date by which cycles are due
 * @param rule which of those that are due
 */
public record ClosingRequest(Instant by, ClosingRule rule) {

    /** All that is due. */
    public static ClosingRequest of(Instant by) {
        return new ClosingRequest(by, ClosingRule.ALL);
    }
}
