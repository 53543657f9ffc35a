package io.nightbook.postgres;

import io.nightbook.postgres.RollupStore.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums new usage on several connections at once, each for a part of the accounts, and takes the sums into the running
 * transaction: all cores share the work, and still all of it is booked or nothing.
 */
final class UsageParts {

    private static final Sql SUM = Sql.query("rollup/sum-usage");
    private static final Sql SEND = Sql.query("rollup/send-usage");
    private static final Sql TAKE = Sql.query("rollup/take-usage");
    private static final Sql KEEP = Sql.query("rollup/keep-part");
    private static final int WORTH_A_PART = 100_000;

    private final Database database;

    UsageParts(Database database) {
        this.database = database;
    }

    /** Adds them on the connection of the running transaction, in whose tables alone they are. */
    void addHere(int run, Instant asOf, Pending pending, Integer[] tiered) {
        pending.given(database.sql(SUM), asOf)
                .param("run", run)
                .param("tiered", tiered)
                .param("parts", 1)
                .param("part", 0)
                .update();
        database.sql(KEEP).update();
    }

    /** Adds the sums of all pending events before {@code asOf} to the rollup, as those of a run. */
    void add(int run, Instant asOf, Pending pending, Integer[] tiered) {
        int parts = (int) Math.min(Database.workers(), 1 + pending.events() / WORTH_A_PART);
        List<SideTransaction> sides = new ArrayList<>();
        try {
            for (int i = 0; i < parts; i++) {
                int part = i;
                SideTransaction side = new SideTransaction(database, "rollup-" + part);
                sides.add(side);
                side.run(connection -> pending.given(side.sql(SUM), asOf)
                        .param("run", run)
                        .param("tiered", tiered)
                        .param("parts", parts)
                        .param("part", part)
                        .update());
            }
            sides.forEach(side -> side.pour(SEND, TAKE));
        } finally {
            sides.forEach(SideTransaction::close);
        }
    }
}
