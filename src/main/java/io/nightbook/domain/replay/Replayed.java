package io.nightbook.domain.replay;

import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay gives: the movements that should stand since its opening state, and where the account stands now.
 *
 * @param movements in the order in which they happen
 * @param batches every batch booked or live since the opening, as booked
 * @param finished the cycles that ended, in order, none of them closed yet
 * @param current the running cycle, or null for an account with nothing on its timeline
 * @param debt what is owed at the as-of instant
 * @param checkpoint a state from which a later replay may go on, or null where the opening is as good
 * @param nextAt when something happens next even without new inputs, or null for never
 * @param live batches that live at the as-of instant, in drawdown order
 * @param draws who paid for what, in order
 */
public record Replayed(
        List<Movement> movements,
        Collection<CreditBatch> batches,
        List<Finished> finished,
        @Nullable RunningCycle current,
        Credits debt,
        @Nullable AccountState checkpoint,
        @Nullable Instant nextAt,
        List<Lot> live,
        List<Draw> draws) {

    /**
     * A cycle that ended.
     *
     * @param debt owed at its end
     * @param charges all its invoice lines, should it be closed now
     * @param end the state to go on from once it is closed
     */
    public record Finished(RunningCycle cycle, Credits debt, List<Charge> charges, AccountState end) {}
}
