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

    private static final ThreadLocal<EventHash> OF_THREAD = ThreadLocal.withInitial(EventHash::new);

    private final MessageDigest sha;
    /** What is hashed, put together first: the digest takes it at once much faster than in pieces. */
    private ByteBuffer said = ByteBuffer.allocate(1 << 10);

    private EventHash() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static UUID key(Event event) {
        return key(event.account().no(), event.id());
    }

    /** The key of the event that a row voids. */
    public static UUID target(Event event) {
        return key(event.account().no(), Objects.requireNonNull(event.voids()));
    }

    private static UUID key(int account, String eventId) {
        return OF_THREAD.get().add(account).add(eventId).hash();
    }

    public static UUID digest(Event event) {
        EventHash hash = OF_THREAD.get();
        Instant at = event.occurredAt();
        hash.add(event.meter())
                .add(at.getEpochSecond())
                .add(at.getNano())
                .add(event.quantity())
                .add(event.cost())
                .add(event.agent())
                .add(event.project())
                .add(event.activity())
                .add(event.voids() == null ? "" : event.voids());
        event.properties().forEach((name, value) -> hash.add(name).add(value));
        return hash.hash();
    }

    /** Decimals are equal whatever their trailing zeros. */
    private EventHash add(@Nullable BigDecimal value) {
        if (value == null) {
            return add(-1);
        }
        BigDecimal plain = value.stripTrailingZeros();
        return add(plain.scale()).put(plain.unscaledValue().toByteArray());
    }

    private EventHash add(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    private EventHash add(long value) {
        ensure(Long.BYTES);
        said.putLong(value);
        return this;
    }

    /** Bytes behind their number, so that no two sequences of values look alike. */
    private EventHash put(byte[] bytes) {
        add(bytes.length);
        ensure(bytes.length);
        said.put(bytes);
        return this;
    }

    private void ensure(int more) {
        if (said.remaining() < more) {
            said = ByteBuffer.allocate(2 * (said.position() + more)).put(said.flip());
        }
    }

    private UUID hash() {
        sha.update(said.flip());
        said.clear();
        ByteBuffer digest = ByteBuffer.wrap(sha.digest());
        return new UUID(digest.getLong(), digest.getLong());
    }
}
