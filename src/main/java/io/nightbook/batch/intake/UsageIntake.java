package io.nightbook.batch.intake;

import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.csv.UsageRows;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.input.Event;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Reject;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.EventHash;
import io.nightbook.postgres.Meters;
import io.nightbook.postgres.UsageBlock;
import io.nightbook.postgres.UsageBlock.Row;
import io.nightbook.postgres.UsageStore;
import io.nightbook.postgres.UsageStore.Load;
import io.nightbook.postgres.UsageStore.Load.Voided;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Usage: each event id of an account counts once; equal values are a duplicate, others a conflict.
 *
 * <p>Several blocks go in together, for the more keys come in order, the less the index of all keys is turned over. Mostly
 * they are all new: they are added outright, and only where the books refuse a key they are compared with what is there.
 */
final class UsageIntake extends IntakeFile<UsageIntake.Ready> {

    private static final int BLOCK = 2_000;
    private static final int BLOCKS_AHEAD = 50;
    /** Of a heap of 1.5 GiB and more: half a million rows. */
    private static final int MOST_TOGETHER = 250;

    private static final long HEAP_FOR_A_BLOCK = 6L << 20;
    private static final int TOGETHER =
            (int) Math.max(1, Math.min(MOST_TOGETHER, Runtime.getRuntime().maxMemory() / HEAP_FOR_A_BLOCK));
    private static final int MOST_ACCOUNTS = 500_000;

    private final AccountStore accounts;
    private final UsageStore usage;
    private final UsageRows rows;
    private final CatalogInUse terms;
    private final Map<String, Account> found = new HashMap<>();
    private final List<UsageBlock> waiting = new ArrayList<>();
    private @Nullable Load load;
    private boolean isAwaitedByVoids;
    private long voided;
    private String oneVoided = "";

    UsageIntake(Database database, Catalog catalog, Meters meters, InputFile file) {
        super(database, file, BLOCK, BLOCKS_AHEAD);
        this.accounts = new AccountStore(database);
        this.usage = new UsageStore(database, meters);
        this.rows = new UsageRows(file, catalog);
        this.terms = new CatalogInUse(database, catalog);
    }

    /** A block, ready to be sent if all of it is new, and its rows that say nothing. */
    record Ready(UsageBlock block, List<Reject> rejects) {}

    @Override
    void begin() {
        load = usage.begin(file().name());
        isAwaitedByVoids = load.isAwaitedByVoids();
    }

    private Load load() {
        return Objects.requireNonNull(load);
    }

    @Override
    Ready prepare(List<InputRow> rows) {
        if (found.size() > MOST_ACCOUNTS) {
            found.clear();
        }
        Iterator<@Nullable Account> of =
                AccountLookup.accounts(file(), rows, found, accounts::find).iterator();
        UsageBlock block = load().block(rows.size());
        List<Reject> rejects = each(rows, row -> {
            Event event = this.rows.read(row, of.next());
            block.add(row.line(), row::addCsv, event);
            dated("occurred_at", event.voids() == null ? event.day() : null);
        });
        return new Ready(block, rejects);
    }

    @Override
    void take(Ready ready) {
        reject(ready.rejects());
        waiting.add(ready.block());
        if (waiting.size() == TOGETHER) {
            takeWaiting();
        }
    }

    private void takeWaiting() {
        // a void that comes again is a duplicate, whatever became of its event since: it is looked up
        if (waiting.stream().allMatch(block -> block.voids().isEmpty()) && load().add(waiting)) {
            waiting.forEach(block -> accept(block.size()));
            countVoidedOf(waiting);
        } else {
            Sorted sorted = sort();
            while (!load().add(sorted.fresh)) {
                // another import brought some of it meanwhile
                sorted = sort();
            }
            report(sorted);
        }
        waiting.clear();
    }

    /** What is new of the blocks that wait, and what becomes of the rest. */
    private static final class Sorted {
        final List<UsageBlock> fresh = new ArrayList<>();
        final List<Reject> rejects = new ArrayList<>();
        final List<UUID> duplicates = new ArrayList<>();
    }

    private Sorted sort() {
        Set<UUID> borne = usage.borneByClosedCycles(
                waiting.stream().flatMap(block -> block.voids().stream()).toList());
        // across blocks too: the second of two with one key is known by the first
        Map<UUID, UUID> known = new HashMap<>();
        Sorted sorted = new Sorted();
        for (UsageBlock block : waiting) {
            List<Row> rows = block.rows();
            usage.digests(rows.stream().map(Row::key).toList()).forEach(known::putIfAbsent);
            List<Row> fresh = new ArrayList<>();
            for (Row row : rows) {
                UUID before = known.get(row.key());
                if (row.digest().equals(before)) {
                    sorted.duplicates.add(row.key());
                } else if (before != null) {
                    sorted.rejects.add(conflict(block, row));
                } else if (row.voiding() != null && borne.contains(EventHash.target(row.voiding()))) {
                    sorted.rejects.add(closed(block, row, row.voiding()));
                } else {
                    known.put(row.key(), row.digest());
                    fresh.add(row);
                }
            }
            sorted.fresh.add(block.only(fresh));
        }
        return sorted;
    }

    private Reject conflict(UsageBlock block, Row row) {
        return rejected(
                block,
                row,
                Reason.CONFLICT,
                row.id() + " is in the books with other values; void it and send the right one under a new id");
    }

    private Reject closed(UsageBlock block, Row row, Event voiding) {
        return rejected(
                block,
                row,
                Reason.CLOSED,
                voiding.voids() + " is in a closed cycle; give back its credits with an adjustment batch");
    }

    private Reject rejected(UsageBlock block, Row row, Reason reason, String detail) {
        return new Reject(file().name(), row.line(), reason, detail, block.text(row));
    }

    private void report(Sorted sorted) {
        sorted.fresh.forEach(block -> accept(block.size()));
        sorted.duplicates.forEach(key -> duplicate());
        reject(sorted.rejects);
        countVoidedOf(sorted.fresh);
        countVoided(sorted.duplicates);
    }

    /** What is new can be void only if a void waits for it. */
    private void countVoidedOf(List<UsageBlock> fresh) {
        if (isAwaitedByVoids) {
            countVoided(fresh.stream()
                    .flatMap(block -> block.rows().stream())
                    .map(Row::key)
                    .toList());
        }
    }

    private void countVoided(List<UUID> keys) {
        if (!keys.isEmpty()) {
            Voided found = load().voided(keys);
            voided += found.events();
            oneVoided = found.one() == null ? oneVoided : found.one();
        }
    }

    /** They count nothing, which whoever sends them again, or late, may not expect. */
    private void noteVoided() {
        if (voided > 0) {
            note(String.format(
                    Locale.ROOT,
                    "%,d of the events are void, such as %s: a void of them came before; what counts after all needs a new id",
                    voided,
                    oneVoided));
        }
    }

    /** What is in no column counts as 0, which is right only where nothing of it was used. */
    private void noteMissing() {
        rows.missing()
                .forEach((meter, components) -> components.forEach(component -> note(meter + " is rated by " + component
                        + " too, which no column of " + file().name()
                        + " holds: it counted as 0. If some was used, take the file back (import --take-back) and send it with"
                        + " that column, under new event ids")));
    }

    @Override
    void end() {
        takeWaiting();
        noteVoided();
        noteMissing();
        Map<String, LocalDate> lastDays = load().finish();
        used(lastDays);
        terms.useRates(lastDays);
    }

    @Override
    void close() {
        if (load != null) {
            load.close();
        }
    }
}
