package io.nightbook.batch;

import io.nightbook.batch.Documents.Unset;
import io.nightbook.batch.Refused.Reason;
import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.batch.catalog.EditedCatalog;
import io.nightbook.domain.catalog.TermEdit;
import io.nightbook.domain.cycle.ClosingRule;
import io.nightbook.job.JobSpec;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.Meters;
import io.nightbook.postgres.PostStore;
import io.nightbook.postgres.RollupStore;
import io.nightbook.postgres.RunLock;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.Begun;
import io.nightbook.postgres.RunStore.Claim;
import io.nightbook.postgres.RunStore.Posted;
import io.nightbook.postgres.RunStore.State;
import io.nightbook.postgres.WorkStore.Range;
import io.nightbook.postgres.WorkStore.Scope;
import io.nightbook.postgres.WorkStore.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Runs jobs: one at a time over the whole database, each identity posted once, in the order of their logical dates.
 *
 * <p>An execution left behind by a killed process is taken up where it stopped; one that another run overtook is taken
 * back, which leaves no trace since nothing of it was posted.
 */
public final class Runner {

    /** The steps that a job file may name, each after those whose work it goes on with. */
    public static final Set<String> STEPS = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("rollup", "replay", "close", "post", "alerts", "documents")));

    private final Books books;
    private final RunStore runs;
    private final Listener listener;

    public Runner(Books books, Listener listener) {
        this.books = books;
        this.runs = new RunStore(books.database());
        this.listener = listener;
    }

    /** Hears how a run goes on. */
    public interface Listener {

        /** Hears and says nothing. */
        Listener SILENT = new Listener() {
            @Override
            public void step(String name) {}

            @Override
            public void accounts(long more) {}
        };

        void step(String name);

        void accounts(long more);
    }

    /** What is asked for: a job as of an instant, for one parked account or (null) for all. */
    public record Order(JobSpec job, Instant asOf, @Nullable String account, String startedBy) {

        /** What was asked for when a run was begun. */
        static Order of(Begun begun) {
            String date = date(begun.asOf());
            return new Order(
                    new JobSpec(begun.job(), "", null, JobSpec.Identity.DATE, begun.closing(), begun.steps()),
                    begun.asOf(),
                    begun.identity().equals(date) ? null : begun.identity().substring(date.length() + 1),
                    begun.startedBy());
        }

        /** The same at another instant. */
        Order at(Instant instant) {
            return new Order(job, instant, account, startedBy);
        }

        String identity() {
            String date = date(asOf);
            return account == null ? date : date + " " + account;
        }

        private static String date(Instant asOf) {
            return asOf.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }

        boolean closes() {
            return job.steps().contains("close");
        }

        String name() {
            return job.name() + " of " + identity();
        }
    }

    /**
     * What came of a run.
     *
     * @param totals counts and sums by name
     * @param reasons why accounts were parked, by their ids: of the first {@value #SHOWN} of them
     * @param others what became of other runs that were found unfinished
     */
    public record Outcome(int run, Map<String, BigDecimal> totals, Map<String, String> reasons, Others others) {

        private static final int SHOWN = 20;

        public long parked() {
            return totals.getOrDefault("parked", BigDecimal.ZERO).longValue();
        }
    }

    /**
     * Other runs that a run found unfinished, a sentence each.
     *
     * @param finished those that it finished first
     * @param open those that it could not, and documents of its own that it could not publish, which wait for a person
     */
    public record Others(List<String> finished, List<String> open) {

        /** There were none. */
        public static final Others NONE = new Others(List.of(), List.of());
    }

    /**
     * Runs a job to its end, after what other runs have left unfinished: documents that never came out, and closings, whose
     * month a later run would shut out.
     *
     * @throws Refused if it is running, done, out of order, or cannot prove itself
     * @throws EditedCatalog if the catalog changes terms in use
     */
    public Outcome run(Order order) {
        return locked(order.name(), lock -> {
            refuseIfCatalogEdited();
            Leftovers leftovers = new Leftovers(books.database(), other -> runLocked(other, lock, taken -> {}));
            leftovers.finishBefore(order);
            new WaitingDocuments(books.database())
                    .ready(books.fonts())
                    .forEach(run -> leftovers.publish(run, () -> publishLocked(run, lock, Unset.WAITS)));
            // what closes all closes what those before it were to close
            boolean all = order.closes() && order.job().closes() == ClosingRule.ALL;
            Outcome outcome = runLocked(order, lock, all ? taken -> {} : leftovers::takenBack);
            leftovers.add(new WaitingDocuments(books.database()).of(outcome.run()));
            return new Outcome(outcome.run(), outcome.totals(), outcome.reasons(), leftovers.others());
        });
    }

    private Outcome runLocked(Order order, RunLock lock, Consumer<Begun> takenBack) {
        Optional<Begun> begun =
                runs.identified(order.job().name(), order.identity()).filter(this::goesOn);
        Claim claim = begun.isPresent() ? takeUp(order, begun.get()) : begin(order, takenBack);
        lock.show(claim.run());
        return execute(order, claim);
    }

    /** Holds the lock of all runs meanwhile. */
    private <T> T locked(String name, Function<RunLock, T> work) {
        RunLock lock = runs.tryLock()
                .orElseThrow(
                        () -> new Refused(
                                Reason.RUNNING,
                                "Another run holds the books. Wait for it to end (nightbook runs shows it), then start again."));
        try (lock) {
            return work.apply(lock);
        } catch (Refused | EditedCatalog | BatchFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BatchFailed(name + " failed: " + BatchFailed.reason(e), e);
        }
    }

    /** One that was refused, or that computed a part with another catalog, is begun anew, from its first step. */
    private boolean goesOn(Begun before) {
        return switch (before.state()) {
            case POSTED -> true;
            case REFUSED, ABANDONED -> false;
            case RUNNING, FAILED -> before.catalog().equals(books.fingerprint());
        };
    }

    /** Goes on with a run that began and did not end. */
    private Claim takeUp(Order order, Begun before) {
        refuseIfDone(order, before);
        if (!before.asOf().equals(order.asOf())) {
            throw new Refused(
                    Reason.UNFINISHED,
                    order.name() + " was begun as of " + before.asOf() + " (run " + before.no()
                            + ") and is not finished; finish it with --as-of " + before.asOf());
        }
        if (before.state() != State.POSTED) {
            refuseIfOvertaken(order);
        }
        return runs.resume(before.no());
    }

    private Claim begin(Order order, Consumer<Begun> takenBack) {
        refuseIfOvertaken(order);
        refuseIfNotParked(order);
        books.database().inTransaction(() -> {
            takeBack(takenBack);
            return order;
        });
        return add(order);
    }

    /** Takes back what runs that never posted have done. */
    private void takeBack(Consumer<Begun> takenBack) {
        RollupStore rollups = new RollupStore(books.database());
        for (Begun unfinished : runs.unfinished()) {
            runs.abandon(unfinished.no());
            rollups.undo(unfinished.no());
            takenBack.accept(unfinished);
        }
        new PostStore(books.database()).clear();
    }

    private Claim add(Order order) {
        return runs.add(new RunStore.Request(
                order.job().name(),
                order.identity(),
                order.asOf(),
                order.startedBy(),
                order.closes(),
                order.job().closes(),
                books.fingerprint(),
                order.job().steps()));
    }

    /**
     * Lets the books go on with a catalog that changes terms in use; answers in what.
     *
     * @throws Refused if a run goes on
     */
    public List<TermEdit> acceptEdits() {
        return locked(
                "accepting the catalog", lock -> new CatalogInUse(books.database(), books.catalog()).acceptEdits());
    }

    private void refuseIfDone(Order order, Begun before) {
        if (before.state() == State.POSTED && runs.isEnded(before.no())) {
            throw new Refused(
                    Reason.DONE,
                    order.name() + " is done already: run " + before.no()
                            + " posted it. The same run never posts twice; corrections come with the next night.");
        }
    }

    private void refuseIfNotParked(Order order) {
        if (order.account() != null && parked(order).isEmpty()) {
            throw new Refused(
                    Reason.NOT_PARKED,
                    "Account " + order.account() + " was not parked by "
                            + order.job().name() + " of "
                            + Order.date(order.asOf())
                            + "; --account runs parked accounts again, and only those.");
        }
    }

    private void refuseIfOvertaken(Order order) {
        Optional<Posted> last = runs.lastPosted();
        if (order.account() == null
                && last.isPresent()
                && order.asOf().isBefore(last.get().asOf())) {
            throw new Refused(
                    Reason.OVERTAKEN,
                    order.job().name() + " as of " + order.asOf() + " comes too late: a run as of "
                            + last.get().asOf() + " is posted. Time goes one way; choose that instant or a later one.");
        }
    }

    private void refuseIfCatalogEdited() {
        new CatalogInUse(books.database(), books.catalog()).refuseEdits();
    }

    private Optional<Integer> parked(Order order) {
        return runs.parked(order.job().name(), Order.date(order.asOf()), String.valueOf(order.account()));
    }

    private RunContext context(Order order, Claim claim) {
        Optional<Posted> last = runs.lastPosted();
        boolean sameCatalog = last.isEmpty() || last.get().catalog().equals(books.fingerprint());
        Instant asOf =
                order.account() == null || last.isEmpty() || last.get().asOf().isBefore(order.asOf())
                        ? order.asOf()
                        : last.get().asOf();
        Integer only = order.account() == null ? null : parked(order).orElseThrow();
        return new RunContext(
                claim,
                asOf,
                order.closes() ? order.asOf() : null,
                order.job().closes(),
                sameCatalog && only == null ? Scope.CHANGED : Scope.EVERYTHING,
                only);
    }

    private RunSteps steps(Order order, Claim claim) {
        Database database = books.database();
        return new RunSteps(
                books, database.inTransaction(() -> Meters.merge(database, books.catalog())), context(order, claim));
    }

    private Outcome execute(Order order, Claim claim) {
        int run = claim.run();
        try {
            new BatchJobs(books, listener).execute(order, steps(order, claim));
            Outcome outcome = new Outcome(run, runs.totals(run), runs.parked(run, Outcome.SHOWN), Others.NONE);
            if (order.account() != null && outcome.parked() > 0) {
                // nothing of it is booked, so its identity is free for another try
                runs.refuse(claim, order.account() + " is parked again; nightbook export parked says why");
            } else {
                runs.finish(claim);
            }
            return outcome;
        } catch (Refused e) {
            end(claim, State.REFUSED, e);
            throw e;
        } catch (BatchFailed e) {
            refuseIfTaken(claim, e);
            end(claim, State.FAILED, e);
            throw e;
        }
    }

    /** Whoever took the run over changed what Spring Batch knew of it: what that complains of is not the reason. */
    private void refuseIfTaken(Claim claim, BatchFailed failure) {
        boolean held = true;
        try {
            held = runs.holds(claim);
        } catch (DataAccessException | TransactionException e) {
            failure.addSuppressed(e);
        }
        if (!held) {
            throw Refused.taken(claim.run());
        }
    }

    /** Notes how a run ended that did not post; where even that fails, its next start finds it as it was left. */
    private void end(Claim claim, State state, RuntimeException reason) {
        try {
            runs.end(claim, state, String.valueOf(reason.getMessage()));
        } catch (DataAccessException | TransactionException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Publishes the documents of a run once more: those that are missing, or are not what was published. The others stay.
     * A run that posted and was stopped before its end comes to it.
     *
     * @throws Refused if another run is going on, this one has not posted, or its documents are unproven
     */
    public Published publish(int run) {
        return publish(run, Unset.WAITS);
    }

    /**
     * As {@link #publish(int)}, but with a sign in place of each character that the fonts at hand cannot set.
     *
     * @throws Refused likewise
     */
    public Published publishIncomplete(int run) {
        return publish(run, Unset.SHOWS_SIGNS);
    }

    private Published publish(int run, Unset unset) {
        return locked("publish " + run, lock -> {
            if (!runs.isPosted(run)) {
                throw new Refused(
                        Reason.UNFINISHED,
                        "Run " + run
                                + " has not posted (nightbook runs shows it), so it has no documents; start it again,"
                                + " and it publishes them.");
            }
            runs.unpublished().stream()
                    .filter(unpublished -> unpublished.no() == run)
                    .forEach(unpublished -> runLocked(Order.of(unpublished), lock, taken -> {}));
            return publishLocked(run, lock, unset);
        });
    }

    private Published publishLocked(int run, RunLock lock, Unset unset) {
        Claim claim = runs.resume(run);
        lock.show(run);
        return new Documents(books, unset).publish(claim);
    }

    /**
     * Computes all that a run would do and books nothing: its totals are those of the run that follows.
     *
     * @throws Refused as that run would be: another is going on, it is done, out of order, or cannot prove itself
     */
    public Outcome preview(Order order) {
        runs.identified(order.job().name(), order.identity()).ifPresent(before -> refuseIfDone(order, before));
        refuseIfOvertaken(order);
        refuseIfNotParked(order);
        refuseIfCatalogEdited();
        return locked(order.name(), lock -> books.database().inTransactionUndone(() -> previewed(order)));
    }

    private Outcome previewed(Order order) {
        takeBack(taken -> {});
        Claim claim = add(order);
        RunSteps steps = steps(order, claim);
        listener.step("rollup");
        steps.rollUp();
        listener.step("replay");
        for (Range range : steps.partitions(1)) {
            WorkPages pages = new WorkPages(steps, range);
            for (List<Work> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                steps.replay(page);
                listener.accounts(page.size());
            }
        }
        if (order.closes()) {
            listener.step("close");
            steps.close();
        }
        listener.step("post");
        Map<String, BigDecimal> totals = new LinkedHashMap<>(steps.post());
        List<String> lacking =
                order.closes() ? WaitingDocuments.preview(new Documents(books).lacking(claim.run())) : List.of();
        return new Outcome(
                claim.run(), totals, runs.parked(claim.run(), Outcome.SHOWN), new Others(List.of(), lacking));
    }
}
