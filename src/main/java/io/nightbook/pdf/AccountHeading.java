package io.nightbook.pdf;

import java.util.List;

/** The whole name of an account, however long, and its id below; the next strips stay with it. */
record AccountHeading(List<String> name, List<String> id) implements Strip {

    private static final float LINE = 13;
    private static final float SMALL_LINE = 9.5f;
    private static final int MOST_LINES = 6;

    static AccountHeading of(String name, String id, Typefaces typefaces) {
        return new AccountHeading(
                wrapped(name, Style.HEADING, typefaces), wrapped("Account " + id, Style.SMALL, typefaces));
    }

    private static List<String> wrapped(String text, Style style, Typefaces typefaces) {
        return Wrapping.of(text, typefaces.of(style.weight()), style.size(), RIGHT - LEFT, MOST_LINES);
    }

    @Override
    public float height() {
        return LINE * name.size() + SMALL_LINE * id.size() + 8;
    }

    @Override
    public float needs() {
        return height() + 50;
    }

    @Override
    public void draw(Pen pen, float top) {
        float at = top + 11;
        for (String line : name) {
            pen.text(Style.HEADING, LEFT, at, line);
            at += LINE;
        }
        at -= 2;
        for (String line : id) {
            pen.text(Style.SMALL, LEFT, at, line);
            at += SMALL_LINE;
        }
    }
}
