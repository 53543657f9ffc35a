package io.nightbook.postgres;

import java.sql.Array;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rolls up what came in since the last run: set-based, once for each event, whoever commits late. */
public final class RollupStore {

    private static final Sql CREATE_SUMS = Sql.query("rollup/create-sums");
    private static final Sql ADD_SUMS = Sql.query("rollup/add-sums");
    private static final Sql MARK_DAYS = Sql.query("rollup/mark-days");
    private static final Sql FIND_LOADS = Sql.query("rollup/find-loads");
    private static final Sql FIND_PENDING = Sql.query("rollup/find-pending");
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
    private static final Sql ADD_USAGE = Sql.query("rollup/add-usage");
    private static final Sql MARK_LOADS = Sql.query("rollup/mark-loads");
    private static final Sql RATE_TIERS = Sql.query("rollup/rate-tiers");
    private static final Sql COUNT = Sql.query("rollup/count-usage");
    private static final Sql UNDO = Sql.query("rollup/undo-usage");

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
        database.sql(CREATE_SUMS).update();
        database.sql(FIND_LOADS).param("as_of", Database.at(asOf)).update();
        database.sql(ENSURE_MONTHS).query(row -> {});
        Pending pending = pending();
        if (!pending.loads().isEmpty()) {
            add(run, asOf, pending, tiered);
        }
        database.sql(MARK_LOADS)
                .param("run", run)
                .param("as_of", Database.at(asOf))
                .update();
        database.sql(MARK_DAYS).param("run", run).update();
        setRight(run, asOf, tiered);
        addSums(run);
        database.refreshStatistics();
        return database.sql(COUNT)
                .param("run", run)
                .query((row, n) -> row.getLong("events"))
                .single();
    }

    /** Cuts days at the batch boundaries inside them, then takes out what is voided: in days as they are cut. */
    private void setRight(int run, Instant asOf, Integer[] tiered) {
        database.sql(FIND_SPLITS).param("run", run).update();
        database.sql(SPLIT_DAYS).param("tiered", tiered).update();
        database.sql(MARK_BOUNDARIES).param("run", run).update();
        database.sql(FIND_VOIDS).param("as_of", Database.at(asOf)).update();
        database.sql(TAKE_OUT_VOIDED).param("tiered", tiered).update();
        database.sql(REMOVE_VOIDED_TIERS).param("run", run).update();
        database.sql(MARK_VOIDS).param("run", run).update();
    }

    /** Loads that are not rolled up yet, their earliest event, and whether any of them can lie in closed time. */
    private record Pending(List<Long> loads, @Nullable Instant earliest, boolean late) {}

    private Pending pending() {
        return database.sql(FIND_PENDING)
                .query((row, n) -> {
                    Array loads = row.getArray("loads");
                    return new Pending(
                            loads == null ? List.of() : List.of((Long[]) loads.getArray()),
                            Database.instant(row, "earliest"),
                            row.getBoolean("late"));
                })
                .single();
    }

    private void add(int run, Instant asOf, Pending pending, Integer[] tiered) {
        if (pending.late()) {
            added(ADD_LATE, asOf, pending).param("run", run).update();
        }
        if (tiered.length > 0) {
            added(ADD_TIERED, asOf, pending)
                    .param("run", run)
                    .param("tiered", tiered)
                    .update();
        }
        added(ADD_USAGE, asOf, pending)
                .param("run", run)
                .param("tiered", tiered)
                .update();
    }

    private JdbcClient.StatementSpec added(Sql sql, Instant asOf, Pending pending) {
        return database.sql(sql)
                .param("as_of", Database.at(asOf))
                .param("loads", pending.loads().toArray(Long[]::new))
                .param("earliest", Database.at(pending.earliest()));
    }

    private void addSums(int run) {
        database.sql(ADD_SUMS).param("run", run).update();
        database.sql(MARK_DAYS).param("run", run).update();
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
