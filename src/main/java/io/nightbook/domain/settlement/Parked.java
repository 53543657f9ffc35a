package io.nightbook.domain.settlement;

import io.nightbook.domain.catalog.CatalogGap;

/**
 * An account that cannot be settled: nothing of the run is booked for it.
 *
 * @param detail what is wrong and what to do about it
 */
public record Parked(Reason reason, String detail) implements Settlement {

    /** All that parks an account. */
    public enum Reason {
        /** A sum of credits or money that is larger than its column. */
        OUT_OF_RANGE,
        /** A plan, price, meter or rate that the account uses and the catalog lacks. */
        CATALOG_GAP,
        /** Books that contradict themselves: entries of a batch that is not there. */
        LOST_BATCH
    }

    public static Parked outOfRange(String detail) {
        return new Parked(Reason.OUT_OF_RANGE, detail);
    }

    public static Parked by(CatalogGap gap) {
        return new Parked(Reason.CATALOG_GAP, String.valueOf(gap.getMessage()));
    }

    static Parked lost(String batchId) {
        return new Parked(
                Reason.LOST_BATCH, "batch " + batchId + " is booked on, but ended in closed time or is not there");
    }
}
