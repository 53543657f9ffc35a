package io.nightbook.domain.cycle;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Which finished cycles a close makes final. */
public final class Closing {

    private Closing() {}

    /** All cycles due at {@code asOf}, in order: up to the first one whose grace is not over. */
    public static List<Finished> due(Account account, List<Finished> finished, Instant asOf) {
        return due(account, finished, ClosingRequest.of(asOf));
    }

    /** The cycles due by then, in order: up to the first one whose grace is not over, or that the rule leaves. */
    public static List<Finished> due(Account account, List<Finished> finished, ClosingRequest request) {
        List<Finished> due = new ArrayList<>();
        for (Finished cycle : finished) {
            Instant at = dueAt(account, cycle.cycle());
            if (at.isAfter(request.by()) || !request.rule().takes(account.days().dateOf(at))) {
                break;
            }
            due.add(cycle);
        }
        return due;
    }

    /** The end of a cycle, or the start of the local day that lies the grace of its plan after the end. */
    public static Instant dueAt(Account account, RunningCycle cycle) {
        PlanVersion version = cycle.version();
        if (version == null || version.grace().isZero()) {
            return cycle.until();
        }
        LocalDate end = account.days().dateOf(cycle.until());
        return account.days().startOf(end.plus(version.grace()));
    }
}
