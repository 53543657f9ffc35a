package io.nightbook.postgres;

import io.nightbook.domain.input.Event;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event is known by: 128 bits of SHA-256 of its account and id, and of its values (equal values, not equal text). */
public final class EventHash {

    private static final char SEPARATOR = '\u001f';
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    });

    private EventHash() {}

    public static UUID key(Event event) {
        return key(event.account().no(), event.id());
    }

    /** The key of the event that a row voids. */
    public static UUID target(Event event) {
        return key(event.account().no(), Objects.requireNonNull(event.voids()));
    }

    private static UUID key(int account, String eventId) {
        return hash(account + String.valueOf(SEPARATOR) + eventId);
    }

    public static UUID digest(Event event) {
        StringBuilder text = new StringBuilder(128);
        text.append(event.meter())
                .append(SEPARATOR)
                .append(micros(event.occurredAt()))
                .append(SEPARATOR)
                .append(plain(event.quantity()))
                .append(SEPARATOR)
                .append(plain(event.cost()))
                .append(SEPARATOR)
                .append(event.agent())
                .append(SEPARATOR)
                .append(event.project())
                .append(SEPARATOR)
                .append(event.activity())
                .append(SEPARATOR)
                .append(event.voids() == null ? "" : event.voids())
                .append(SEPARATOR);
        event.properties()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append(SEPARATOR));
        return hash(text.toString());
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "" : value.stripTrailingZeros().toPlainString();
    }

    private static UUID hash(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(SHA.get().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
