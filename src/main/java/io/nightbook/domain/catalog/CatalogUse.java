package io.nightbook.domain.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the open time of the accounts asks of the catalog.
 *
 * @param lostMeters those in use that the catalog lacks
 */
public record CatalogUse(List<PlanUse> plans, List<MeterUse> lostMeters) {

    /** Accounts, by one of them: {@code acme and 2 more}. */
    public record Users(String one, long accounts) {
        @Override
        public String toString() {
            return accounts == 1 ? one : one + " and " + (accounts - 1) + " more";
        }
    }

    /**
     * Accounts that are on a plan and pay in a currency.
     *
     * @param from the first local day of it that can still be billed
     * @param until the last one, or null: it goes on
     */
    public record PlanUse(
            String plan,
            String currency,
            LocalDate from,
            @Nullable LocalDate until,
            Users users) {}

    /** Accounts with usage of a meter that is not settled yet. */
    public record MeterUse(String meter, Users users) {}
}
