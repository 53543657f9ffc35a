package io.nightbook.postgres;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Meter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rolls up what came in since the last run: set-based, once for each event, whoever commits late. */
public final class RollupStore {

    private static final Sql CREATE_SUMS = Sql.query("rollup/create-sums");
    private static final Sql SET_APART = Sql.query("rollup/set-apart");
    private static final Sql ADD_SUMS = Sql.query("rollup/add-sums");
    private static final Sql MARK_DAYS = Sql.query("rollup/mark-days");
    private static final Sql FIND_LOADS = Sql.query("rollup/find-loads");
    private static final Sql ENSURE_MONTHS = Sql.query("rollup/ensure-months");
    private static final Sql FIND_SPLITS = Sql.query("rollup/find-splits");
    private static final Sql SPLIT_DAYS = Sql.query("rollup/split-days");
    private static final Sql MARK_BOUNDARIES = Sql.query("rollup/mark-boundaries");
    private static final Sql FIND_VOIDS = Sql.query("rollup/find-voids");
    private static final Sql TAKE_OUT_VOIDED = Sql.query("rollup/take-out-voided");
    private static final Sql REMOVE_VOIDED_TIERS = Sql.query("rollup/remove-voided-tiers");
    private static final Sql MARK_VOIDS = Sql.query("rollup/mark-voids");
    private static final Sql ADD_LATE = Sql.query("rollup/add-late");
    private static final Sql ADD_TIERED = Sql.query("rollup/add-tiered");
    private static final Sql MARK_LOADS = Sql.query("rollup/mark-loads");
    private static final Sql RATE_TIERS = Sql.query("rollup/rate-tiers");
    private static final Sql COUNT = Sql.query("rollup/count-usage");
    private static final Sql UNDO = Sql.query("rollup/undo-usage");

    private static final Sql FIND_NEWLY_TIERED = Sql.query("rollup/find-newly-tiered");
    private static final Sql ADD_NEWLY_TIERED = Sql.query("rollup/add-newly-tiered");

    private final Database database;

    public RollupStore(Database database) {
        this.database = database;
    }

    /**
     * Rolls up, in the running transaction, all events before {@code asOf} that no run has rolled up yet.
     *
     * @return the number of events
     */
    public long rollUp(int run, Instant asOf, Meters meters) {
        Integer[] tiered = meters.tiered();
        rollUp(run, asOf, tiered, pending(asOf), pending -> {
            database.sql(ENSURE_MONTHS)
                    .param("loads", pending.numbers())
                    .param("late", pending.late())
                    .query(row -> {});
            new UsageParts(database).add(run, asOf, pending, tiered);
        });
        database.refreshStatistics();
        return database.sql(COUNT)
                .param("run", run)
                .query((row, n) -> row.getLong("events"))
                .single();
    }

    /**
     * Rolls up all events of one account before {@code asOf}, for the running transaction alone: nobody else sees any of it,
     * nor waits for it. What that transaction reads of usage, and of accounts to look at, is the account's from then on.
     *
     * @return the meters, as the transaction numbers them
     */
    public Meters rollUpApart(int run, int account, Instant asOf, Catalog catalog) {
        Pending pending = pending(asOf);
        database.sql(SET_APART)
                .param("run", run)
                .param("account", account)
                .param("as_of", Database.at(asOf))
                .param("loads", pending.numbers())
                .param("earliest", Database.at(pending.earliest().orElse(asOf)))
                .param(
                        "tiered",
                        catalog.meters().stream()
                                .filter(Meter::isCumulative)
                                .map(Meter::id)
                                .toArray(String[]::new))
                .update();
        Meters meters = Meters.merge(database, catalog);
        Integer[] tiered = meters.tiered();
        rollUp(run, asOf, tiered, pending, own -> new UsageParts(database).addHere(run, asOf, own, tiered));
        return meters;
    }

    private void rollUp(int run, Instant asOf, Integer[] tiered, Pending pending, Consumer<Pending> sum) {
        database.sql(CREATE_SUMS).update();
        addNewlyTiered(run, tiered);
        if (!pending.loads().isEmpty()) {
            add(run, asOf, pending, tiered, sum);
        }
        database.sql(MARK_DAYS).param("run", run).update();
        setRight(run, asOf, tiered);
        addSums(run);
    }

