package io.nightbook.domain.credit;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.math.RoundingMode;

/**
 * A booked batch and how many of its credits are gone.
 *
 * <p>The first k credits gone are worth round(V x k / allocated); a movement's worth is the difference of two such
 * figures, so the parts always add up to V.
 */
public record Lot(CreditBatch batch, Credits gone) {

    public Credits remaining() {
        return batch.allocated().minus(gone);
    }

    /**
     * The lot once so many more credits are gone.
     *
     * @throws IllegalStateException if more is taken than remains: no batch goes below zero
     */
    public Lot less(Credits credits) {
        Credits after = gone.plus(credits);
        if (credits.isNegative() || after.compareTo(batch.allocated()) > 0) {
            throw new IllegalStateException(
                    "batch " + batch.id() + ": " + credits + " taken where " + remaining() + " remain");
        }
        return new Lot(batch, after);
    }

    /** The worth in minor units of the credits gone so far. */
    public long valueGone() {
        return gone.isZero()
                ? 0
                : Money.share(batch.value(), gone.value(), batch.allocated().value(), RoundingMode.HALF_UP);
    }
}
