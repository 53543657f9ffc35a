package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.Balance;
import java.math.BigDecimal;
import java.math.MathContext;

/** What could be used in a cycle and what became of it: figures, and a bar of their shares. */
record Gauge(Balance balance) implements Strip {

    private static final float BAR = 12;

    @Override
    public float height() {
        return 78;
    }

    @Override
    public void draw(Pen pen, float top) {
        Credits available = balance.available();
        Credits lost = balance.expired().plus(balance.voided());
        float step = (RIGHT - LEFT) / 4;
        figure(pen, Ink.TEXT, LEFT, top, "Allocation", available, "");
        figure(pen, Ink.USED, LEFT + step, top, "Used", balance.consumed(), share(balance.consumed()));
        figure(pen, Ink.LOST, LEFT + 2 * step, top, "Lapsed or voided", lost, share(lost));
        figure(pen, Ink.PALE, LEFT + 3 * step, top, "Remaining", balance.closing(), share(balance.closing()));
        float bar = top + 50;
        float used = LEFT + width(balance.consumed());
        pen.box(Ink.PALE, LEFT, bar, RIGHT - LEFT, BAR);
        pen.box(Ink.USED, LEFT, bar, used - LEFT, BAR);
        pen.box(Ink.LOST, used, bar, width(lost), BAR);
    }

    private String share(Credits part) {
        return Figures.percent(part, balance.available());
    }

    private static void figure(Pen pen, Ink key, float left, float top, String label, Credits credits, String share) {
        pen.box(key, left, top + 3.5f, 6, 6);
        pen.text(Style.LABEL, left + 10, top + 9, share.isEmpty() ? label : label + ", " + share);
        String figure = Figures.credits(credits);
        pen.text(figure.length() > 13 ? Style.HEADING : Style.FIGURE, left, top + 30, figure);
    }

    /** The part of the bar's width that credits have; a drawing, so it may be inexact. */
    private float width(Credits part) {
        BigDecimal available = balance.available().value();
        return available.signum() <= 0
                ? 0
                : part.value().divide(available, MathContext.DECIMAL32).floatValue() * (RIGHT - LEFT);
    }
}
