package io.nightbook.domain.catalog;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A top-up or prepaid pack: a fixed number of credits with a price per currency, or a unit price with a minimum.
 *
 * @param credits null for a custom size
 * @param prices per ISO currency: of the pack, or of one credit (up to 9 places) for a custom size
 */
public record CreditPackage(
        String id,
        @Nullable Credits credits,
        Map<String, BigDecimal> prices,
        Credits minimum,
        ExpiryRule expires,
        @Nullable Bonus bonus,
        Set<String> categories,
        int priority) {

    /** Free credits that come with a top-up. */
    public record Bonus(Credits credits, ExpiryRule expires) {}

    public boolean isCustomSize() {
        return credits == null;
    }
}
