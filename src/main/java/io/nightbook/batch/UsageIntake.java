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
import io.nightbook.postgres.Meters;
import io.nightbook.postgres.UsageStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Usage: each event id of an account counts once; equal values are a duplicate, others a conflict. */
final class UsageIntake extends IntakeFile {

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
    void takeBlock(List<InputRow> block) {
        lookUp(block);
        List<Read<Event>> read = read(block, rows::read);
        boolean taken = false;
        while (!taken) {
            taken = takeNew(read);
        }
    }

    private void lookUp(List<InputRow> block) {
        if (found.size() > MOST_ACCOUNTS) {
            found.clear();
        }
        Set<String> ids = AccountLookup.ids(file(), block);
        ids.removeAll(found.keySet());
        if (!ids.isEmpty()) {
            found.putAll(accounts.find(ids));
        }
    }

    /** What is new of a block, and what becomes of the rest. */
    private static final class Sorted {
        final List<Event> fresh = new ArrayList<>();
        final List<Read<Event>> conflicts = new ArrayList<>();
        final List<Read<Event>> closed = new ArrayList<>();
        int duplicates;
    }

    /** Adds what is new; false where another import brought some of it meanwhile, and the block must be sorted again. */
    private boolean takeNew(List<Read<Event>> read) {
        Sorted sorted = sort(read);
        if (!sorted.fresh.isEmpty() && !added(sorted.fresh)) {
            return false;
        }
        accept(sorted.fresh.size());
        for (int i = 0; i < sorted.duplicates; i++) {
            duplicate();
        }
        sorted.conflicts.forEach(item -> reject(
                item.row(),
                Reason.CONFLICT,
                item.value().id()
                        + " is in the books with other values; void it and send the right one under a new id"));
        sorted.closed.forEach(item -> reject(
                item.row(),
                Reason.CLOSED,
                item.value().voids() + " is in a closed cycle; give back its credits with an adjustment batch"));
        return true;
    }

    private boolean added(List<Event> fresh) {
        try {
            UsageStore.Load target = load();
            boolean added = database.inSavepoint(() -> target.add(fresh));
            if (!added) {
                target.undone();
            }
            return added;
        } catch (DataIntegrityViolationException e) {
            throw new IllegalStateException("the books refuse rows of " + file().name() + ": " + e.getMessage(), e);
        }
    }

    private Sorted sort(List<Read<Event>> read) {
        Map<UUID, UUID> known = usage.digests(
                read.stream().map(item -> EventHash.key(item.value())).toList());
        Set<UUID> borne = borne(read, known);
        Sorted sorted = new Sorted();
        Map<UUID, UUID> inBlock = new HashMap<>();
        for (Read<Event> item : read) {
            Event event = item.value();
            UUID key = EventHash.key(event);
            UUID digest = EventHash.digest(event);
            UUID before = known.getOrDefault(key, inBlock.get(key));
            if (before != null) {
                if (before.equals(digest)) {
                    sorted.duplicates++;
                } else {
                    sorted.conflicts.add(item);
                }
            } else if (event.voids() != null && borne.contains(EventHash.target(event))) {
                sorted.closed.add(item);
            } else {
                inBlock.put(key, digest);
                sorted.fresh.add(event);
            }
        }
        return sorted;
    }

    private Set<UUID> borne(List<Read<Event>> read, Map<UUID, UUID> known) {
        List<Event> voids = read.stream()
                .map(Read::value)
                .filter(event -> event.voids() != null && !known.containsKey(EventHash.key(event)))
                .toList();
        return voids.isEmpty() ? new HashSet<>() : usage.borneByClosedCycles(voids);
    }

    @Override
    void end() {
        if (load != null) {
            load.finish();
        }
    }
}
