package io.nightbook.batch;

import io.nightbook.batch.Refused.Reason;
import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.batch.catalog.EditedCatalog;
import io.nightbook.domain.catalog.TermEdit;
import io.nightbook.job.JobSpec;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.Meters;
import io.nightbook.postgres.PostStore;
import io.nightbook.postgres.RollupStore;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.Identified;
import io.nightbook.postgres.RunStore.Posted;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

        String identity() {
            String date = asOf.atOffset(ZoneOffset.UTC).toLocalDate().toString();
            return account == null ? date : date + " " + account;
        }

        boolean closes() {
            return job.steps().contains("close");
        }
    }

    /**
     * What came of a run.
     *
     * @param totals counts and sums by name
     * @param reasons why accounts were parked, by their ids: of the first {@value #SHOWN} of them
     */
    public record Outcome(int run, Map<String, BigDecimal> totals, Map<String, String> reasons) {

        private static final int SHOWN = 20;

        public long parked() {
            return totals.getOrDefault("parked", BigDecimal.ZERO).longValue();
        }
    }

    /**
     * Runs a job to its end.
     *
     * @throws Refused if it is running, done, out of order, or cannot prove itself
     * @throws EditedCatalog if the catalog changes terms in use
     */
    public Outcome run(Order order) {
        return locked(name(order), () -> {
            refuseIfCatalogEdited();
            Optional<Identified> begun =
                    runs.identified(order.job().name(), order.identity()).filter(this::goesOn);
            int run = begun.isPresent() ? takeUp(order, begun.get()) : begin(order);
            return execute(order, run);
        });
    }

    /** Holds the lock of all runs meanwhile. */
    private <T> T locked(String name, Supplier<T> work) {
        AutoCloseable lock = runs.tryLock()
                .orElseThrow(
                        () -> new Refused(
                                Reason.RUNNING,
                                "Another run holds the books. Wait for it to end (nightbook runs shows it), then start again."));
        try (lock) {
            return work.get();
        } catch (Refused | EditedCatalog | BatchFailed e) {
            throw e;
        } catch (Exception e) {
            throw new BatchFailed(name + " failed: " + BatchFailed.reason(e), e);
        }
    }

    /** One that was refused, or that computed a part with another catalog, is begun anew, from its first step. */
    private boolean goesOn(Identified before) {
        return switch (before.state()) {
            case "posted" -> true;
            case "refused" -> false;
            default -> before.catalog().equals(books.fingerprint());
        };
    }

    /** Goes on with a run that began and did not end. */
    private int takeUp(Order order, Identified before) {
        refuseIfDone(order, before);
        if (!before.asOf().equals(order.asOf())) {
            throw new Refused(
                    Reason.UNFINISHED,
                    name(order) + " was begun as of " + before.asOf() + " (run " + before.no()
                            + ") and is not finished; finish it with --as-of " + before.asOf());
        }
        if (!before.state().equals("posted")) {
            refuseIfOvertaken(order);
            runs.resume(before.no());
        }
        return before.no();
    }

    private int begin(Order order) {
        refuseIfOvertaken(order);
        refuseIfNotParked(order);
        books.database().inTransaction(() -> {
            takeBack();
            return order;
        });
        return add(order);
    }

    /** Takes back what runs that never posted have done. */
    private void takeBack() {
        RollupStore rollups = new RollupStore(books.database());
        for (int unfinished : runs.unfinished()) {
            rollups.undo(unfinished);
            runs.abandon(unfinished);
        }
        new PostStore(books.database()).clear();
    }

    private int add(Order order) {
        return runs.add(
                order.job().name(),
                order.identity(),
                order.asOf(),
                order.startedBy(),
                order.closes(),
                books.fingerprint());
    }

    /**
     * Lets the books go on with a catalog that changes terms in use; answers in what.
     *
     * @throws Refused if a run goes on
     */
    public List<TermEdit> acceptEdits() {
        return locked("accepting the catalog", () -> new CatalogInUse(books.database(), books.catalog()).acceptEdits());
    }

    private static String name(Order order) {
        return order.job().name() + " of " + order.identity();
    }

    private void refuseIfDone(Order order, Identified before) {
        if (before.state().equals("posted") && runs.isEnded(before.no())) {
            throw new Refused(
                    Reason.DONE,
                    name(order) + " is done already: run " + before.no()
                            + " posted it. The same run never posts twice; corrections come with the next night.");
        }
    }

    private void refuseIfNotParked(Order order) {
        if (order.account() != null && parked(order).isEmpty()) {
            throw new Refused(
                    Reason.NOT_PARKED,
                    "Account " + order.account() + " was not parked by "
                            + order.job().name() + " of "
                            + order.asOf().atOffset(ZoneOffset.UTC).toLocalDate()
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
        String date = order.asOf().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return runs.parked(order.job().name(), date, String.valueOf(order.account()));
    }

    private RunContext context(Order order, int run) {
        Optional<Posted> last = runs.lastPosted();
        boolean sameCatalog = last.isEmpty() || last.get().catalog().equals(books.fingerprint());
        Instant asOf =
                order.account() == null || last.isEmpty() || last.get().asOf().isBefore(order.asOf())
                        ? order.asOf()
                        : last.get().asOf();
        Integer only = order.account() == null ? null : parked(order).orElseThrow();
        return new RunContext(
                run,
                asOf,
                order.closes() ? order.asOf() : null,
                order.job().closes(),
                sameCatalog && only == null ? Scope.CHANGED : Scope.EVERYTHING,
                only);
    }

    private RunSteps steps(Order order, int run) {
        Database database = books.database();
        return new RunSteps(
                books, database.inTransaction(() -> Meters.merge(database, books.catalog())), context(order, run));
    }

    private Outcome execute(Order order, int run) {
        try {
            new BatchJobs(books, listener).execute(order, steps(order, run));
            Outcome outcome = new Outcome(run, runs.totals(run), runs.parked(run, Outcome.SHOWN));
            if (order.account() != null && outcome.parked() > 0) {
                // nothing of it is booked, so its identity is free for another try
                runs.end(run, "refused", order.account() + " is parked again; nightbook export parked says why");
            } else {
                runs.finish(run);
            }
            return outcome;
        } catch (Refused e) {
            endUnlessPosted(run, "refused", e);
            throw e;
        } catch (BatchFailed e) {
            endUnlessPosted(run, "failed", e);
            throw e;
        }
    }

    private void endUnlessPosted(int run, String state, RuntimeException e) {
        if (!runs.isPosted(run)) {
            runs.end(run, state, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Publishes the documents of a run once more: those that are missing, or are not what was published. The others stay.
     *
     * @throws Refused if another run is going on, this one has not come to its end, or its documents are unproven
     */
    public Published publish(int run) {
        return locked("publish " + run, () -> {
            if (!runs.isPosted(run) || !runs.isEnded(run)) {
                throw new Refused(
                        Reason.UNFINISHED,
                        "Run " + run
                                + " has not posted and ended (nightbook runs shows it); start it again, and it publishes"
                                + " its documents.");
            }
            return new Documents(books).publish(run);
        });
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
        return locked(name(order), () -> books.database().inTransactionUndone(() -> previewed(order)));
    }

    private Outcome previewed(Order order) {
        takeBack();
        int run = add(order);
        RunSteps steps = steps(order, run);
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
        return new Outcome(run, totals, runs.parked(run, Outcome.SHOWN));
    }
}
