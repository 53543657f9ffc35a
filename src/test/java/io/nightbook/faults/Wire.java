package io.nightbook.faults;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As much of the protocol between a program and a PostgreSQL as it takes to count statements and to refuse them. */
final class Wire {

    /** Statements that need room on the disk of the server. */
    private static final Pattern WRITES = Pattern.compile(
            "\\b(insert|update|delete|truncate|create|merge|nextval|ensure_month|from stdin)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final byte[] DISK_FULL = error("53100", "could not extend file: No space left on device");

    private Wire() {}

    /** A message: its letter, which the first of a connection does not have, and what it says. */
    static final class Message {

        private static final char NONE = 0;

        private final char type;
        private final byte[] body;

        private Message(char type, byte[] body) {
            this.type = type;
            this.body = body;
        }

        void send(OutputStream out) throws IOException {
            int head = type == NONE ? 4 : 5;
            ByteBuffer bytes = ByteBuffer.allocate(head + body.length);
            if (type != NONE) {
                bytes.put((byte) type);
            }
            out.write(bytes.putInt(4 + body.length).put(body).array());
        }

        /** Whether a server does something when it gets it. */
        boolean isStatement() {
            return type == 'Q' || type == 'E' || type == 'c';
        }

        /** Whether it brings the end of a transaction. */
        boolean isCommit() {
            return isPrepared() && sql().startsWith("COMMIT");
        }

        boolean isError() {
            return type == 'E';
        }

        /** Whether it brings a statement that is executed by another message. */
        boolean isPrepared() {
            return type == 'P';
        }

        /** Whether a server has said with it all it has to say about a statement, and waits. */
        boolean isAnswered() {
            return type == 'Z' || type == 'G' || type == 'W';
        }

        /** What stands in its place where the disk is full: a statement that fails, or none where it needs no room. */
        @Nullable
        Message withoutRoom() {
            return switch (type) {
                case 'c' -> new Message('f', new byte[] {0});
                case 'Q' -> WRITES.matcher(text(0)).find() ? new Message('Q', terminated("disk full")) : null;
                case 'P' -> WRITES.matcher(sql()).find() ? unparsable() : null;
                default -> null;
            };
        }

        private Message unparsable() {
            byte[] statement = terminated("disk full");
            return new Message(
                    'P',
                    ByteBuffer.allocate(1 + statement.length + 2)
                            .put((byte) 0)
                            .put(statement)
                            .array());
        }

        /** What is to be prepared, after the name that it gets. */
        private String sql() {
            String named = text(0);
            return named.substring(named.indexOf(0) + 1);
        }

        private String text(int from) {
            return new String(body, from, body.length - from, StandardCharsets.UTF_8);
        }
    }

    static Message first(DataInputStream in) throws IOException {
        return new Message(Message.NONE, in.readNBytes(in.readInt() - 4));
    }

    static Message next(DataInputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            throw new EOFException();
        }
        return new Message((char) type, in.readNBytes(in.readInt() - 4));
    }

    /** What a server says whose disk is full. */
    static Message diskFull() {
        return new Message('E', DISK_FULL);
    }

    private static byte[] error(String state, String text) {
        return terminated("SERROR\0VERROR\0C" + state + "\0M" + text + "\0");
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
