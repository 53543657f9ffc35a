package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** An event with what it is known by, reckoned once. */
public record HashedEvent(Event event, UUID key, UUID digest) {

    public static HashedEvent of(Event event) {
        return new HashedEvent(event, EventHash.key(event), EventHash.digest(event));
    }

    /**
     * Events by their keys, near enough to the order in which PostgreSQL sorts them, byte by byte, that neighbours share a
     * page of the index: by as many of the first bits as leave room for the event's place.
     */
    static HashedEvent[] byKey(List<HashedEvent> events) {
        long places = Long.highestOneBit(Math.max(events.size(), 1)) * 2 - 1;
        long[] order = new long[events.size()];
        for (int i = 0; i < order.length; i++) {
            // the sign is turned, so that bytes from 80 on come last
            order[i] = ((events.get(i).key().getMostSignificantBits() ^ Long.MIN_VALUE) & ~places) | i;
        }
        Arrays.sort(order);
        HashedEvent[] sorted = new HashedEvent[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = events.get((int) (order[i] & places));
        }
        return sorted;
    }
}
