package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import java.util.Comparator;
import java.util.UUID;

/** An event with what it is known by, reckoned once. */
public record HashedEvent(Event event, UUID key, UUID digest) {

    /** In the order in which PostgreSQL sorts keys: byte by byte. */
    static final Comparator<HashedEvent> BY_KEY = (a, b) -> {
        int byHigh = Long.compareUnsigned(a.key.getMostSignificantBits(), b.key.getMostSignificantBits());
        return byHigh != 0
                ? byHigh
                : Long.compareUnsigned(a.key.getLeastSignificantBits(), b.key.getLeastSignificantBits());
    };

    public static HashedEvent of(Event event) {
        return new HashedEvent(event, EventHash.key(event), EventHash.digest(event));
    }
}
