package io.nightbook.yaml;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;

/** Where a text goes beyond what is read of it, in depth or in aliases: the reader says that it does, and not where. */
final class YamlLimits {

    private final LoaderOptions limits;
    private final Set<String> collections = new HashSet<>();
    private int depth;
    private int aliases;

    private YamlLimits(LoaderOptions limits) {
        this.limits = limits;
    }

    /** The first place; null where none is found. */
    static @Nullable Mark exceeded(String text, LoaderOptions limits) {
        YamlLimits reading = new YamlLimits(limits);
        try {
            for (Event event : new Yaml(limits).parse(new StringReader(text))) {
                if (reading.isBeyond(event)) {
                    return event.getStartMark();
                }
            }
            return null;
        } catch (YAMLException e) {
            return null;
        }
    }

    private boolean isBeyond(Event event) {
        if (event instanceof CollectionStartEvent start) {
            if (start.getAnchor() != null) {
                collections.add(start.getAnchor());
            }
            return ++depth > limits.getNestingDepthLimit();
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event instanceof AliasEvent alias
                && collections.contains(alias.getAnchor())
                && ++aliases > limits.getMaxAliasesForCollections();
    }
}
