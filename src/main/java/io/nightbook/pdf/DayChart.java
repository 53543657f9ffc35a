package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.ClosedCycle;
import io.nightbook.domain.report.Statement;
import io.nightbook.domain.report.UsageRow;
import java.math.MathContext;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** A bar for each day of a cycle, as high as the credits that its usage was worth. */
final class DayChart implements Strip {

    private static final float BARS = 58;
    private static final float LABELS = 14;
    private static final float BARS_LEFT = LEFT + 45;
    private static final float LEAST_LABEL_GAP = 46;

    private final ClosedCycle cycle;
    private final Credits[] days;
    private final Scale scale;

    DayChart(Statement statement) {
        this.cycle = statement.cycle();
        this.days = new Credits[(int) ChronoUnit.DAYS.between(cycle.firstDay(), cycle.lastDay()) + 1];
        Arrays.fill(days, Credits.ZERO);
        for (UsageRow row : statement.usage()) {
            if (!row.day().isBefore(cycle.firstDay())) {
                int day = (int) ChronoUnit.DAYS.between(cycle.firstDay(), row.day());
                days[day] = days[day].plus(row.credits());
            }
        }
        Credits top = Credits.ZERO;
        for (Credits day : days) {
            top = day.compareTo(top) > 0 ? day : top;
        }
        this.scale = Scale.upTo(top);
    }

    @Override
    public float height() {
        return BARS + LABELS + 12;
    }

    @Override
    public void draw(Pen pen, float top) {
        float base = top + 6 + BARS;
        float step = (RIGHT - BARS_LEFT) / days.length;
        float width = Math.min(step * 0.72f, 16);
        for (int line = 0; line <= scale.steps(); line++) {
            float at = base - BARS * line / scale.steps();
            pen.rule(BARS_LEFT, RIGHT, at);
            pen.textTo(Style.SMALL, BARS_LEFT - 5, at + 2.5f, Figures.decimal(scale.at(line), 0));
        }
        float labelled = 0;
        for (int day = 0; day < days.length; day++) {
            float left = BARS_LEFT + step * day + (step - width) / 2;
            float high = heightOf(days[day]);
            pen.box(Ink.USED, left, base - high, width, high);
            if (left - labelled >= LEAST_LABEL_GAP || day == 0) {
                pen.text(Style.SMALL, left, base + LABELS - 4, shortDay(day));
                labelled = left;
            }
        }
    }

    private String shortDay(int day) {
        String date = Figures.shortDate(cycle.firstDay().plusDays(day));
        return date.substring(0, date.lastIndexOf(' '));
    }

    /** Any usage shows, however little; a drawing, so it may be inexact. */
    private float heightOf(Credits credits) {
        if (!credits.isPositive()) {
            return 0;
        }
        float share = credits.value().divide(scale.top(), MathContext.DECIMAL32).floatValue();
        return Math.max(0.6f, share * BARS);
    }
}
