package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.Charge;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.postgres.WorkStore.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a run has computed and not posted yet; a block of accounts goes in with one COPY for each table. */
public final class StageStore {

    private static final Sql ACCOUNTS = Sql.query("replay/copy-accounts");
    private static final Sql BATCHES = Sql.query("replay/copy-batches");
    private static final Sql MOVEMENTS = Sql.query("replay/copy-movements");
    private static final Sql CYCLES = Sql.query("replay/copy-cycles");
    private static final Sql CHARGES = Sql.query("replay/copy-charges");
    private static final Sql TIERED = Sql.query("replay/copy-tiered");
    private static final Sql RESERVE = Sql.query("replay/reserve-numbers");

    private final Database database;
    private final StateCodec codec;

    public StageStore(Database database, Catalog catalog) {
        this.database = database;
        this.codec = new StateCodec(catalog);
    }

    /** The state of a cycle. */
    public enum CycleState {
        OPEN,
        ENDED,
        CLOSED
    }

    /**
     * How an account stands after a replay.
     *
     * @param closed the state at the end of the last cycle closed by this run, or null
     * @param settled ids of batches of the books that ended in closed time
     * @param live ids of batches that the books do not hold yet, and that do not end in closed time
     */
    public record Standing(
            Account account,
            long inputNo,
            @Nullable AccountState closed,
            @Nullable AccountState checkpoint,
            @Nullable Instant nextAt,
            @Nullable Instant closeAt,
            List<String> settled,
            List<String> live) {}

    /** Reserves numbers for derived batches that the books do not hold yet, by id. */
    public Map<String, Long> reserve(List<String> ids) {
        Map<String, Long> numbers = new HashMap<>();
        if (!ids.isEmpty()) {
            Iterator<String> id = ids.iterator();
            database.sql(RESERVE).param("count", ids.size()).query(row -> {
                numbers.put(id.next(), row.getLong("batch_no"));
            });
        }
        return numbers;
    }

    /** A block in the making. */
    public final class Block {

        private final int run;
        private final BinaryRows accounts = new BinaryRows(14);
        private final BinaryRows batches = new BinaryRows(13);
        private final BinaryRows movements = new BinaryRows(7);
        private final BinaryRows cycles = new BinaryRows(17);
        private final BinaryRows charges = new BinaryRows(10);
        private final BinaryRows tiered = new BinaryRows(5);

        private Block(int run) {
            this.run = run;
        }

        public void park(Work work, String reason) {
            accounts.begin()
                    .addInt(run)
                    .addInt(work.account().no())
                    .add(reason)
                    .addNull()
                    .addNull()
                    .addNull()
                    .addNull()
                    .addNull()
                    .addLong(work.inputNo())
                    .add(work.dirtyOn())
                    .addNull()
                    .addNull()
                    .addLongs()
                    .addLongs();
        }

        /** Adds how an account stands; {@code numbers} are those of its batches. */
        public void add(Standing standing, ToLongFunction<String> numbers) {
            AccountState closed = standing.closed();
            AccountState checkpoint = standing.checkpoint();
            Account account = standing.account();
            accounts.begin()
                    .addInt(run)
                    .addInt(account.no())
                    .addNull()
                    .add(closed == null ? null : closed.at())
                    .add(closed == null ? null : account.days().dateOf(closed.at()))
                    .addBytes(closed == null ? null : codec.encode(closed))
                    .add(checkpoint == null ? null : account.days().dateOf(checkpoint.at()))
                    .addBytes(checkpoint == null ? null : codec.encode(checkpoint))
                    .addLong(standing.inputNo())
                    .addNull()
                    .add(standing.nextAt())
                    .add(standing.closeAt())
                    .addLongs(standing.live().stream().mapToLong(numbers).toArray())
                    .addLongs(standing.settled().stream().mapToLong(numbers).toArray());
        }

        /** Adds a batch under its number; fresh where the books do not hold it yet. */
        public void add(Account account, CreditBatch batch, long number, boolean fresh) {
            batches.begin()
                    .addInt(run)
                    .addInt(account.no())
                    .addLong(number)
                    .addBoolean(fresh)
                    .add(batch.id())
                    .add(batch.creditClass().word())
                    .add(batch.source().word())
                    .add(batch.allocated())
                    .add(batch.nominalAt())
                    .add(batch.effectiveAt())
                    .add(batch.expiresAt())
                    .addLong(batch.value())
                    .add(batch.originId());
        }

        /** Adds a movement of the batch with that number. */
        public void add(Account account, Movement movement, long batch) {
            movements
                    .begin()
                    .addInt(run)
                    .addInt(account.no())
                    .addLong(batch)
                    .add(movement.kind().word())
                    .add(movement.effectiveAt())
                    .add(movement.credits())
                    .addLong(movement.value());
        }

        public void add(Account account, RunningCycle cycle, Credits debt, CycleState state) {
            Totals totals = cycle.totals();
            cycles.begin()
                    .addInt(run)
                    .addInt(account.no())
                    .add(cycle.firstDay())
                    .add(account.days().dateOf(cycle.until()))
                    .add(cycle.from())
                    .add(cycle.until())
                    .add(cycle.kind().name().toLowerCase(Locale.ROOT))
                    .add(state.name().toLowerCase(Locale.ROOT))
                    .add(cycle.planId())
                    .add(totals.allocated())
                    .add(totals.rated())
                    .add(totals.consumed())
                    .add(totals.uncovered())
                    .add(totals.expired())
                    .add(totals.rolledOver())
                    .add(totals.voided())
                    .add(debt);
        }

        public void add(Account account, RunningCycle cycle, List<Charge> lines) {
            int position = 1;
            for (Charge line : lines) {
                charges.begin()
                        .addInt(run)
                        .addInt(account.no())
                        .add(cycle.firstDay())
                        .addInt(position++)
                        .add(line.kind().word())
                        .add(line.subject())
                        .add(line.description())
                        .add(line.quantity())
                        .add(line.unitPrice())
                        .addLong(line.net());
            }
        }

        public void addTiered(Account account, LocalDate bearsOn, String eventId, Credits credits) {
            tiered.begin()
                    .addInt(run)
                    .addInt(account.no())
                    .add(bearsOn)
                    .add(eventId)
                    .add(credits);
        }

        /** Sends the block to its tables, in the running transaction. */
        public void stage() {
            database.onConnection(connection -> {
                accounts.copyTo(connection, ACCOUNTS);
                batches.copyTo(connection, BATCHES);
                movements.copyTo(connection, MOVEMENTS);
                cycles.copyTo(connection, CYCLES);
                charges.copyTo(connection, CHARGES);
                tiered.copyTo(connection, TIERED);
                return run;
            });
        }
    }

    public Block begin(int run) {
        return new Block(run);
    }
}
