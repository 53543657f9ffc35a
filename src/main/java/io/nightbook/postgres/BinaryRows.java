package io.nightbook.postgres;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.time.Micros;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows on their way into a table through COPY in binary format, where there are very many: the server has no text to parse.
 *
 * <p>Values must come in the order and in the types of the columns; see "COPY, Binary Format" and the {@code recv}
 * functions in PostgreSQL's documentation.
 */
final class BinaryRows {

    /** The signature, no flags, no extension. */
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] TRAILER = {-1, -1};
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int NULL = -1;
    private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;
    private static final int POSTGRES_EPOCH_DAY = 10_957;
    private static final int LONG_OID = 20;
    /** Small enough for a collector of garbage to move it like anything else. */
    private static final int CHUNK = 1 << 17;

    private static final int ROOM_FOR_A_ROW = 1 << 12;
    private static final BigInteger BASE = BigInteger.valueOf(10_000);

    private final int columns;
    private final List<Chunk> full = new ArrayList<>();
    private byte[] bytes = new byte[CHUNK];
    private int size;
    private int[] starts = new int[1 << 10];
    private int rows;

    /** Bytes that are sent, at the front of an array. */
    private static final class Chunk {
        final byte[] bytes;
        final int size;

        Chunk(byte[] bytes, int size) {
            this.bytes = bytes;
            this.size = size;
        }
    }

    BinaryRows(int columns) {
        this.columns = columns;
    }

    BinaryRows begin() {
        mark();
        putShort(columns);
        return this;
    }

    /** A row lies in one chunk, which grows only for a row that is large itself. */
    private void mark() {
        if (size > CHUNK - ROOM_FOR_A_ROW) {
            full.add(new Chunk(bytes, size));
            bytes = new byte[CHUNK];
            size = 0;
        }
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
        }
        starts[rows++] = full.size() * CHUNK + size;
    }

    int rows() {
        return rows;
    }

    /** Adds a row as it stands elsewhere, by its place there, from 0. */
    void addRow(BinaryRows from, int place) {
        mark();
        int number = from.starts[place] / CHUNK;
        Chunk chunk = number < from.full.size() ? from.full.get(number) : new Chunk(from.bytes, from.size);
        int start = from.starts[place] % CHUNK;
        int end = place + 1 < from.rows && from.starts[place + 1] / CHUNK == number
                ? from.starts[place + 1] % CHUNK
                : chunk.size;
        put(chunk.bytes, start, end - start);
    }

    BinaryRows addNull() {
        putInt(NULL);
        return this;
    }

    BinaryRows addShort(int value) {
        putInt(Short.BYTES);
        putShort(value);
        return this;
    }

    BinaryRows addInt(int value) {
        putInt(Integer.BYTES);
        putInt(value);
        return this;
    }

    BinaryRows addLong(long value) {
        putInt(Long.BYTES);
        putLong(value);
        return this;
    }

    BinaryRows add(UUID value) {
        putInt(2 * Long.BYTES);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryRows addBoolean(boolean value) {
        putInt(Byte.BYTES);
        ensure(Byte.BYTES);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    BinaryRows addBytes(byte @Nullable [] value) {
        if (value == null) {
            return addNull();
        }
        putInt(value.length);
        put(value);
        return this;
    }

    /** An array of bigint. */
    BinaryRows addLongs(long... values) {
        boolean empty = values.length == 0;
        putInt(3 * Integer.BYTES + (empty ? 0 : 2 * Integer.BYTES) + values.length * (Integer.BYTES + Long.BYTES));
        putInt(empty ? 0 : 1); // dimensions
        putInt(0); // no element is null
        putInt(LONG_OID);
        if (!empty) {
            putInt(values.length);
            putInt(1); // the first index
        }
        for (long value : values) {
            addLong(value);
        }
        return this;
    }

    /** An instant, whole microseconds. */
    BinaryRows add(@Nullable Instant value) {
        return value == null ? addNull() : addLong(Micros.of(value) - POSTGRES_EPOCH_MICROS);
    }

    BinaryRows add(@Nullable LocalDate value) {
        return value == null ? addNull() : addInt((int) value.toEpochDay() - POSTGRES_EPOCH_DAY);
    }

    BinaryRows add(@Nullable String value) {
        if (value == null) {
            return addNull();
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        putInt(text.length);
        put(text);
        return this;
    }

    BinaryRows add(Credits value) {
        return add(value.value());
    }

    /** A decimal, exactly: a sign, a weight, and digits of base 10,000. */
    BinaryRows add(@Nullable BigDecimal value) {
        if (value == null) {
            return addNull();
        }
        int scale = Math.max(value.scale(), 0);
        BigInteger unscaled = value.setScale(scale).unscaledValue().abs();
        int groupsAfterPoint = (scale + 3) / 4;
        BigInteger digits = unscaled.multiply(BigInteger.TEN.pow(groupsAfterPoint * 4 - scale));
        short[] groups = new short[digits.bitLength() / 13 + 1];
        int count = groups.length;
        if (digits.bitLength() < Long.SIZE) {
            for (long rest = digits.longValue(); rest != 0; rest /= 10_000) {
                groups[--count] = (short) (rest % 10_000);
            }
        } else {
            for (BigInteger rest = digits; rest.signum() != 0; ) {
                BigInteger[] parts = rest.divideAndRemainder(BASE);
                groups[--count] = parts[1].shortValue();
                rest = parts[0];
            }
        }
        int used = groups.length - count;
        putInt(8 + 2 * used);
        putShort(used);
        putShort(used - groupsAfterPoint - 1);
        putShort(value.signum() < 0 ? 0x4000 : 0);
        putShort(scale);
        for (int i = count; i < groups.length; i++) {
            putShort(groups[i]);
        }
        return this;
    }

    private void put(byte[] value) {
        put(value, 0, value.length);
    }

    private void put(byte[] value, int start, int length) {
        ensure(length);
        System.arraycopy(value, start, bytes, size, length);
        size += length;
    }

    private void putShort(int value) {
        ensure(Short.BYTES);
        SHORT.set(bytes, size, (short) value);
        size += Short.BYTES;
    }

    private void putInt(int value) {
        ensure(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    private void putLong(long value) {
        ensure(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, size * 2));
        }
    }

    /** Sends all rows to the table of a COPY statement. */
    void copyTo(PGConnection connection, Sql copy) throws SQLException, IOException {
        copyTo(connection, copy, List.of(this));
    }

    /** Sends the rows of several, of the same columns, one after the other. */
    static void copyTo(PGConnection connection, Sql copy, List<BinaryRows> all) throws SQLException, IOException {
        if (all.stream().allMatch(part -> part.rows == 0)) {
            return;
        }
        Copying.in(connection, copy, in -> {
            in.writeToCopy(HEADER, 0, HEADER.length);
            for (BinaryRows part : all) {
                for (Chunk chunk : part.full) {
                    in.writeToCopy(chunk.bytes, 0, chunk.size);
                }
                in.writeToCopy(part.bytes, 0, part.size);
            }
            in.writeToCopy(TRAILER, 0, TRAILER.length);
        });
    }
}
