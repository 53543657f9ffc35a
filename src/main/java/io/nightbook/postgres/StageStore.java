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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run has computed and not posted yet; a block of accounts goes in with one COPY for each table. */
public final class StageStore {

    private static final Sql ACCOUNTS = Sql.query("replay/copy-accounts");
    private static final Sql BATCHES = Sql.query("replay/copy-batches");
    private static final Sql MOVEMENTS = Sql.query("replay/copy-movements");
    private static final Sql CYCLES = Sql.query("replay/copy-cycles");
    private static final Sql CHARGES = Sql.query("replay/copy-charges");
    private static final Sql TIERED = Sql.query("replay/copy-tiered");

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
     * @param settled numbers of imported batches that ended in closed time
     */
    public record Standing(
            Account account,
            long inputNo,
            @Nullable AccountState closed,
            @Nullable AccountState checkpoint,
            @Nullable Instant nextAt,
            @Nullable Instant closeAt,
            List<Long> settled) {}

    /** A block in the making. */
    public final class Block {

        private final int run;
        private final CopyRows accounts = new CopyRows();
        private final CopyRows batches = new CopyRows();
        private final CopyRows movements = new CopyRows();
        private final CopyRows cycles = new CopyRows();
        private final CopyRows charges = new CopyRows();
        private final CopyRows tiered = new CopyRows();

        private Block(int run) {
            this.run = run;
        }

        public void park(Account account, long inputNo, @Nullable LocalDate dirtyOn, String reason) {
            accounts.add(run)
                    .add(account.no())
                    .add(reason)
                    .add(null)
                    .add(null)
                    .add(null)
                    .add(null)
                    .add(null)
                    .add(inputNo)
                    .add(dirtyOn)
                    .add(null)
                    .add(null)
                    .addArray(List.of())
                    .end();
        }

        public void add(Standing standing) {
            AccountState closed = standing.closed();
            AccountState checkpoint = standing.checkpoint();
            Account account = standing.account();
            accounts.add(run)
                    .add(account.no())
                    .add(null)
                    .add(closed == null ? null : closed.at())
                    .add(closed == null ? null : account.days().dateOf(closed.at()))
                    .add(closed == null ? null : codec.encode(closed))
                    .add(checkpoint == null ? null : account.days().dateOf(checkpoint.at()))
                    .add(checkpoint == null ? null : codec.encode(checkpoint))
                    .add(standing.inputNo())
                    .add(null)
                    .add(standing.nextAt())
                    .add(standing.closeAt())
                    .addArray(standing.settled())
                    .end();
        }

        public void add(Account account, CreditBatch batch) {
            batches.add(run)
                    .add(account.no())
                    .add(batch.id())
                    .add(batch.creditClass().word())
                    .add(batch.source().word())
                    .add(batch.allocated())
                    .add(batch.nominalAt())
                    .add(batch.effectiveAt())
                    .add(batch.expiresAt())
                    .add(batch.value())
                    .add(batch.originId())
                    .add(batch.arrival() == 0)
                    .end();
        }

        public void add(Account account, Movement movement) {
            movements
                    .add(run)
                    .add(account.no())
                    .add(movement.batchId())
                    .add(movement.kind().word())
                    .add(movement.effectiveAt())
                    .add(movement.credits())
                    .add(movement.value())
                    .end();
        }

        public void add(Account account, RunningCycle cycle, Credits debt, CycleState state) {
            Totals totals = cycle.totals();
            cycles.add(run)
                    .add(account.no())
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
                    .add(debt)
                    .end();
        }

        public void add(Account account, RunningCycle cycle, List<Charge> lines) {
            int position = 1;
            for (Charge line : lines) {
                charges.add(run)
                        .add(account.no())
                        .add(cycle.firstDay())
                        .add(position++)
                        .add(line.kind().word())
                        .add(line.subject())
                        .add(line.description())
                        .add(line.quantity().toPlainString())
                        .add(line.unitPrice().toPlainString())
                        .add(line.net())
                        .end();
            }
        }

        public void addTiered(Account account, LocalDate bearsOn, String eventId, Credits credits) {
            tiered.add(run)
                    .add(account.no())
                    .add(bearsOn)
                    .add(eventId)
                    .add(credits)
                    .end();
        }

        /** Sends the block to its tables, in the running transaction. */
        public void stage() {
            database.onConnection(connection -> {
                accounts.copyTo(connection, ACCOUNTS);
                batches.copyTo(connection, BATCHES);
                movements.copyTo(connection, MOVEMENTS);
                cycles.copyTo(connection, CYCLES);
                charges.copyTo(connection, CHARGES);
                return tiered.copyTo(connection, TIERED);
            });
        }
    }

    public Block begin(int run) {
        return new Block(run);
    }
}
