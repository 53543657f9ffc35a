package io.nightbook.yaml;

import java.util.regex.Pattern;

/** The two things that JSON allows and a YAML 1.1 parser does not: tabs between tokens, and an escaped slash. */
final class JsonText {

    private static final Pattern BEGIN = Pattern.compile("\\A\\s*[{\\[]");
    private static final Pattern ESCAPED_SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\/");

    private JsonText() {}

    /** {@code text} itself, unless it begins as JSON does. */
    static String asYaml(String text) {
        if (!BEGIN.matcher(text).lookingAt()) {
            return text;
        }
        String spaced = text.replace('\t', ' ');
        return spaced.contains("\\/") ? ESCAPED_SLASH.matcher(spaced).replaceAll("$1/") : spaced;
    }
}
