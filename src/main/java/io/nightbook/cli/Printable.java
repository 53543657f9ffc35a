package io.nightbook.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Text on its way to a terminal: what would steer it, or turn the order of what is read, is shown as the code that it is,
 * such as {@code \u001b}. All that a command prints goes through here, for ids, names and rows may hold anything.
 */
final class Printable extends FilterWriter {

    private static final String ENDS_LINES = System.lineSeparator();

    Printable(Writer out) {
        super(out);
    }

    /** A value that stands inside a line: it cannot end it either. */
    static String line(String value) {
        StringBuilder shown = new StringBuilder(value.length());
        value.chars().forEach(c -> append(shown, (char) c, steers(c)));
        return shown.toString();
    }

    private static void append(StringBuilder shown, char c, boolean asCode) {
        if (asCode) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            shown.append(c);
        }
    }

    /** Control characters, ends of lines, and those that turn the direction of what follows. */
    private static boolean steers(int c) {
        return Character.isISOControl(c)
                || c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u2028' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static boolean steersText(int c) {
        return steers(c) && c != '\n' && c != '\t' && ENDS_LINES.indexOf(c) < 0;
    }

    @Override
    public void write(int c) throws IOException {
        write(String.valueOf((char) c), 0, 1);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        String part = text.substring(from, from + length);
        if (part.chars().noneMatch(Printable::steersText)) {
            out.write(part);
            return;
        }
        StringBuilder shown = new StringBuilder(length);
        part.chars().forEach(c -> append(shown, (char) c, steersText(c)));
        out.write(shown.toString());
    }
}
