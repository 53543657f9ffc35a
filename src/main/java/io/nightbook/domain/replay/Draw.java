package io.nightbook.domain.replay;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of the history that a replay returns: who paid for what.
 *
 * @param at the start of the stretch, or the instant of a repayment
 * @param category of the meter, or of the repaid debt
 * @param meter its place in the catalog, or -1 for a repayment
 * @param batchId the batch that paid, or null where none could
 */
public record Draw(
        Instant at,
        Timing timing,
        String category,
        int meter,
        @Nullable String batchId,
        Credits credits,
        Outcome outcome) {

    /** What became of rated usage. */
    public enum Outcome {
        DRAWN,
        UNCOVERED,
        BORROWED,
        REPAID
    }
}
