package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.Charge;
import io.nightbook.domain.replay.Replayed;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.domain.settlement.Settled;
import io.nightbook.postgres.WorkStore.Work;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

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
    private enum CycleState {
        OPEN,
        ENDED,
        CLOSED
    }

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

        /**
         * Adds what a settlement does for an account.
         *
         * @param reserved the numbers of the batches that the books do not hold yet, perhaps among others
         */
        public void add(AccountInputs of, Settled settled, Map<String, Long> reserved) {
            Account account = of.account();
            ToLongFunction<String> numbers = id -> {
                Long number = of.numbers.get(id);
                return number == null ? Objects.requireNonNull(reserved.get(id), id) : number;
            };
            settled.added().forEach(batch -> addBatch(account, batch, numbers.applyAsLong(batch.id()), true));
            settled.changed().forEach(batch -> addBatch(account, batch, numbers.applyAsLong(batch.id()), false));
            settled.entries().forEach(entry -> addMovement(account, entry, numbers.applyAsLong(entry.batchId())));
            for (Finished finished : settled.closed()) {
                addCycle(account, finished.cycle(), finished.debt(), CycleState.CLOSED);
                addCharges(account, finished.cycle(), finished.charges());
            }
            settled.ended().forEach(finished -> addCycle(account, finished.cycle(), finished.debt(), CycleState.ENDED));
            Replayed replayed = settled.replayed();
            if (replayed.current() != null) {
                addCycle(account, replayed.current(), replayed.debt(), CycleState.OPEN);
            }
            settled.rerated()
                    .forEach((event, credits) -> tiered.begin()
                            .addInt(run)
                            .addInt(account.no())
                            .add(event.bearsOn())
                            .add(event.eventId())
                            .add(credits));
            addAccount(of.work(), settled.next(), numbers);
        }

        private void addAccount(Work work, Settled.Next next, ToLongFunction<String> numbers) {
            AccountState closed = next.closed();
            AccountState checkpoint = next.checkpoint();
            Account account = work.account();
            accounts.begin()
                    .addInt(run)
                    .addInt(account.no())
                    .addNull()
                    .add(closed == null ? null : closed.at())
                    .add(closed == null ? null : account.days().dateOf(closed.at()))
                    .addBytes(closed == null ? null : codec.encode(closed))
                    .add(checkpoint == null ? null : account.days().dateOf(checkpoint.at()))
                    .addBytes(checkpoint == null ? null : codec.encode(checkpoint))
                    .addLong(work.inputNo())
                    .addNull()
                    .add(next.nextAt())
                    .add(next.closeAt())
                    .addLongs(next.kept().stream().mapToLong(numbers).toArray())
                    .addLongs(next.dropped().stream().mapToLong(numbers).toArray());
        }

        private void addBatch(Account account, CreditBatch batch, long number, boolean fresh) {
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

        private void addMovement(Account account, Movement movement, long batch) {
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

        private void addCycle(Account account, RunningCycle cycle, Credits debt, CycleState state) {
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

        private void addCharges(Account account, RunningCycle cycle, List<Charge> lines) {
            int position = 1;
            for (Charge charge : lines) {
                Charge.Line line = charge.line();
                charges.begin()
                        .addInt(run)
                        .addInt(account.no())
                        .add(cycle.firstDay())
                        .addInt(position++)
                        .add(line.kind().word())
                        .add(line.subject())
                        .add(line.description())
                        .add(charge.quantity())
                        .add(charge.unitPrice())
                        .addLong(charge.net());
            }
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
