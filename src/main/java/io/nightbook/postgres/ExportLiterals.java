package io.nightbook.postgres;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Values that stand in a statement itself: a COPY takes no parameters, and the planner sees what is asked. A name that has
 * no value is null.
 */
final class ExportLiterals {

    /** A colon and a name, but not the second colon of a cast. */
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z_]+)");

    private final Map<String, String> values = new HashMap<>();

    ExportLiterals put(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    /** An array, in the server's notation. */
    ExportLiterals putAll(String name, @Nullable Collection<?> elements) {
        return put(
                name,
                elements == null
                        ? null
                        : elements.stream()
                                .map(element -> '"'
                                        + element.toString()
                                                .replace("\\", "\\\\")
                                                .replace("\"", "\\\"")
                                        + '"')
                                .collect(Collectors.joining(",", "{", "}")));
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** The statement with each name in it replaced by its value as a literal. */
    String in(Sql sql, PGConnection connection) throws SQLException {
        StringBuilder filled = new StringBuilder();
        Matcher name = NAME.matcher(sql.text());
        while (name.find()) {
            String value = values.get(name.group(1));
            String literal = value == null ? "null" : "'" + connection.escapeLiteral(value) + "'";
            name.appendReplacement(filled, Matcher.quoteReplacement(literal));
        }
        return name.appendTail(filled).toString();
    }
}
