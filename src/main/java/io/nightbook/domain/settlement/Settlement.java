package io.nightbook.domain.settlement;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.cycle.ClosingRequest;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What comes of an account in a run: it is settled, or it is parked. */
public sealed interface Settlement permits Settled, Parked {

    /**
     * Settles an account. Pure: the same result for the same arguments.
     *
     * @param asOf boundaries up to and including it happen; usage given must lie before it
     * @param closing which cycles are closed; null: none is
     * @throws RuntimeException for nothing that is foreseen: a broken invariant is a fault of the program, not of the
     *     account
     */
    static Settlement of(Catalog catalog, AccountBooks books, Instant asOf, @Nullable ClosingRequest closing) {
        try {
            return new Settling(catalog, books, asOf, closing).settle();
        } catch (CatalogGap gap) {
            return Parked.by(gap);
        } catch (Credits.Overflow overflow) {
            return Parked.outOfRange("a sum of its credits is out of range: " + overflow.getMessage()
                    + "; void the event that is too large, or give batches as large as these to accounts of their own");
        } catch (Money.Overflow overflow) {
            return Parked.outOfRange("a sum of its money is out of range: " + overflow.getMessage()
                    + "; void the event that is too large, or mend the price that is too high");
        }
    }
}
