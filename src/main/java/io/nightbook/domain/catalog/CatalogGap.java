package io.nightbook.domain.catalog;

import java.time.LocalDate;

/** Something that an account needs and the catalog does not have (any more): the account waits until it is put back. */
public final class CatalogGap extends RuntimeException {

    private static final long serialVersionUID = 1;

    private CatalogGap(String message) {
        super(message);
    }

    /** A meter that has usage. */
    public static CatalogGap meter(String named) {
        return new CatalogGap("meter " + named
                + " has usage but is not in the catalog; put it back, with rate: none if it is no longer sold");
    }

    /** A rate of a meter on a local day on which it was used. */
    public static CatalogGap rate(Meter meter, LocalDate day) {
        return new CatalogGap("meter " + meter.id() + " has usage on " + day
                + " but no rate in force then; put it back: rates in use are never removed");
    }

    /** A version of a plan that a running cycle goes by. */
    public static CatalogGap planInUse(String planId, LocalDate from) {
        return new CatalogGap("plan " + planId + " of " + from
                + " is in use but not in the catalog; put it back: plans in use are never removed");
    }

    /** A plan on a local day on which it is to act. */
    public static CatalogGap plan(String planId, LocalDate day) {
        return new CatalogGap("plan " + planId + " has no version in force on " + day
                + "; put it back into the catalog: plans in use are never removed");
    }

    /** The price of a plan in the account's currency. */
    public static CatalogGap price(PlanVersion version, String currency) {
        return new CatalogGap("plan " + version.planId() + " of " + version.from() + " has no price in " + currency
                + "; add it to the catalog: the account pays in it");
    }
}
