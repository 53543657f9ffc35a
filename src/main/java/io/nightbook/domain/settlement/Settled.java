package io.nightbook.domain.settlement;

import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.Replayed;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.usage.TieredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run does for an account.
 *
 * @param replayed what should stand, with its history
 * @param entries what is to be booked: what should stand less what is booked already
 * @param added batches that the books do not hold yet
 * @param changed batches that the books hold otherwise
 * @param closed the cycles that become final, in order: the first of those that the replay finished
 * @param rerated the credits of events of meters with tiers, where they differ from what they were rated with so far
 * @param next where the account stands then
 */
public record Settled(
        Replayed replayed,
        List<Movement> entries,
        List<CreditBatch> added,
        List<CreditBatch> changed,
        List<Finished> closed,
        Map<TieredEvent, Credits> rerated,
        Next next)
        implements Settlement {

    /**
     * Where the next settlement begins, and when there is reason for one without new inputs.
     *
     * @param closed the state at the end of the last cycle closed now, or null
     * @param checkpoint a later state to go on from while nothing new is dated before it, or null
     * @param nextAt when something happens by itself, or null for never
     * @param closeAt when a cycle is due, or null where none runs
     * @param dropped ids of batches of the books that ended in time that is closed now
     * @param kept ids of batches that are added and that do not end in closed time
     */
    public record Next(
            @Nullable AccountState closed,
            @Nullable AccountState checkpoint,
            @Nullable Instant nextAt,
            @Nullable Instant closeAt,
            List<String> dropped,
            List<String> kept) {}

    /** The cycles that ended but stay open for what comes late. */
    public List<Finished> ended() {
        return replayed.finished().subList(closed.size(), replayed.finished().size());
    }
}
