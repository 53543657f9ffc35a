package io.nightbook.domain.replay;

import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.money.Credits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an account's timeline stands: all that a replay needs to go on from there.
 *
 * @param at the instant up to which everything has happened
 * @param phase whether what happens at {@code at} itself has begun
 * @param seen the highest arrival among the inputs known then: what is dated earlier but arrived later is late
 * @param standing the subscription in force, or null
 * @param cycle the running cycle; null where the phase is {@link Phase#TURNED}
 * @param lots live batches, also empty ones, in drawdown order
 * @param debts oldest first
 * @param lastRowOn the start of the latest subscription row that acted, or null if the account never had one
 * @param ended cycles that ended but are not closed yet, in order; none where the phase is {@link Phase#TURNED}
 * @param feeBilled what a close billed in advance for the cycle that starts at {@code at}, in minor units, or null
 */
public record AccountState(
        Instant at,
        Phase phase,
        long seen,
        @Nullable Standing standing,
        @Nullable RunningCycle cycle,
        List<Lot> lots,
        List<Debt> debts,
        @Nullable LocalDate lastRowOn,
        @Nullable Long feeBilled,
        List<Replayed.Finished> ended) {

    /** How far the instant of a state is done. */
    public enum Phase {
        /** Nothing at the instant has happened yet. */
        BEFORE,
        /** A cycle ended at the instant: its batches lapsed and rolled over, and that is final. */
        TURNED
    }

    /** This state, with a fee billed in advance for the cycle that starts here. */
    AccountState billed(long fee) {
        return new AccountState(at, phase, seen, standing, cycle, lots, debts, lastRowOn, fee, ended);
    }

    /** This state once the first of its ended cycles are closed. */
    public AccountState closed(int cycles) {
        return new AccountState(
                at,
                phase,
                seen,
                standing,
                cycle,
                lots,
                debts,
                lastRowOn,
                feeBilled,
                ended.subList(Math.min(cycles, ended.size()), ended.size()));
    }

    /** Rated usage that was borrowed and not repaid yet. */
    public record Debt(String category, Credits credits) {}
}
