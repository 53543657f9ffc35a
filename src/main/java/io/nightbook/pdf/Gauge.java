package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.Balance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** What could be used in a cycle, whence it came and what became of it: figures, and a bar of their shares. */
record Gauge(Balance balance) implements Strip {

    private static final float BAR = 12;
    /** Longer figures are set smaller, all of them. */
    private static final int LONG = 12;

    /** A number of credits, with the colour that it has in the bar; those that are in none have that of text. */
    private record Figure(Ink key, String label, Credits credits, String share) {

        /** Whence credits came. */
        static Figure source(String label, Credits credits) {
            return new Figure(Ink.TEXT, label, credits, "");
        }
    }

    @Override
    public float height() {
        return 78;
    }

    @Override
    public void draw(Pen pen, float top) {
        Credits lost = balance.expired().plus(balance.voided());
        List<String> shares = Shares.of(List.of(balance.consumed(), lost, balance.closing()));
        List<Figure> figures = List.of(
                Figure.source("Carried in", balance.opening()),
                Figure.source("Granted or bought", balance.added()),
                new Figure(Ink.USED, "Used", balance.consumed(), shares.get(0)),
                new Figure(Ink.LOST, "Lapsed or voided", lost, shares.get(1)),
                new Figure(Ink.PALE, "Remaining", balance.closing(), shares.get(2)));
        int longest = figures.stream()
                .mapToInt(figure -> Figures.credits(figure.credits()).length())
                .max()
                .orElse(0);
        Style style = longest > LONG ? Style.HEADING : Style.FIGURE;
        float step = (RIGHT - LEFT) / figures.size();
        for (int i = 0; i < figures.size(); i++) {
            draw(pen, style, LEFT + step * i, top, figures.get(i));
        }
        float bar = top + 50;
        float used = LEFT + width(balance.consumed());
        pen.box(Ink.PALE, LEFT, bar, RIGHT - LEFT, BAR);
        pen.box(Ink.USED, LEFT, bar, used - LEFT, BAR);
        pen.box(Ink.LOST, used, bar, width(lost), BAR);
    }

    private static void draw(Pen pen, Style style, float left, float top, Figure figure) {
        float label = left;
        if (figure.key() != Ink.TEXT) {
            pen.box(figure.key(), left, top + 3.5f, 6, 6);
            label += 10;
        }
        pen.text(
                Style.LABEL,
                label,
                top + 9,
                figure.share().isEmpty() ? figure.label() : figure.label() + ", " + figure.share());
        pen.text(style, left, top + 30, Figures.credits(figure.credits()));
    }

    /** The part of the bar's width that credits have; a drawing, so it may be inexact. */
    private float width(Credits part) {
        BigDecimal available = balance.available().value();
        return available.signum() <= 0
                ? 0
                : part.value().divide(available, MathContext.DECIMAL32).floatValue() * (RIGHT - LEFT);
    }
}
