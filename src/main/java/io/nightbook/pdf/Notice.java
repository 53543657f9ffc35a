package io.nightbook.pdf;

/** A sentence that nobody should miss, in bold on a band of its own colour. */
record Notice(String text) implements Strip {

    private static final float BAND = 24;

    @Override
    public float height() {
        return BAND + 10;
    }

    @Override
    public void draw(Pen pen, float top) {
        pen.box(Ink.NOTICE, LEFT, top, RIGHT - LEFT, BAND);
        pen.box(Ink.LOST, LEFT, top, 3, BAND);
        pen.textWithin(Style.STRONG, LEFT + 12, RIGHT - 8, top + 15, text);
    }
}
