package io.nightbook.yaml;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A closed set of words and what each means.
 *
 * @param otherForms what may stand there instead of a word, for the remedy; may be empty
 */
record Choice<T>(Map<String, T> meanings, String otherForms) {

    /** The constants of an enum under their names in lower case. */
    @SafeVarargs
    static <E extends Enum<E>> Choice<E> among(E... constants) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return new Choice<>(words, "");
    }

    static <T> Choice<T> of(String word, T meaning) {
        return new Choice<>(Map.of(word, meaning), "");
    }

    Choice<T> and(String word, T meaning) {
        Map<String, T> words = new LinkedHashMap<>(meanings);
        words.put(word, meaning);
        return new Choice<>(words, otherForms);
    }

    Choice<T> orElse(String forms) {
        return new Choice<>(meanings, "; or " + forms);
    }

    T read(Value value) {
        T standIn = meanings.values().iterator().next();
        return value.scalar("a word. " + remedy())
                .flatMap(text -> meaning(value, text))
                .orElse(standIn);
    }

    private Optional<T> meaning(Value value, String text) {
        T meaning = meanings.get(text);
        if (meaning == null) {
            value.problem(
                    "unknown " + value.subject() + ": " + Excerpt.quoted(text), words().remedyFor(text) + otherForms);
        }
        return Optional.ofNullable(meaning);
    }

    private String remedy() {
        return words().list() + otherForms;
    }

    private Words words() {
        return Words.known("words", meanings.keySet());
    }
}
