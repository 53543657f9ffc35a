package io.nightbook.pdf;

import java.util.List;

/** Sums at the right, one below the other, and the one that matters in bold; kept on one page. */
record Totals(List<Item> items, Item last) implements Strip {

    private static final float LINE = 14;
    private static final float START = 330;

    record Item(Style style, String label, String amount) {}

    @Override
    public float height() {
        return LINE * (items.size() + 1) + 12;
    }

    @Override
    public void draw(Pen pen, float top) {
        float at = top + 10;
        for (Item item : items) {
            pen.text(item.style(), START, at, item.label());
            pen.textTo(item.style(), RIGHT, at, item.amount());
            at += LINE;
        }
        pen.rule(START, RIGHT, at - 8);
        pen.text(last.style(), START, at + 6, last.label());
        pen.textTo(last.style(), RIGHT, at + 6, last.amount());
    }
}
