package io.nightbook.csv;

import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input file.
 *
 * @param line the physical line where it begins
 * @param cells its values by place, in the order of {@link InputFile#header}
 * @param flaw why it is no row at all, or null
 * @param raw its text as it stands in the file where it cannot be told apart, or null
 */
public record InputRow(
        long line,
        List<String> cells,
        @Nullable String flaw,
        @Nullable String raw) {

    /**
     * A record as it was read.
     *
     * @param fields how many it has in the file
     * @param columns how many the file's own header names
     * @param cells with those that it was given
     */
    static InputRow of(Records.Found found, int fields, int columns, List<String> cells) {
        if (fields == columns) {
            return new InputRow(found.line(), cells, null, null);
        }
        String reach = found.last() == found.line()
                ? ""
                : "; it goes on as far as line " + found.last()
                        + ", perhaps by a quote that does not end where its cell does";
        return new InputRow(
                found.line(),
                cells,
                "the row has " + fields + " fields where the header names " + columns + reach,
                null);
    }

    static InputRow broken(long line, String flaw, String raw) {
        return new InputRow(line, List.of(), flaw, raw);
    }

    /** The length of all its values. */
    public long characters() {
        long sum = raw == null ? 0 : raw.length();
        for (String cell : cells) {
            sum += cell.length();
        }
        return sum;
    }

    /** The record as CSV, such as can be mended and sent again. */
    public String asCsv() {
        StringBuilder text = new StringBuilder();
        addCsv(text);
        return text.toString();
    }

    /** Adds the record as CSV to a text. */
    public void addCsv(StringBuilder text) {
        if (raw != null) {
            text.append(raw);
        }
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(quoted(cells.get(i)));
        }
    }

    static String quoted(String cell) {
        return isPlain(cell) ? cell : CSVFormat.RFC4180.format(cell);
    }

    /** In one pass, as every row of a file comes by here. */
    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c <= ',' && (c == ',' || c == '"' || c == '\n' || c == '\r')) {
                return false;
            }
        }
        return true;
    }
}
