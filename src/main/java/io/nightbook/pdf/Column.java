package io.nightbook.pdf;

/**
 * A column of a table.
 *
 * @param right where it ends, in points from the left of the page
 */
record Column(String title, float left, float right, Align align) {

    enum Align {
        LEFT,
        /** By the decimal point. */
        DECIMAL
    }

    static Column text(String title, float left, float right) {
        return new Column(title, left, right, Align.LEFT);
    }

    static Column number(String title, float left, float right) {
        return new Column(title, left, right, Align.DECIMAL);
    }

    float width() {
        return right - left;
    }
}
