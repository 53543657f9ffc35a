package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Raw usage: each event once, however often it comes. */
public final class UsageStore {

    private static final Sql CREATE_LOAD = Sql.query("intake/create-load");
    private static final Sql FINISH_LOAD = Sql.query("intake/finish-load");
    private static final Sql ENSURE_MONTH = Sql.query("intake/ensure-month");
    private static final Sql FIND_KEYS = Sql.query("intake/find-event-keys");
    private static final Sql FIND_BORNE = Sql.query("intake/find-borne");
    private static final Sql COPY_KEYS = Sql.query("intake/copy-event-keys");
    private static final Sql COPY_EVENTS = Sql.query("intake/copy-events");
    private static final Sql COPY_VOIDS = Sql.query("intake/copy-voids");

    private final Database database;
    private final Meters meters;

    public UsageStore(Database database, Meters meters) {
        this.database = database;
        this.meters = meters;
    }

    /** Begins a load: the part of an import that one transaction brings in. */
    public Load begin(String file) {
        long number =
                database.sql(CREATE_LOAD).param("file", file).query(Long.class).single();
        return new Load(number);
    }

    /** The digests of those keys that the books hold. */
    public Map<UUID, UUID> digests(Collection<UUID> keys) {
        Map<UUID, UUID> found = new HashMap<>();
        database.sql(FIND_KEYS)
                .param("keys", keys.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    found.put(row.getObject("key", UUID.class), row.getObject("digest", UUID.class));
                });
        return found;
    }

    /** Of the events that these rows void, the keys of those that a closed cycle bears. */
    public Set<UUID> borneByClosedCycles(Collection<Event> voids) {
        Set<UUID> found = new HashSet<>();
        if (voids.isEmpty()) {
            return found;
        }
        database.sql(FIND_BORNE)
                .param(
                        "keys",
                        voids.stream()
                                .map(EventHash::target)
                                .map(UUID::toString)
                                .toArray(String[]::new))
                .param("accounts", voids.stream().map(e -> e.account().no()).toArray(Integer[]::new))
                .param("events", voids.stream().map(Event::voids).toArray(String[]::new))
                .query(row -> {
                    found.add(row.getObject("key", UUID.class));
                });
        return found;
    }

    /** A load in the making; rows go out block by block. */
    public final class Load {

        private final long number;
        private final Set<YearMonth> ensured = new HashSet<>();
        private final Set<LocalDate> months = new TreeSet<>();
        private long events;
        private @Nullable Instant min;
        private @Nullable Instant max;

        private Load(long number) {
            this.number = number;
        }

        /**
         * Adds a block of events and voids, all new.
         *
         * @throws org.springframework.dao.DuplicateKeyException if another transaction brought one of them meanwhile
         */
        public void add(List<HashedEvent> block) {
            CopyRows keys = new CopyRows();
            CopyRows rows = new CopyRows();
            CopyRows voids = new CopyRows();
            block.forEach(hashed -> ensureMonth(hashed.event()));
            for (HashedEvent hashed : block) {
                Event event = hashed.event();
                keys.add(hashed.key())
                        .add(hashed.digest())
                        .add(event.occurredAt())
                        .end();
                if (event.voids() == null) {
                    addEvent(rows, event);
                } else {
                    voids.add(event.account().no())
                            .add(event.id())
                            .add(event.voids())
                            .add(EventHash.target(event))
                            .add(number)
                            .end();
                }
            }
            database.onConnection(connection -> {
                keys.copyTo(connection, COPY_KEYS);
                voids.copyTo(connection, COPY_VOIDS);
                return rows.copyTo(connection, COPY_EVENTS);
            });
            block.forEach(hashed -> extend(hashed.event()));
        }

        /** Forgets which months are there: a part of the transaction was undone. */
        public void undone() {
            ensured.clear();
        }

        private void ensureMonth(Event event) {
            YearMonth month = YearMonth.from(event.occurredAt().atOffset(ZoneOffset.UTC));
            if (event.voids() == null && ensured.add(month)) {
                // of its own, so that no import waits for the end of another that was the first of the month
                database.inOwnTransaction(() -> database.sql(ENSURE_MONTH)
                        .param("month", month.atDay(1))
                        .query(row -> {}));
            }
        }

        private void addEvent(CopyRows rows, Event event) {
            rows.add(event.occurredAt())
                    .add(number)
                    .add(event.account().no())
                    .add(event.day())
                    .add(meters.numberOf(event.meter()))
                    .add(event.quantity().toPlainString())
                    .add(event.credits())
                    .add(
                            event.passThrough() == null
                                    ? null
                                    : event.passThrough().toPlainString())
                    .add(event.id())
                    .add(event.agent())
                    .add(event.project())
                    .add(event.activity())
                    .add(event.properties().isEmpty() ? null : Properties.encode(event.properties()))
                    .end();
        }

        private void extend(Event event) {
            if (event.voids() != null) {
                return;
            }
            events++;
            Instant at = event.occurredAt();
            min = min == null || at.isBefore(min) ? at : min;
            max = max == null || at.isAfter(max) ? at : max;
            months.add(event.day().withDayOfMonth(1));
        }

        /** Ends the load: once its transaction commits, readers see it whole. */
        public void finish() {
            List<String> firstDays = new ArrayList<>();
            months.forEach(month -> firstDays.add(month.toString()));
            database.sql(FINISH_LOAD)
                    .param("load", number)
                    .param("events", events)
                    .param("min_at", Database.at(min))
                    .param("max_at", Database.at(max))
                    .param("months", firstDays.toArray(String[]::new))
                    .update();
        }
    }
}
