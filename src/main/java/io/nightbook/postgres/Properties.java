package io.nightbook.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** An event's properties, a row's values, as one text: a line {@code name=value} for each, with backslashes before what would break it. */
final class Properties {

    private Properties() {}

    static String encode(Map<String, String> properties) {
        StringBuilder text = new StringBuilder();
        properties.forEach((name, value) -> {
            append(text, name);
            text.append('=');
            append(text, value);
            text.append('\n');
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\' || c == '=') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else {
                text.append(c);
            }
        }
    }

    static Map<String, String> decode(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        String name = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                char escaped = text.charAt(++i);
                part.append(escaped == 'n' ? '\n' : escaped);
            } else if (c == '=') {
                name = part.toString();
                part.setLength(0);
            } else if (c == '\n') {
                properties.put(name, part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        return properties;
    }
}
