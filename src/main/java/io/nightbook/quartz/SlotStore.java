package io.nightbook.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.JobPersistenceException;
import org.quartz.Trigger;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;

/**
 * The job store of Quartz, in which a slot fires once and one job at a time also if several triggers belong to one job.
 *
 * <p>A node acquires a trigger ahead of its time. When a neighbour fires another trigger of the same job meanwhile, Quartz
 * blocks the acquired one, frees it when the neighbour is done, and lets the neighbour acquire it too: each of the two would
 * fire the slot. And the first node, refused because the job still runs, would free its trigger and fire it beside the run.
 * Everything here happens under the lock on the triggers that Quartz holds around both.
 */
@SuppressWarnings("unchecked") // JobStoreTX itself overrides a generic method by a raw one
public final class SlotStore extends JobStoreTX {

    /** Fires a slot that the store has still to come; answers null for one that a neighbour has fired. */
    @Override
    protected @Nullable TriggerFiredBundle triggerFired(Connection connection, OperableTrigger acquired)
            throws JobPersistenceException {
        OperableTrigger stored = retrieveTrigger(connection, acquired.getKey());
        boolean isToCome = stored != null && slot(acquired).equals(slot(stored));
        return isToCome ? super.triggerFired(connection, acquired) : null;
    }

    private static Optional<Instant> slot(Trigger trigger) {
        return Optional.ofNullable(trigger.getNextFireTime()).map(Date::toInstant);
    }

    /** Gives a trigger back: to wait, or to stay blocked as long as its job runs. */
    @Override
    protected void releaseAcquiredTrigger(Connection connection, OperableTrigger acquired)
            throws JobPersistenceException {
        super.releaseAcquiredTrigger(connection, acquired);
        String state = checkBlockedState(connection, acquired.getJobKey(), STATE_WAITING);
        try {
            getDelegate().updateTriggerStateFromOtherState(connection, acquired.getKey(), state, STATE_WAITING);
        } catch (SQLException e) {
            throw new JobPersistenceException("cannot block " + acquired.getKey(), e);
        }
    }
}
