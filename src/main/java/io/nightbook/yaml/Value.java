package io.nightbook.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value at its place in a file.
 *
 * @param node null: lost, that is missing or unreadable, and already reported; reads as a stand-in without a word
 * @param subject what it is, such as {@code 'credits' of a package}
 */
record Value(@Nullable Node node, String subject, SourceText source, Problems problems) {

    /** A key of a map with its value. */
    record Entry(Value key, Value value) {}

    boolean isLost() {
        return node == null;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether its keys can be looked at: a map that does not hold itself. */
    boolean hasKeys() {
        return node instanceof MappingNode && !node.isTwoStepsConstruction();
    }

    boolean isEmpty() {
        return node != null && Tag.NULL.equals(node.getTag());
    }

    void problem(String what, String remedy) {
        problems.add(at(what, remedy));
    }

    /** As {@code config/catalog/ai.yaml:12:7}. */
    String place() {
        Problem here = at("", "");
        return here.file() + ":" + here.line() + ":" + here.column();
    }

    private Problem at(String what, String remedy) {
        return source.problem(node == null ? null : node.getStartMark(), what, remedy);
    }

    /** The text of a scalar as it is written; empty where it is lost, or none, which is a problem. */
    Optional<String> scalar(String expected) {
        Optional<String> word = word();
        if (word.isEmpty()) {
            wrongKind(expected);
        }
        return word;
    }

    /** As {@link #scalar}, but reports nothing. */
    Optional<String> word() {
        return node instanceof ScalarNode scalar && !isEmpty() ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** What {@code parser} makes of the scalar; where it makes nothing of it, a problem and the stand-in. */
    <T> T read(String expected, Function<String, Optional<T>> parser, T standIn) {
        Optional<String> text = scalar(expected);
        Optional<T> parsed = text.flatMap(parser);
        if (text.isPresent() && parsed.isEmpty()) {
            problem(subject + " is " + Excerpt.quoted(text.get()), "write " + expected);
        }
        return parsed.orElse(standIn);
    }

    /** The items of a list, each called {@code item}. */
    List<Value> list(String item) {
        List<Value> items = new ArrayList<>();
        if (!(node instanceof SequenceNode sequence)) {
            wrongKind("a list");
        } else if (!isEndless()) {
            sequence.getValue().forEach(child -> items.add(child(child, item)));
        }
        return items;
    }

    /** As {@link #list}; an empty one is a problem. */
    List<Value> filledList(String item) {
        if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            problem(subject + " is an empty list", "write at least one " + item);
        }
        return list(item);
    }

    /** The entries of a map in the order of the file; of a key that stands twice, the first. */
    Map<String, Entry> entries(String owner) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            wrongKind("a map of keys and values");
        } else if (!isEndless()) {
            map.getValue().forEach(tuple -> addEntry(entries, owner, tuple));
        }
        return entries;
    }

    private void addEntry(Map<String, Entry> entries, String owner, NodeTuple tuple) {
        Value key = child(tuple.getKeyNode(), "key of " + owner);
        Optional<String> name = key.scalar("a word");
        if (name.isEmpty()) {
            return;
        }
        Value value = child(tuple.getValueNode(), "'" + name.get() + "' of " + owner);
        Entry earlier = entries.putIfAbsent(name.get(), new Entry(key, value));
        if (earlier != null) {
            key.twice("key " + Excerpt.quoted(name.get()) + " of " + owner, earlier.key());
        }
    }

    /** Reports that {@code what} stands here and at an earlier place. */
    void twice(String what, Value earlier) {
        problem(what + " is declared twice", "keep one of them; the first is at " + earlier.place());
    }

    private Value child(Node child, String name) {
        return new Value(child, name, source, problems);
    }

    /** The same value under another name. */
    Value as(String name) {
        return new Value(node, name, source, problems);
    }

    private boolean isEndless() {
        boolean endless = node != null && node.isTwoStepsConstruction();
        if (endless) {
            problem(subject + " holds itself", "write it out instead of naming it by an alias");
        }
        return endless;
    }

    private void wrongKind(String expected) {
        if (node != null) {
            problem(subject + " is " + kind(), "write " + expected);
        }
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "a map";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return isEmpty() || !(node instanceof ScalarNode scalar) ? "empty" : Excerpt.quoted(scalar.getValue());
    }
}
