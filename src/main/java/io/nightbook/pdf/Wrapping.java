package io.nightbook.pdf;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines: at spaces where there are any, else within a word. */
final class Wrapping {

    private static final String ELLIPSIS = "\u2026";

    private Wrapping() {}

    /** At most so many lines; an ellipsis says where there would be more. */
    static List<String> of(String text, Typeface typeface, float size, float width, int most) {
        if (typeface.width(VisualText.of(text), size) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            if (lines.size() == most - 1) {
                lines.add(cut(rest, typeface, size, width));
                break;
            }
            int end = fitting(rest, typeface, size, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = end < rest.length() && space > 0 ? space : end;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        return lines;
    }

    /** One line: the text, or its beginning and an ellipsis. */
    static String cut(String text, Typeface typeface, float size, float width) {
        if (typeface.width(VisualText.of(text), size) <= width) {
            return text;
        }
        float room = width - typeface.width(ELLIPSIS, size);
        return text.substring(0, fitting(text, typeface, size, room)) + ELLIPSIS;
    }

    /** How many chars of a text, at least one character, fit into a width. */
    private static int fitting(String text, Typeface typeface, float size, float width) {
        int fits = text.offsetByCodePoints(0, 1);
        while (fits < text.length()) {
            int next = text.offsetByCodePoints(fits, 1);
            if (typeface.width(VisualText.of(text.substring(0, next)), size) > width) {
                break;
            }
            fits = next;
        }
        return fits;
    }
}
