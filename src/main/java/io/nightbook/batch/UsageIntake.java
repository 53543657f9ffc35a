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
import io.nightbook.postgres.UsageStore.Load;
import io.nightbook.postgres.UsageStore.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Usage: each event id of an account counts once; equal values are a duplicate, others a conflict.
 *
 * <p>Most blocks are all new: they are added outright, and only where the books refuse a key is the block compared with
 * what is there.
 */
final class UsageIntake extends IntakeFile<UsageIntake.Ready> {

    private static final int MOST_ACCOUNTS = 500_000;

    private final Database database;
    private final AccountStore accounts;
    private final UsageStore usage;
    private final UsageRows rows;
    private final Map<String, Account> found = new HashMap<>();
    private @Nullable Load load;

    UsageIntake(Database database, Catalog catalog, Meters meters, InputFile file) {
        super(database, file);
        this.database = database;
        this.accounts = new AccountStore(database);
        this.usage = new UsageStore(database, meters);
        this.rows = new UsageRows(file, catalog);
    }

    /** A block as it was read, and what of it can be sent at once if all of it is new. */
    record Ready(Block<HashedEvent> said, Optional<Part> part) {}

    @Override
    void begin() {
        load = usage.begin(file().name());
    }

    private Load load() {
        return Objects.requireNonNull(load);
    }

    @Override
    Ready prepare(List<InputRow> block) {
        if (found.size() > MOST_ACCOUNTS) {
            found.clear();
        }
        Iterator<@Nullable Account> of =
                AccountLookup.accounts(file(), block, found, accounts::find).iterator();
        Block<HashedEvent> said = read(block, row -> HashedEvent.of(rows.read(row, of.next())));
        // a void that comes again is a duplicate, whatever became of its event since: it is looked up
        boolean voids =
                said.rows().stream().anyMatch(item -> item.value().event().voids() != null);
        return new Ready(
                said,
                voids
                        ? Optional.empty()
                        : load().part(said.rows().stream().map(Read::value).toList()));
    }

    @Override
    void take(Ready ready) {
        Block<HashedEvent> block = ready.said();
        reject(block.rejects());
        if (ready.part().isPresent() && added(ready.part().get())) {
            accept(block.rows().size());
            return;
        }
        Sorted sorted = sort(block.rows());
        while (!added(load().part(sorted.fresh).orElseThrow())) {
            sorted = sort(block.rows());
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

    /** Adds what is new; false where the books hold some of it, or another import brought it meanwhile. */
    private boolean added(Part part) {
        load().ensureMonths(part);
        return database.inSavepoint(() -> load().add(part));
    }

    private Sorted sort(List<Read<HashedEvent>> read) {
        Map<UUID, UUID> known =
                usage.digests(read.stream().map(item -> item.value().key()).toList());
        Set<UUID> borne = borne(read);
        Sorted sorted = new Sorted();
        for (Read<HashedEvent> item : read) {
            HashedEvent hashed = item.value();
            Event event = hashed.event();
            UUID before = known.get(hashed.key());
            if (before != null) {
                if (before.equals(hashed.digest())) {
                    sorted.duplicates++;
                } else {
                    sorted.conflicts.add(item);
                }
            } else if (event.voids() != null && borne.contains(EventHash.target(event))) {
                sorted.closed.add(item);
            } else {
                known.put(hashed.key(), hashed.digest());
                sorted.fresh.add(hashed);
            }
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
        load().finish();
    }
}
