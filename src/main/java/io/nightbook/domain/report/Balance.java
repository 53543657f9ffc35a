package io.nightbook.domain.report;

import io.nightbook.domain.money.Credits;

/**
 * The credits of a closed cycle: opening + allocated - consumed - expired - rolled out - voided = closing.
 *
 * <p>What rolls out is allocated again as a carry at the same instant, so both count once each.
 *
 * @param rated what the cycle's usage was worth
 * @param uncovered the part of it that no batch could pay and nobody owes
 * @param debt what is owed at the cycle's end
 */
public record Balance(
        Credits opening,
        Credits allocated,
        Credits consumed,
        Credits expired,
        Credits rolledOut,
        Credits voided,
        Credits closing,
        Credits rated,
        Credits uncovered,
        Credits debt) {

    /**
     * Figures that agree.
     *
     * @throws IllegalStateException if they do not add up
     */
    public Balance {
        Credits rest = opening.plus(allocated)
                .minus(consumed)
                .minus(expired)
                .minus(rolledOut)
                .minus(voided);
        if (!rest.equals(closing)) {
            throw new IllegalStateException(
                    "opening and movements leave " + rest + " credits, but " + closing + " remain");
        }
    }

    /** What was owed at the cycle's start: usage that was neither paid nor left uncovered made it what it is at the end. */
    public Credits debtAtStart() {
        return debt.minus(rated.minus(consumed).minus(uncovered));
    }

    /** What came in the cycle: allocated, without the carry into the next one. */
    public Credits added() {
        return allocated.minus(rolledOut);
    }

    /** All that could be used in the cycle: opening and allocated, without the carry into the next one. */
    public Credits available() {
        return opening.plus(added());
    }
}
