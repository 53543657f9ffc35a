package io.nightbook.domain.credit;

import io.nightbook.domain.money.Credits;
import java.time.Instant;
import java.util.Locale;

/**
 * A change of a batch at an instant: what the ledger books.
 *
 * @param credits signed as it changes the batch
 * @param value its worth in minor units, signed likewise
 */
public record Movement(String batchId, Kind kind, Instant effectiveAt, Credits credits, long value) {

    /** What happens to credits. At one instant, rolled_out counts before expired. */
    public enum Kind {
        ALLOCATED,
        CONSUMED,
        ROLLED_OUT,
        EXPIRED,
        VOIDED;

        /** The word of the files: {@code rolled_out}, ... */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
