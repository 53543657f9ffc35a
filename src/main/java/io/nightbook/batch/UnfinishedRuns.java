package io.nightbook.batch;

import io.nightbook.batch.Runner.Order;
import io.nightbook.batch.Runner.Others;
import io.nightbook.batch.Runner.Outcome;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.Begun;
import io.nightbook.postgres.RunStore.State;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What other runs left unfinished, dealt with before a run begins: documents of posted runs that never came out, and closings
 * that never posted. Time goes one way: a run that went past an unfinished closing would shut it out.
 *
 * <p>What cannot be finished keeps nobody from the books: it is said, and waits for a person.
 */
final class UnfinishedRuns {

    private final RunStore runs;
    private final Function<Order, Outcome> runner;
    private final List<String> finished = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    UnfinishedRuns(Database database, Function<Order, Outcome> runner) {
        this.runs = new RunStore(database);
        this.runner = runner;
    }

    Others others() {
        return new Others(List.copyOf(finished), List.copyOf(open));
    }

    /** Finishes what an order does not finish itself and must not go past. */
    void finishBefore(Order order) {
        runs.unpublished().stream().filter(begun -> !isSame(begun, order)).forEach(this::finish);
        runs.unfinished().stream()
                .filter(begun -> !isSame(begun, order))
                .filter(begun -> begun.closes() && begun.state() != State.REFUSED)
                .filter(begun -> !begun.asOf().isAfter(order.asOf()))
                .forEach(this::finish);
    }

    private static boolean isSame(Begun begun, Order order) {
        return begun.job().equals(order.job().name()) && begun.identity().equals(order.identity());
    }

    private void finish(Begun begun) {
        try {
            Outcome outcome = runner.apply(Order.of(begun));
            finished.add(name(begun) + ", which had been stopped, is finished as run " + outcome.run());
            if (outcome.parked() > 0) {
                open.add("run " + outcome.run() + " parked " + outcome.parked()
                        + " accounts; nightbook export parked --out - says why");
            }
        } catch (Refused | BatchFailed e) {
            if (begun.state() == State.POSTED) {
                open.add(name(begun) + " has posted, but is not finished: " + e.getMessage());
            }
            // one that has not posted is taken back by whoever goes past it, and said then
        }
    }

    /** Publishes documents of a finished run that had to wait. */
    void publish(int run, Runnable work) {
        try {
            work.run();
            finished.add("documents of run " + run + " that had waited for fonts are published");
        } catch (Refused | DataAccessException | TransactionException | UncheckedIOException e) {
            open.add("documents of run " + run + " still wait: " + BatchFailed.reason(e));
        }
    }

    /** Adds what waits for a person besides. */
    void add(List<String> sentences) {
        open.addAll(sentences);
    }

    /** Hears of a run that was taken back, and remembers what then waits for somebody. */
    void takenBack(Begun begun) {
        if (begun.closes() && Order.of(begun).account() == null) {
            open.add(name(begun) + " has not posted and is taken back"
                    + (begun.message() == null ? "" : " (" + begun.message() + ")")
                    + ": the cycles that it was to close are still open. Mend what stopped it and run " + begun.job()
                    + " again; --cycle YYYY-MM takes the earliest instant that is still allowed");
        }
    }

    private static String name(Begun begun) {
        return begun.job() + " as of " + begun.asOf() + " (run " + begun.no() + ")";
    }
}
