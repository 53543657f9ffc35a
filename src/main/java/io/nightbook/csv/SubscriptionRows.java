package io.nightbook.csv;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.input.PlanChange;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Rejected;
import java.time.LocalDate;

/** Rows of a subscriptions file: account_id, plan_id, starts_on; optional ends_on, the last day. */
public final class SubscriptionRows {

    private final Catalog catalog;
    private final Accounts accounts;
    private final Column accountId;
    private final Column planId;
    private final Column startsOn;
    private final Column endsOn;

    public SubscriptionRows(InputFile file, Catalog catalog, Accounts accounts) {
        this.catalog = catalog;
        this.accounts = accounts;
        accountId = file.column("account_id");
        planId = file.column("plan_id");
        startsOn = file.column("starts_on");
        endsOn = file.column("ends_on");
    }

    /**
     * Reads a row.
     *
     * @throws Rejected malformed, unknown_account, unknown_plan, out_of_range, no_price
     */
    public PlanChange read(InputRow row) {
        String id = Values.id("account_id", accountId.of(row));
        String plan = Values.id("plan_id", planId.of(row));
        LocalDate starts = Values.date("starts_on", startsOn.of(row));
        Account account = accounts.get(id);
        Plan known = known(plan, starts);
        LocalDate ends = endsOn.isIn(row) ? Values.date("ends_on", endsOn.of(row)) : null;
        if (ends != null && ends.isBefore(starts)) {
            throw Rejected.malformed("ends_on " + ends + " is before starts_on " + starts);
        }
        Values.inRange("starts_on", starts);
        if (ends != null) {
            Values.inRange("ends_on", ends);
        }
        String currency = account.currency().getCurrencyCode();
        if (!known.isPricedIn(currency)) {
            throw new Rejected(
                    Reason.NO_PRICE,
                    "plan " + plan + " lacks a fee or an overage price in " + currency + " in the catalog");
        }
        return new PlanChange(account, plan, starts, ends);
    }

    private Plan known(String planId, LocalDate starts) {
        Plan plan = catalog.plan(planId);
        if (plan == null) {
            throw new Rejected(Reason.UNKNOWN_PLAN, planId + " is not in the catalog");
        }
        if (plan.versionOn(starts) == null) {
            throw new Rejected(
                    Reason.UNKNOWN_PLAN,
                    planId + " begins on " + plan.versions().get(0).from() + " in the catalog, after " + starts);
        }
        return plan;
    }
}
