package io.nightbook.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows on their way into a table through COPY: text format, one value after the other, then {@link #end}. */
final class CopyRows {

    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean first = true;
    private long rows;

    CopyRows add(@Nullable Object value) {
        separate();
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof String string) {
            escape(string);
        } else {
            text.append(value);
        }
        return this;
    }

    CopyRows add(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** An array of text, in PostgreSQL's own notation. */
    CopyRows addArray(Iterable<?> values) {
        StringBuilder array = new StringBuilder("{");
        for (Object value : values) {
            if (array.length() > 1) {
                array.append(',');
            }
            array.append('"')
                    .append(value.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return add(array.append('}').toString());
    }

    void end() {
        text.append('\n');
        first = true;
        rows++;
    }

    long rows() {
        return rows;
    }

    private void separate() {
        if (!first) {
            text.append('\t');
        }
        first = false;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    /** Sends all rows to the table of a COPY statement and forgets them. */
    long copyTo(PGConnection connection, Sql copy) throws SQLException, IOException {
        if (rows == 0) {
            return 0;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        long copied = Copying.in(connection, copy, in -> in.writeToCopy(bytes, 0, bytes.length));
        text.setLength(0);
        rows = 0;
        return copied;
    }
}
