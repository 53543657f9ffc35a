package io.nightbook.batch;

import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.csv.UsageRows;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.input.Event;
import io.nightbook.domain.input.Reason;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.EventHash;
import io.nightbook.postgres.HashedEvent;
import io.nightbook.postgres.Meters;
import io.nightbook.postgres.UsageStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Usage: each event id of an account counts once; equal values are a duplicate, others a conflict.
 *
 * <p>Most blocks are all new: they are added outright, and only where the books refuse a key is the block compared with
 * what is there.
 */
final class UsageIntake extends IntakeFile<IntakeFile.Block<HashedEvent>> {

    private static final int MOST_ACCOUNTS = 200_000;

    private final Database database;
    private final AccountStore accounts;
    private final UsageStore usage;
    private final UsageRows rows;
    private final Map<String, Account> found = new HashMap<>();
    private UsageStore.@Nullable Load load;

    UsageIntake(Database database, Catalog catalog, Meters meters, InputFile file) {
        super(database, file);
        this.database = database;
        this.accounts = new AccountStore(database);
        this.usage = new UsageStore(database, meters);
        this.rows = new UsageRows(file, catalog, found::get);
    }

    private UsageStore.Load load() {
        if (load == null) {
            load = usage.begin(file().name());
        }
        return load;
    }

    @Override
    Block<HashedEvent> prepare(List<InputRow> block) {
        if (found.size() > MOST_ACCOUNTS) {
            found.clear();
        }
        Set<String> ids = AccountLookup.ids(file(), block);
        ids.removeAll(found.keySet());
        if (!ids.isEmpty()) {
            found.putAll(accounts.find(ids));
        }
        return read(block, row -> HashedEvent.of(rows.read(row)));
    }

    @Override
    void take(Block<HashedEvent> block) {
        reject(block.rejects());
        // a void that comes again is a duplicate, whatever became of its event since
        boolean voids =
                block.rows().stream().anyMatch(item -> item.value().event().voids() != null);
        Sorted sorted = sort(block.rows(), voids ? known(block.rows()) : Map.of());
        while (!added(sorted.fresh)) {
            sorted = sort(block.rows(), known(block.rows()));
        }
        report(sorted);
    }

    /** What is new of a block, and what becomes of the rest. */
    private static final class Sorted {
        final List<HashedEvent> fresh = new ArrayList<>();
        final List<Read<HashedEvent>> conflicts = new ArrayList<>();
        final List<Read<HashedEvent>> closed = new ArrayList<>();
        int duplicates;
    }

    private Map<UUID, UUID> known(List<Read<HashedEvent>> read) {
        return usage.digests(read.stream().map(item -> item.value().key()).toList());
    }

    /** Adds what is new; false where the books hold some of it, or another import brought it meanwhile. */
    private boolean added(List<HashedEvent> fresh) {
        if (fresh.isEmpty()) {
            return true;
        }
        UsageStore.Load target = load();
        boolean added = database.inSavepoint(() -> target.add(fresh));
        if (!added) {
            target.undone();
        }
        return added;
    }

    private Sorted sort(List<Read<HashedEvent>> read, Map<UUID, UUID> known) {
        Map<UUID, UUID> inBlock = new HashMap<>(read.size() * 2);
        Set<UUID> borne = null;
        Sorted sorted = new Sorted();
        for (Read<HashedEvent> item : read) {
            HashedEvent hashed = item.value();
            Event event = hashed.event();
            UUID before = known.getOrDefault(hashed.key(), inBlock.get(hashed.key()));
            if (before != null) {
                if (before.equals(hashed.digest())) {
                    sorted.duplicates++;
                } else {
                    sorted.conflicts.add(item);
                }
                continue;
            }
            if (event.voids() != null) {
                borne = borne == null ? borne(read) : borne;
                if (borne.contains(EventHash.target(event))) {
                    sorted.closed.add(item);
                    continue;
                }
            }
            inBlock.put(hashed.key(), hashed.digest());
            sorted.fresh.add(hashed);
        }
        return sorted;
    }

    private Set<UUID> borne(List<Read<HashedEvent>> read) {
        return usage.borneByClosedCycles(read.stream()
                .map(item -> item.value().event())
                .filter(event -> event.voids() != null)
                .toList());
    }

    private void report(Sorted sorted) {
        accept(sorted.fresh.size());
        for (int i = 0; i < sorted.duplicates; i++) {
            duplicate();
        }
        sorted.conflicts.forEach(item -> reject(
                item.row(),
                Reason.CONFLICT,
                item.value().event().id()
                        + " is in the books with other values; void it and send the right one under a new id"));
        sorted.closed.forEach(item -> reject(
                item.row(),
                Reason.CLOSED,
                item.value().event().voids()
                        + " is in a closed cycle; give back its credits with an adjustment batch"));
    }

    @Override
    void end() {
        if (load != null) {
            load.finish();
        }
    }
}
