package io.nightbook.batch.intake;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many well-formed rows of a file are dated in which year, by the column that says so; nothing is said of what is far. */
public final class DatedRows {

    private static final int NO_YEAR = Integer.MIN_VALUE;

    private final SortedMap<String, SortedMap<Integer, Long>> years = new TreeMap<>();
    private String column = "";
    private int year = NO_YEAR;
    private long run;

    /** A column's rows in the years from one to another, both included. */
    public record Rows(String column, long rows, int earliest, int latest) {}

    DatedRows() {}

    /** Counts a date; rows of one year mostly come one after another. */
    void see(String in, @Nullable LocalDate date) {
        if (date == null) {
            return;
        }
        if (date.getYear() != year || !in.equals(column)) {
            flush();
            column = in;
            year = date.getYear();
        }
        run++;
    }

    private void flush() {
        if (run > 0) {
            years.computeIfAbsent(column, name -> new TreeMap<>()).merge(year, run, Long::sum);
            run = 0;
        }
    }

    /** The columns that were seen, in order. */
    public Iterable<String> columns() {
        flush();
        return years.keySet();
    }

    /** The rows of a column that lie in the years from {@code first} to {@code last}; null where there are none. */
    public @Nullable Rows between(String in, int first, int last) {
        flush();
        SortedMap<Integer, Long> within =
                new TreeMap<>(years.getOrDefault(in, new TreeMap<>()).subMap(Math.min(first, last + 1), last + 1));
        return within.isEmpty()
                ? null
                : new Rows(
                        in,
                        within.values().stream().mapToLong(Long::longValue).sum(),
                        within.firstKey(),
                        within.lastKey());
    }
}
