package io.nightbook.batch;

import io.nightbook.postgres.Database;
import io.nightbook.postgres.RejectStore;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.Begun;
import io.nightbook.postgres.RunStore.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What in the books waits for a person, each in a sentence with what to do. */
public final class Attention {

    private final RunStore runs;
    private final WaitingDocuments documents;
    private final Overdue overdue;
    private final RejectStore rejects;

    public Attention(Database database, Overdue overdue) {
        this.runs = new RunStore(database);
        this.documents = new WaitingDocuments(database);
        this.overdue = overdue;
        this.rejects = new RejectStore(database);
    }

    /**
     * Runs that did not come to their end, documents that did not come out or wait for fonts, closings that never ran, parked
     * accounts, rejected rows.
     */
    public List<String> list(Instant now) {
        List<String> waiting = new ArrayList<>();
        runs.unfinished().forEach(begun -> unfinished(begun).ifPresent(waiting::add));
        runs.unpublished().forEach(begun -> unpublished(begun).ifPresent(waiting::add));
        waiting.addAll(documents.list());
        waiting.addAll(overdue.closings(now));
        long parked = runs.countParked();
        if (parked > 0) {
            waiting.add(String.format(
                    Locale.ROOT,
                    "accounts parked: %,d. nightbook export parked --out - says why; mend the cause, and the next night takes"
                            + " them along",
                    parked));
        }
        long rejected = rejects.countOpen();
        if (rejected > 0) {
            waiting.add(String.format(
                    Locale.ROOT,
                    "rejected rows: %,d. nightbook export rejects shows them; mend the files in the folder rejects of the home,"
                            + " take out of them what is not to come in, and import them",
                    rejected));
        }
        return waiting;
    }

    private Optional<String> unfinished(Begun begun) {
        return idle(begun)
                .map(run -> "run " + run.no() + " (" + run.job() + " as of " + run.asOf() + ") is " + run.state()
                        + (run.message() == null ? "" : ": " + run.message())
                        + ". Start it again: nightbook run " + run.job() + " --as-of " + run.asOf());
    }

    private Optional<String> unpublished(Begun begun) {
        return idle(begun)
                .map(run -> "run " + run.no() + " (" + run.job() + " as of " + run.asOf()
                        + ") has posted, but has not come to its end: its documents may be missing. nightbook publish "
                        + run.no() + " publishes them, and so does the next run");
    }

    /** A run that nobody works on. */
    private Optional<Run> idle(Begun begun) {
        return runs.find(begun.no()).filter(run -> !run.live());
    }
}
