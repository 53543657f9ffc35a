package io.nightbook.pdf;

import java.util.ArrayList;
import java.util.List;

/** Strips, put on as many pages as they need. */
final class Pages {

    static final float TOP = 48;
    static final float BOTTOM = Pen.HEIGHT - 56;

    private final List<List<Placed>> pages = new ArrayList<>();
    private float at = BOTTOM;

    private Pages() {}

    /** A strip and where it begins on its page. */
    record Placed(Strip strip, float top) {}

    static List<List<Placed>> of(List<Strip> strips) {
        Pages pages = new Pages();
        strips.forEach(pages::add);
        return pages.pages;
    }

    private void add(Strip strip) {
        boolean isFull = pages.isEmpty() || (at > TOP && at + strip.needs() > BOTTOM);
        if (strip instanceof Strip.Gap) {
            addGap(strip, isFull);
            return;
        }
        if (isFull) {
            pages.add(new ArrayList<>());
            at = TOP;
            Strip head = strip.head();
            if (pages.size() > 1 && head != null) {
                place(head);
            }
        }
        place(strip);
    }

    /** White space stands only between two things: it neither begins a page nor makes one. */
    private void addGap(Strip gap, boolean isFull) {
        if (isFull) {
            at = BOTTOM;
        } else if (at > TOP || pages.size() == 1) {
            place(gap);
        }
    }

    private void place(Strip strip) {
        pages.get(pages.size() - 1).add(new Placed(strip, at));
        at += strip.height();
    }
}
