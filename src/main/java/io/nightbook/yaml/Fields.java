package io.nightbook.yaml;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map that may hold known keys only. A key whose value is empty counts as absent. */
final class Fields {

    private final Value map;
    private final String owner;
    private final Words known;
    private final Map<String, Value> values = new LinkedHashMap<>();
    /** What the unknown keys may have meant. */
    private final Set<String> unknown = new HashSet<>();

    private Fields(Value map, String owner, Words known) {
        this.map = map;
        this.owner = owner;
        this.known = known;
    }

    /** The fields of {@code map}, which is {@code owner}, such as {@code a plan version}. */
    static Fields of(Value map, String owner, String... keys) {
        Fields fields = new Fields(map, owner, Words.known("keys", List.of(keys)));
        map.entries(owner).forEach(fields::add);
        return fields;
    }

    private void add(String key, Value.Entry entry) {
        if (!known.valid().contains(key)) {
            unknown.add(known.nearest(key).orElse(key));
            entry.key().problem("unknown key " + Excerpt.quoted(key) + " in " + owner, known.remedyFor(key));
        } else if (!entry.value().isEmpty()) {
            values.put(key, entry.value());
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value of a key that must be there; lost where it is not. A misspelt one is not reported again. */
    Value required(String key) {
        Value value = values.get(key);
        if (value != null) {
            return value;
        }
        if (map.hasKeys() && !unknown.contains(key)) {
            map.problem("missing key '" + key + "' in " + owner, "add it. " + known.list());
        }
        return new Value(null, "'" + key + "' of " + owner, map.source(), map.problems());
    }

    /** The value of a key, or {@code otherwise} where it is absent. */
    <T> T optional(String key, Function<Value, T> reader, T otherwise) {
        Value value = values.get(key);
        return value == null ? otherwise : reader.apply(value);
    }

    /** The value of a key, or null where it is absent. */
    <T> @Nullable T optional(String key, Function<Value, T> reader) {
        Value value = values.get(key);
        return value == null ? null : reader.apply(value);
    }

    /** The items of a list, or none where the key is absent. */
    List<Value> list(String key, String item) {
        return optional(key, value -> value.list(item), List.of());
    }

    /** Reports a key that may not stand here. */
    void refuse(String key, String why) {
        Value value = values.get(key);
        if (value != null) {
            value.problem(value.subject() + " " + why, "remove one of them");
        }
    }

    /** The only key that is there, of several that exclude each other; a problem and empty where there are more or none. */
    Optional<String> only() {
        if (values.size() == 1) {
            return Optional.of(values.keySet().iterator().next());
        }
        if (values.size() > 1) {
            map.problem(owner + " holds several kinds: " + found(), "keep one of them");
        } else if (map.hasKeys() && unknown.isEmpty()) {
            map.problem(owner + " is empty", "write one of these. " + known.list());
        }
        return Optional.empty();
    }

    private String found() {
        return String.join(", ", values.keySet());
    }
}
