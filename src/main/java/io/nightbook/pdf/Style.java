package io.nightbook.pdf;

/** How text is set: weight, size in points, colour. */
record Style(Weight weight, float size, Ink ink) {

    enum Weight {
        REGULAR,
        BOLD
    }

    static final Style TITLE = new Style(Weight.REGULAR, 21, Ink.TEXT);
    static final Style HEADING = new Style(Weight.BOLD, 10.5f, Ink.TEXT);
    static final Style FIGURE = new Style(Weight.REGULAR, 15, Ink.TEXT);
    static final Style BODY = new Style(Weight.REGULAR, 8.5f, Ink.TEXT);
    static final Style STRONG = new Style(Weight.BOLD, 8.5f, Ink.TEXT);
    static final Style LABEL = new Style(Weight.REGULAR, 7.5f, Ink.MUTED);
    static final Style SMALL = new Style(Weight.REGULAR, 7, Ink.MUTED);
}
