package io.nightbook.yaml;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words that are valid at one place, and the remedy for one that is not.
 *
 * @param kind what they are, such as {@code keys}
 */
record Words(String kind, List<String> valid) {

    private static final int MOST_LISTED = 20;

    static Words known(String kind, Collection<String> valid) {
        return new Words(kind, List.copyOf(valid));
    }

    /** The nearest valid word, if one is near, and all of them, if they are not too many. */
    String remedyFor(String found) {
        Optional<String> nearest = nearest(found).map(word -> "did you mean '" + word + "'?");
        if (valid.size() > MOST_LISTED) {
            return nearest.orElse("write one of the " + valid.size() + " known " + kind);
        }
        return nearest.map(question -> question + " ").orElse("") + list();
    }

    /** As {@code Known keys: from, fee}. */
    String list() {
        return "Known " + kind + ": " + (valid.isEmpty() ? "(none)" : String.join(", ", valid));
    }

    /** By edit distance, whatever the case: a third of the characters may differ, rounded, but none of two. */
    Optional<String> nearest(String found) {
        Optional<String> best = Optional.empty();
        int least = found.length() < 3 ? 1 : (found.length() + 1) / 3 + 1;
        for (String word : valid) {
            if (Math.abs(found.length() - word.length()) >= least) {
                continue;
            }
            int distance = Edits.between(found.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                best = Optional.of(word);
                least = distance;
            }
        }
        return best;
    }
}