    /** Makes up for meters that had no tiers when their usage was rolled up. */
    private void addNewlyTiered(int run, Integer[] tiered) {
        List<Integer> meters = database.sql(FIND_NEWLY_TIERED)
                .param("run", run)
                .param("tiered", tiered)
                .query(Integer.class)
                .list();
        if (!meters.isEmpty()) {
            database.sql(ADD_NEWLY_TIERED)
                    .param("run", run)
                    .param("meters", meters.toArray(Integer[]::new))
                    .update();
        }
    }

    /** Cuts days at the batch boundaries inside them, then takes out what is voided: in days as they are cut. */
    private void setRight(int run, Instant asOf, Integer[] tiered) {
        database.sql(FIND_SPLITS).param("run", run).update();
        database.sql(SPLIT_DAYS).param("tiered", tiered).update();
        database.sql(MARK_BOUNDARIES).param("run", run).update();
        database.sql(FIND_VOIDS).param("as_of", Database.at(asOf)).update();
        database.sql(TAKE_OUT_VOIDED).update();
        database.sql(REMOVE_VOIDED_TIERS).param("run", run).update();
        database.sql(MARK_VOIDS).param("run", run).update();
    }

    /**
     * A load of which something is not rolled up yet.
     *
     * @param since from when on it is not, as PostgreSQL writes an instant
     * @param events all that it holds
     * @param late whether any of it can lie in closed time
     */
    record PendingLoad(long number, String since, long events, Instant earliest, boolean late) {}

    /** The loads of which something is not rolled up yet. */
    record Pending(List<PendingLoad> loads) {

        /** The most events that there can be. */
        long events() {
            return loads.stream().mapToLong(PendingLoad::events).sum();
        }

        private Optional<Instant> earliest() {
            return loads.stream().map(PendingLoad::earliest).min(Instant::compareTo);
        }

        private boolean late() {
            return loads.stream().anyMatch(PendingLoad::late);
        }

        private Long[] numbers() {
            return loads.stream().map(PendingLoad::number).toArray(Long[]::new);
        }

        /** A statement that is given which events are meant: those before {@code asOf} that are not rolled up yet. */
        JdbcClient.StatementSpec given(JdbcClient.StatementSpec statement, Instant asOf) {
            return statement
                    .param("as_of", Database.at(asOf))
                    .param("loads", numbers())
                    .param("since", loads.stream().map(PendingLoad::since).toArray(String[]::new))
                    .param("earliest", Database.at(earliest().orElseThrow()));
        }
    }

    private Pending pending(Instant asOf) {
        return new Pending(database.sql(FIND_LOADS)
                .param("as_of", Database.at(asOf))
                .query((row, n) -> new PendingLoad(
                        row.getLong("load_no"),
                        row.getString("since"),
                        row.getLong("events"),
                        Objects.requireNonNull(Database.instant(row, "min_at")),
                        row.getBoolean("late")))
                .list());
    }

    private void add(int run, Instant asOf, Pending pending, Integer[] tiered, Consumer<Pending> sum) {
        if (pending.late()) {
            pending.given(database.sql(ADD_LATE), asOf).param("run", run).update();
        }
        if (tiered.length > 0) {
            pending.given(database.sql(ADD_TIERED), asOf)
                    .param("run", run)
                    .param("tiered", tiered)
                    .update();
        }
        sum.accept(pending);
        database.sql(MARK_LOADS)
                .param("run", run)
                .param("as_of", Database.at(asOf))
                .param("loads", pending.numbers())
                .update();
    }

    private void addSums(int run) {
        if (database.sql(ADD_SUMS).param("run", run).update() > 0) {
            database.sql(MARK_DAYS).param("run", run).update();
        }
    }

    /** Rolls up, in the running transaction, what tiers changed in the credits of events. */
    void rateTiers(int run) {
        database.sql(CREATE_SUMS).update();
        database.sql(RATE_TIERS).param("run", run).update();
        addSums(run);
    }

    /** Takes back what a run that never posted had rolled up. */
    public void undo(int run) {
        database.sql(UNDO).param("run", run).update();
    }
}
