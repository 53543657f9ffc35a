package io.nightbook.pdf;

/** A line of plain text. */
record Note(String text) implements Strip {

    @Override
    public float height() {
        return 12;
    }

    @Override
    public void draw(Pen pen, float top) {
        pen.text(Style.BODY, LEFT, top + 9, text);
    }
}
