package io.nightbook.pdf;

import java.util.List;

/** Two stacks of strips beside each other, kept on one page. */
record SideBySide(List<Strip> left, List<Strip> right) implements Strip {

    /** Where the left half ends and the right one begins. */
    static final float LEFT_END = 285;

    static final float RIGHT_START = 310;

    @Override
    public float height() {
        return Math.max(height(left), height(right));
    }

    private static float height(List<Strip> strips) {
        float height = 0;
        for (Strip strip : strips) {
            height += strip.height();
        }
        return height;
    }

    @Override
    public void draw(Pen pen, float top) {
        draw(pen, top, left);
        draw(pen, top, right);
    }

    private static void draw(Pen pen, float top, List<Strip> strips) {
        float at = top;
        for (Strip strip : strips) {
            strip.draw(pen, at);
            at += strip.height();
        }
    }
}
