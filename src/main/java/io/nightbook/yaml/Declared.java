package io.nightbook.yaml;

import java.util.HashMap;
import java.util.Map;

/** Names of one kind that may be declared once, over all files of a reading. */
final class Declared {

    private final String kind;
    private final Map<String, Value> first = new HashMap<>();

    /**
     * No names yet.
     *
     * @param kind such as {@code meter}, for the message
     */
    Declared(String kind) {
        this.kind = kind;
    }

    /** Remembers the name that a scalar is. */
    void add(Value name) {
        add(name.word().orElse(""), name);
    }

    /** Remembers a name and where it stands; a second time is a problem. A lost name is ignored. */
    void add(String name, Value at) {
        Value earlier = at.isLost() || name.isEmpty() ? null : first.putIfAbsent(name, at);
        if (earlier != null) {
            at.twice(kind + " " + Excerpt.quoted(name), earlier);
        }
    }
}
