package io.nightbook.domain.replay;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.time.Anchor;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in force.
 *
 * @param version the plan's terms that act now
 * @param anchor what turns its cycles; holds while the subscription is unbroken
 * @param row the latest row that has started: the one whose last day counts
 * @param waitingPlan the plan that takes over at the next cycle, or null
 * @param trialUntil the day on which a running trial ends, or null
 */
public record Standing(
        PlanVersion version,
        Anchor anchor,
        SubscriptionRow row,
        @Nullable String waitingPlan,
        @Nullable LocalDate trialUntil) {

    Standing under(PlanVersion newVersion) {
        return new Standing(newVersion, anchor, row, null, trialUntil);
    }

    Standing by(SubscriptionRow newRow) {
        return new Standing(version, anchor, newRow, waitingPlan, trialUntil);
    }

    Standing awaiting(String planId) {
        return new Standing(version, anchor, row, planId, trialUntil);
    }

    Standing afterTrial() {
        return new Standing(version, anchor, row, waitingPlan, null);
    }

    /** Whether its last day lies before {@code day}. */
    boolean isOverOn(LocalDate day) {
        return row.endsOn() != null && row.endsOn().isBefore(day);
    }
}
