package io.nightbook.yaml;

import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * The drawdown order: a list of {@code priority}, {@code restricted}, {@code class}, {@code source}, {@code expiry},
 * {@code effective}, each at most once; {@code source} also with an order of its own: {@code { source: [grant, top_up]
 * }}.
 */
final class DrawdownSection {

    private static final Choice<Drawdown.Key> KEYS =
            Choice.among(Drawdown.Key.values()).orElse("{ source: [trial, grant, ...] }");
    private static final Choice<Source> SOURCES = Choice.among(Source.values());

    private final Declared once = new Declared("drawdown key");
    private final List<Drawdown.Key> keys = new ArrayList<>();
    private List<Source> sources = Drawdown.DEFAULT_SOURCES;

    private DrawdownSection() {}

    static Drawdown read(Value value) {
        DrawdownSection section = new DrawdownSection();
        value.list("drawdown key").forEach(section::add);
        return new Drawdown(List.copyOf(section.keys), section.sources);
    }

    private void add(Value item) {
        if (item.isMap()) {
            Fields fields = Fields.of(item, "a drawdown key", "source");
            sources = ordered(fields.required("source"));
            once.add("source", item);
            keys.add(Drawdown.Key.SOURCE);
        } else {
            once.add(item);
            keys.add(KEYS.read(item));
        }
    }

    private static List<Source> ordered(Value list) {
        Declared listed = new Declared("source");
        List<Source> order = new ArrayList<>();
        for (Value item : list.filledList("source")) {
            listed.add(item);
            order.add(SOURCES.read(item));
        }
        return List.copyOf(order);
    }
}
