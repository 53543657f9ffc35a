package io.nightbook.batch;

import io.nightbook.postgres.Proof;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.Claim;
import java.util.List;
import java.util.stream.Collectors;

/** A run that must not go on: already running, already done, out of order, or without a proof. The message says why. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    public Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Lets nothing go on that a proof found anything in.
     *
     * @param what says what is not done then
     */
    static void ifAnyFailed(List<Proof.Failure> failures, String what) {
        if (!failures.isEmpty()) {
            throw new Refused(
                    Reason.UNPROVEN,
                    what + " " + failures.stream().map(Proof.Failure::toString).collect(Collectors.joining(" | ")));
        }
    }

    /** Lets nothing go on with a run that another process has taken up, until the running transaction ends. */
    static void ifTaken(RunStore runs, Claim claim) {
        if (!runs.holds(claim)) {
            throw taken(claim.run());
        }
    }

    static Refused taken(int run) {
        return new Refused(
                Reason.TAKEN,
                "Another process has taken run " + run
                        + " over, since this one lost its hold on the books (its connection"
                        + " was cut, perhaps). Nothing is booked twice; nightbook runs shows what became of it.");
    }

    /** Why a run is refused. */
    public enum Reason {
        /** Another run holds the books. */
        RUNNING,
        /** Another process has taken the run over. */
        TAKEN,
        /** The same run has posted. */
        DONE,
        /** A run of a later logical date has posted. */
        OVERTAKEN,
        /** A run of the same identity, but of another instant, is not finished. */
        UNFINISHED,
        /** The account is not parked. */
        NOT_PARKED,
        /** A meter has no rate on the day asked for. */
        NO_RATE,
        /** A check found something in what the run was about to post. */
        UNPROVEN
    }

    public Reason reason() {
        return reason;
    }
}
