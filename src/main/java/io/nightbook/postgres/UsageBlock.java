package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import io.nightbook.domain.time.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of usage on their way into the books: what each is known by, and its event as the table takes it. Column by column,
 * so that hundreds of thousands that wait together are a few arrays and no burden to a collector of garbage.
 */
public final class UsageBlock {

    private static final int KEY_COLUMNS = 3;
    private static final int EVENT_COLUMNS = 13;
    private static final int PLACE_BITS = 16;
    private static final int USUAL_ID = 16;
    private static final int USUAL_ROW = 90;

    private final long load;
    private final Meters meters;
    private final long[] lines;
    private final long[] keyHighs;
    private final long[] keyLows;
    private final long[] digestHighs;
    private final long[] digestLows;
    private final long[] micros;
    private final int[] days;
    private final int[] meterNos;
    private final int[] eventPlaces;
    private final int[] idEnds;
    private final int[] textEnds;
    private final StringBuilder ids;
    private final StringBuilder texts;
    private final Map<Integer, Event> voids = new HashMap<>();
    private final BinaryRows events = new BinaryRows(EVENT_COLUMNS);
    private int size;

    /** An empty block with room for some rows, at most 2<sup>16</sup>. */
    UsageBlock(long load, Meters meters, int room) {
        this.load = load;
        this.meters = meters;
        this.lines = new long[room];
        this.keyHighs = new long[room];
        this.keyLows = new long[room];
        this.digestHighs = new long[room];
        this.digestLows = new long[room];
        this.micros = new long[room];
        this.days = new int[room];
        this.meterNos = new int[room];
        this.eventPlaces = new int[room];
        this.idEnds = new int[room];
        this.textEnds = new int[room];
        this.ids = new StringBuilder(room * USUAL_ID);
        this.texts = new StringBuilder(room * USUAL_ROW);
    }

    /**
     * A row that was read.
     *
     * @param place in its block, from 0
     * @param line where it begins in its file
     * @param voiding the row itself, if it voids another
     */
    public record Row(
            int place,
            long line,
            String id,
            UUID key,
            UUID digest,
            @Nullable Event voiding) {}

    /**
     * Adds what a row says.
     *
     * @param csv adds the row as CSV to what comes before
     */
    public void add(long line, Consumer<StringBuilder> csv, Event event) {
        begin(
                line,
                event.id(),
                EventHash.key(event),
                EventHash.digest(event),
                Micros.of(event.occurredAt()),
                (int) event.day().toEpochDay(),
                // a void's own columns mean nothing: its meter may be unknown
                event.voids() == null ? meters.numberOf(event.meter()) : 0);
        csv.accept(texts);
        if (event.voids() == null) {
            encode(event);
        }
        end(event.voids() == null ? null : event);
    }

    private void begin(long line, String id, UUID key, UUID digest, long at, int day, int meter) {
        lines[size] = line;
        idEnds[size] = ids.append(id).length();
        keyHighs[size] = key.getMostSignificantBits();
        keyLows[size] = key.getLeastSignificantBits();
        digestHighs[size] = digest.getMostSignificantBits();
        digestLows[size] = digest.getLeastSignificantBits();
        micros[size] = at;
        days[size] = day;
        meterNos[size] = meter;
        eventPlaces[size] = events.rows();
    }

    private void end(@Nullable Event voiding) {
        textEnds[size] = texts.length();
        if (voiding != null) {
            voids.put(size, voiding);
        }
        size++;
    }

    private void encode(Event event) {
        events.begin()
                .add(event.occurredAt())
                .addLong(load)
                .addInt(event.account().no())
                .add(event.day())
                .addShort(meterNos[size])
                .add(event.quantity())
                .add(event.credits() == null ? null : event.credits().value())
                .add(event.passThrough())
                .add(event.id())
                .add(event.agent())
                .add(event.project())
                .add(event.activity())
                .add(event.properties().isEmpty() ? null : Properties.encode(event.properties()));
    }

    public int size() {
        return size;
    }

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(new Row(i, lines[i], part(ids, idEnds, i), key(i), digest(i), voids.get(i)));
        }
        return rows;
    }

    /** A row as CSV. */
    public String text(Row row) {
        return part(texts, textEnds, row.place);
    }

    private static String part(StringBuilder all, int[] ends, int place) {
        return all.substring(place == 0 ? 0 : ends[place - 1], ends[place]);
    }

    private UUID key(int place) {
        return new UUID(keyHighs[place], keyLows[place]);
    }

    private UUID digest(int place) {
        return new UUID(digestHighs[place], digestLows[place]);
    }

    /** The rows that void others. */
    public Collection<Event> voids() {
        return Collections.unmodifiableCollection(voids.values());
    }

    /** A block with some of the rows of this one. */
    public UsageBlock only(List<Row> some) {
        UsageBlock block = new UsageBlock(load, meters, some.size());
        for (Row row : some) {
            block.begin(row.line, row.id, row.key, row.digest, micros[row.place], days[row.place], meterNos[row.place]);
            block.texts.append(text(row));
            if (row.voiding == null) {
                block.events.addRow(events, eventPlaces[row.place]);
            }
            block.end(row.voiding);
        }
        return block;
    }

    /** The events as the table takes them. */
    BinaryRows events() {
        return events;
    }

    /** What is done with the events of a block, one by one. */
    interface Each {
        void event(Instant occurredAt, LocalDate day, int meterNo);
    }

    void eachEvent(Each each) {
        for (int i = 0; i < size; i++) {
            if (!voids.containsKey(i)) {
                each.event(instant(i), LocalDate.ofEpochDay(days[i]), meterNos[i]);
            }
        }
    }

    private Instant instant(int place) {
        return Micros.instant(micros[place]);
    }

    /**
     * The keys of blocks as the table takes them, near enough to the order in which PostgreSQL sorts them, byte by byte, that
     * neighbours share a page of the index: by as many of the first bits as leave room for the row's place.
     *
     * @return null if two neighbours are equal
     */
    static @Nullable BinaryRows keys(List<UsageBlock> blocks) {
        long places = (Long.highestOneBit(Math.max(blocks.size(), 1)) * 2) << PLACE_BITS;
        long[] order = order(blocks, places - 1);
        BinaryRows keys = new BinaryRows(KEY_COLUMNS);
        UUID before = null;
        for (long one : order) {
            int number = (int) (one & (places - 1));
            UsageBlock block = blocks.get(number >>> PLACE_BITS);
            int place = number & ((1 << PLACE_BITS) - 1);
            UUID key = block.key(place);
            if (key.equals(before)) {
                return null;
            }
            before = key;
            keys.begin().add(key).add(block.digest(place)).add(block.instant(place));
        }
        return keys;
    }

    private static long[] order(List<UsageBlock> blocks, long places) {
        long[] order = new long[blocks.stream().mapToInt(UsageBlock::size).sum()];
        int next = 0;
        for (int b = 0; b < blocks.size(); b++) {
            UsageBlock block = blocks.get(b);
            for (int i = 0; i < block.size; i++) {
                // the sign is turned, so that bytes from 80 on come last
                order[next++] = ((block.keyHighs[i] ^ Long.MIN_VALUE) & ~places) | ((long) b << PLACE_BITS) | i;
            }
        }
        Arrays.sort(order);
        return order;
    }
}
