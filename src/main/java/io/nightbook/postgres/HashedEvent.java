package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import java.util.UUID;

/** An event with what it is known by, reckoned once. */
public record HashedEvent(Event event, UUID key, UUID digest) {

    public static HashedEvent of(Event event) {
        return new HashedEvent(event, EventHash.key(event), EventHash.digest(event));
    }
}
