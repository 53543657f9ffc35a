package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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

    private static final Sql FIND_BROKEN = Sql.query("intake/find-broken-loads");
    private static final Sql DROP_BROKEN = Sql.query("intake/drop-broken-loads");
    private static final Sql RESERVE_LOAD = Sql.query("intake/reserve-load");
    private static final Sql FIND_LOAD = Sql.query("intake/find-load");
    private static final Sql DROP_LOAD = Sql.query("intake/drop-load");
    private static final Sql BEGIN_LOAD = Sql.query("intake/begin-load");
    private static final Sql FINISH_LOAD = Sql.query("intake/finish-load");
    private static final Sql ENSURE_MONTH = Sql.query("intake/ensure-month");
    private static final Sql FIND_KEYS = Sql.query("intake/find-event-keys");
    private static final Sql FIND_WAITING = Sql.query("intake/find-waiting");
    private static final Sql FIND_VOIDED = Sql.query("intake/find-voided");
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

    /** Begins the load of a file, in the running transaction; its events come in one beside it. */
    public Load begin(String file) {
        database.inOwnTransaction(this::dropBroken);
        return new Load(reserve(), file);
    }

    private long reserve() {
        long number = database.sql(RESERVE_LOAD).query(Long.class).single();
        // one that held it may have committed between the look at all loads and the taking of the lock
        boolean taken = database.sql(FIND_LOAD)
                .param("load", number)
                .query(Boolean.class)
                .single();
        return taken ? reserve() : number;
    }

    private void dropBroken() {
        List<Long> broken = database.sql(FIND_BROKEN).query(Long.class).list();
        if (!broken.isEmpty()) {
            database.sql(DROP_BROKEN)
                    .param("loads", broken.toArray(Long[]::new))
                    .update();
        }
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

    /** A load in the making: keys decide in the running transaction what is new, and what is follows beside it. */
    public final class Load implements AutoCloseable {

        /** Events that were voided before: how many, and one of them. */
        public record Voided(long events, @Nullable String one) {}

        private final long number;
        private final SideTransaction side;
        private final Set<YearMonth> ensured = new HashSet<>();
        private final Extent extent = new Extent();
        private boolean empty = true;

        private Load(long number, String file) {
            this.number = number;
            this.side = new SideTransaction(database, "send " + file);
            side.run(connection -> side.sql(BEGIN_LOAD)
                    .param("load", number)
                    .param("file", file)
                    .update());
        }

        /** Whether a void of an event that has not come may be there. */
        public boolean isAwaitedByVoids() {
            return database.sql(FIND_WAITING).query(Boolean.class).single();
        }

        /** Which events of these keys an earlier load has voided. */
        public Voided voided(Collection<UUID> keys) {
            return database.sql(FIND_VOIDED)
                    .param("keys", keys.stream().map(UUID::toString).toArray(String[]::new))
                    .param("load", number)
                    .query((row, n) -> new Voided(row.getLong("events"), row.getString("one")))
                    .single();
        }

        /** A block to be filled with some rows; may be done beside the load's transaction. */
        public UsageBlock block(int rows) {
            return new UsageBlock(number, meters, rows);
        }

        /**
         * Adds blocks, or nothing of them.
         *
         * @return false if two rows have one key, or the books hold one, or another transaction brought it meanwhile
         */
        public boolean add(List<UsageBlock> blocks) {
            BinaryRows keys = UsageBlock.keys(blocks);
            if (keys == null || !database.inSavepoint(() -> add(keys, voids(blocks)))) {
                return false;
            }
            empty &= blocks.stream().allMatch(block -> block.size() == 0);
            Set<YearMonth> months = new TreeSet<>();
            blocks.forEach(block -> block.eachEvent((at, day, meter) -> months.add(extent.with(at, day, meter))));
            ensure(months);
            List<BinaryRows> events = blocks.stream().map(UsageBlock::events).toList();
            side.run(connection -> {
                BinaryRows.copyTo(connection, COPY_EVENTS, events);
                return events;
            });
            return true;
        }

        private void add(BinaryRows keys, CopyRows voids) {
            database.onConnection(connection -> {
                keys.copyTo(connection, COPY_KEYS);
                voids.copyTo(connection, COPY_VOIDS);
                return keys;
            });
        }

        private CopyRows voids(List<UsageBlock> blocks) {
            CopyRows voids = new CopyRows();
            for (UsageBlock block : blocks) {
                for (Event event : block.voids()) {
                    voids.add(event.account().no())
                            .add(event.id())
                            .add(event.voids())
                            .add(EventHash.target(event))
                            .add(number)
                            .end();
                }
            }
            return voids;
        }

        /** Makes partitions, in a transaction of its own: no import waits for the end of another that began the month. */
        private void ensure(Set<YearMonth> months) {
            for (YearMonth month : months) {
                if (ensured.add(month)) {
                    database.inOwnTransaction(() -> database.sql(ENSURE_MONTH)
                            .param("month", month.atDay(1))
                            .query(row -> {}));
                }
            }
        }

        /**
         * Ends the load: once the running transaction commits, readers see it whole, or nothing of it where it brought
         * nothing. Answers the last local day of each meter in it, by the meter's id.
         */
        public Map<String, LocalDate> finish() {
            side.commit();
            if ((empty ? drop() : keep()) != 1) {
                throw new IllegalStateException("What this import had noted of itself in the database was removed by"
                        + " somebody else (usage_load " + number
                        + "), so nothing of the file is in the books; import it again");
            }
            Map<String, LocalDate> lastDays = new HashMap<>();
            extent.lastDays.forEach((meter, day) -> lastDays.put(meters.idOf(meter), day));
            return lastDays;
        }

        private int drop() {
            return database.sql(DROP_LOAD).param("load", number).update();
        }

        private int keep() {
            return database.sql(FINISH_LOAD)
                    .param("load", number)
                    .param("events", extent.events)
                    .param("min_at", Database.at(extent.min))
                    .param("max_at", Database.at(extent.max))
                    .param(
                            "months",
                            extent.months.stream().map(LocalDate::toString).toArray(String[]::new))
                    .update();
        }

        /** Undoes what is not finished. */
        @Override
        public void close() {
            side.close();
        }
    }

    /** How many events there are, and from when to when. */
    private static final class Extent {

        private static final long SECONDS_PER_DAY = 86_400;

        private final Set<LocalDate> months = new TreeSet<>();
        private final Map<Integer, LocalDate> lastDays = new HashMap<>();
        private long events;
        private @Nullable Instant min;
        private @Nullable Instant max;
        private @Nullable LocalDate lastDay;
        private long lastUtcDay = Long.MIN_VALUE;
        private YearMonth lastUtcMonth = YearMonth.of(1970, 1);

        /** Takes an event in; answers its month in UTC. */
        private YearMonth with(Instant at, LocalDate day, int meter) {
            events++;
            lastDays.merge(meter, day, (a, b) -> a.isAfter(b) ? a : b);
            min = min == null || at.isBefore(min) ? at : min;
            max = max == null || at.isAfter(max) ? at : max;
            if (!day.equals(lastDay)) {
                lastDay = day;
                months.add(day.withDayOfMonth(1));
            }
            long utcDay = Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
            if (utcDay != lastUtcDay) {
                lastUtcDay = utcDay;
                lastUtcMonth = YearMonth.from(LocalDate.ofEpochDay(utcDay));
            }
            return lastUtcMonth;
        }
    }
}
