package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Events and voids as the tables take them, ready to be sent. */
    public static final class Part {

        private static final int KEY_COLUMNS = 3;
        private static final int EVENT_COLUMNS = 13;
        private static final long SECONDS_PER_DAY = 86_400;

        private final BinaryRows keys = new BinaryRows(KEY_COLUMNS);
        private final BinaryRows events = new BinaryRows(EVENT_COLUMNS);
        private final CopyRows voids = new CopyRows();
        private final Set<YearMonth> partitions = new TreeSet<>();
        private final Set<LocalDate> months = new TreeSet<>();
        private long count;
        private @Nullable Instant min;
        private @Nullable Instant max;
        private @Nullable LocalDate lastDay;
        private long lastUtcDay = Long.MIN_VALUE;

        private void extend(Event event) {
            count++;
            Instant at = event.occurredAt();
            min = min == null || at.isBefore(min) ? at : min;
            max = max == null || at.isAfter(max) ? at : max;
            if (!event.day().equals(lastDay)) {
                lastDay = event.day();
                months.add(lastDay.withDayOfMonth(1));
            }
            long utcDay = Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
            if (utcDay != lastUtcDay) {
                lastUtcDay = utcDay;
                partitions.add(YearMonth.from(LocalDate.ofEpochDay(utcDay)));
            }
        }
    }

    /** A load in the making; rows go out part by part. */
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
         * Prepares events and voids; may run beside the load's transaction.
         *
         * @return nothing if two of them that are neighbours by key have the same; the books refuse what is left of those
         */
        public Optional<Part> part(List<HashedEvent> block) {
            Part part = new Part();
            // in key order, so that the index is written page by page
            HashedEvent[] byKey = HashedEvent.byKey(block);
            for (int i = 0; i < byKey.length; i++) {
                if (i > 0 && byKey[i].key().equals(byKey[i - 1].key())) {
                    return Optional.empty();
                }
                part.keys
                        .begin()
                        .add(byKey[i].key())
                        .add(byKey[i].digest())
                        .add(byKey[i].event().occurredAt());
            }
            for (HashedEvent hashed : block) {
                Event event = hashed.event();
                if (event.voids() != null) {
                    addVoid(part.voids, event);
                    continue;
                }
                addEvent(part.events, event);
                part.extend(event);
            }
            return Optional.of(part);
        }

        private void addVoid(CopyRows voids, Event event) {
            voids.add(event.account().no())
                    .add(event.id())
                    .add(event.voids())
                    .add(EventHash.target(event))
                    .add(number)
                    .end();
        }

        private void addEvent(BinaryRows rows, Event event) {
            rows.begin()
                    .add(event.occurredAt())
                    .addLong(number)
                    .addInt(event.account().no())
                    .add(event.day())
                    .addShort(meters.numberOf(event.meter()))
                    .add(event.quantity())
                    .add(event.credits() == null ? null : event.credits().value())
                    .add(event.passThrough())
                    .add(event.id())
                    .add(event.agent())
                    .add(event.project())
                    .add(event.activity())
                    .add(event.properties().isEmpty() ? null : Properties.encode(event.properties()));
        }

        /** Makes the partitions that a part needs; each in a transaction of its own. */
        public void ensureMonths(Part part) {
            for (YearMonth month : part.partitions) {
                if (ensured.add(month)) {
                    // of its own, so that no import waits for the end of another that was the first of the month
                    database.inOwnTransaction(() -> database.sql(ENSURE_MONTH)
                            .param("month", month.atDay(1))
                            .query(row -> {}));
                }
            }
        }

        /**
         * Adds a part.
         *
         * @throws org.springframework.dao.DuplicateKeyException if the books hold one of its events, or another transaction
         *     brought it meanwhile
         */
        public void add(Part part) {
            database.onConnection(connection -> {
                part.keys.copyTo(connection, COPY_KEYS);
                part.voids.copyTo(connection, COPY_VOIDS);
                part.events.copyTo(connection, COPY_EVENTS);
                return part;
            });
            events += part.count;
            months.addAll(part.months);
            min = min == null || (part.min != null && part.min.isBefore(min)) ? part.min : min;
            max = max == null || (part.max != null && part.max.isAfter(max)) ? part.max : max;
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
