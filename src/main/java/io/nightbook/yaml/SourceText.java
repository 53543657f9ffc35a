package io.nightbook.yaml;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** A file's name and its lines, from which problems take their place and excerpt. */
record SourceText(String file, List<String> lines) {

    /** What YAML 1.1 holds to be the end of a line. */
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");

    static SourceText of(String file, String text) {
        return new SourceText(file, List.of(LINE_END.split(text, -1)));
    }

    /** A problem at a mark; at the very beginning where there is none. */
    Problem problem(@Nullable Mark mark, String what, String remedy) {
        return mark == null ? problem(0, 0, what, remedy) : problem(mark.getLine(), mark.getColumn(), what, remedy);
    }

    /** A problem at the character with this index in {@code text}. */
    Problem problem(String text, int index, String what, String remedy) {
        String[] before = LINE_END.split(text.substring(0, index), -1);
        String last = before[before.length - 1];
        return problem(before.length - 1, last.codePointCount(0, last.length()), what, remedy);
    }

    private Problem problem(int line, int column, String what, String remedy) {
        String excerpt = line < lines.size() ? lines.get(line) : "";
        return new Problem(file, line + 1, column + 1, what, excerpt, remedy);
    }
}
