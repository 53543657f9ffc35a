package io.nightbook.batch;

import io.nightbook.domain.cycle.ClosingRequest;
import io.nightbook.domain.cycle.ClosingRule;
import io.nightbook.postgres.RunStore.Claim;
import io.nightbook.postgres.WorkStore.Request;
import io.nightbook.postgres.WorkStore.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job.
 *
 * @param claim what it holds on to: who takes it up later has it, and this one has it no more
 * @param asOf up to when boundaries happen and usage is in
 * @param closing which cycles it closes, or null where the job closes nothing
 * @param only the number of the one account that is run again, or null for all
 */
record RunContext(
        Claim claim,
        Instant asOf,
        @Nullable ClosingRequest closing,
        Scope scope,
        @Nullable Integer only) {

    int run() {
        return claim.run();
    }

    Request request() {
        return new Request(run(), asOf, closing, scope);
    }

    /** Whether it is the one that ends a month: for that, the finance pack shows the month over all accounts. */
    boolean isMonthEnd() {
        return closing != null && closing.rule() == ClosingRule.ALL;
    }

    boolean isRerun() {
        return only != null;
    }
}
