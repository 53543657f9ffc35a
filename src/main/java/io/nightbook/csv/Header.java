package io.nightbook.csv;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a file names its columns: by commas, or, as spreadsheets write it, by semicolons, tabs or bars, if its first line
 * says {@code sep=} or only so names what the contract knows.
 *
 * @param line the physical line where it stands
 * @param names of the columns, as found; empty ones at the end are none
 * @param width how many columns there are with those
 */
record Header(long line, List<String> names, int width) {

    private static final String SEPARATORS = ",;\t|";
    private static final Map<Character, String> SHOWN =
            Map.of(',', "commas", ';', "semicolons", '\t', "tabs", '|', "bars");
    /** No file is separated by it, so a line comes whole. */
    private static final char NONE = '\0';

    private static final String SAID = "(?is)sep=.?";

    /**
     * Reads it, and tells the records how they are separated.
     *
     * @throws UnusableFile if there is none
     */
    static Header read(String file, InputKind kind, ForeignColumns foreign, Records records) throws IOException {
        Records.Found first = found(file, records, NONE);
        char separator;
        if (first.cells().get(0).matches(SAID)) {
            separator = said(file, first.cells().get(0));
            records.separatedBy(NONE);
            records.next();
        } else {
            separator = separator(file, kind, foreign, records);
        }
        records.separatedBy(separator);
        long line = records.line();
        List<String> all = found(file, records, separator).cells();
        records.next();
        int named = all.size();
        while (named > 1 && all.get(named - 1).isBlank()) {
            named--;
        }
        List<String> names = all.subList(0, named);
        for (int i = 0; i < named; i++) {
            refuseUnstorable(file + ":" + line, i + 1, names.get(i));
        }
        return new Header(line, List.copyOf(names), all.size());
    }

    private static Records.Found found(String file, Records records, char separator) throws IOException {
        Records.Found found = records.peek(separator);
        if (found == null) {
            throw new UnusableFile(file + ": is empty; the first line must name the columns");
        }
        if (found.flaw() != null) {
            throw new UnusableFile(file + ":" + found.line() + ": does not name the columns: " + found.flaw());
        }
        return found;
    }

    private static char said(String file, String line) {
        char separator = line.length() == 4 ? SEPARATORS.charAt(0) : line.charAt(4);
        if (SEPARATORS.indexOf(separator) < 0) {
            throw new UnusableFile(file + ":1: says that it is separated by " + separator + "; save it with "
                    + SHOWN.get(SEPARATORS.charAt(0)) + " between the columns");
        }
        return separator;
    }

    /** The one by which most names are known; of equal ones the comma, unless there is none in the line. */
    private static char separator(String file, InputKind kind, ForeignColumns foreign, Records records)
            throws IOException {
        char best = SEPARATORS.charAt(0);
        long most = -1;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            List<String> names = found(file, records, SEPARATORS.charAt(i)).cells();
            long known = names.stream()
                    .filter(name -> kind.names(kind.plain(name)) || foreign.names(name.strip()))
                    .count();
            long score = 2 * known + (names.size() > 1 ? 1 : 0);
            if (score > most) {
                most = score;
                best = SEPARATORS.charAt(i);
            }
        }
        return best;
    }

    private static void refuseUnstorable(String place, int column, String name) {
        if (!Values.isStorable(name)) {
            boolean isNul = name.indexOf('\0') >= 0;
            throw new UnusableFile(place + ": the name of column " + column
                    + (isNul
                            ? " holds a NUL character: the file is no text, or UTF-16 without a mark that says so"
                            : " is not valid UTF-8")
                    + "; save it as \"CSV UTF-8\" and import that");
        }
    }

    /** What separates the columns, in words. */
    static String shown(char separator) {
        return SHOWN.getOrDefault(separator, String.valueOf(separator));
    }

    /** The header by the contract's names where it differs from them by case or blanks alone, and each has one column. */
    static List<String> tidied(InputKind kind, List<String> names) {
        Map<String, Long> times = names.stream().collect(Collectors.groupingBy(kind::plain, Collectors.counting()));
        return names.stream()
                .map(name -> times.getOrDefault(kind.plain(name), 0L) == 1 ? kind.plain(name) : name)
                .toList();
    }
}
