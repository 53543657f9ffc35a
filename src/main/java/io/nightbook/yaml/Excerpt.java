package io.nightbook.yaml;

/**
 * A line fit to be shown: not longer than {@value #WIDTH} code points of it, with no control characters.
 *
 * @param caret the number of code points before the spot
 */
record Excerpt(String text, int caret) {

    private static final int WIDTH = 100;
    private static final int BEFORE_SPOT = 60;
    private static final String CUT = "...";

    static Excerpt of(String line, int column) {
        int[] points = line.stripTrailing().codePoints().map(Excerpt::visible).toArray();
        int spot = column - 1;
        int from = points.length <= WIDTH ? 0 : Math.max(0, Math.min(spot - BEFORE_SPOT, points.length - WIDTH));
        int until = Math.min(points.length, from + WIDTH);
        String start = from > 0 ? CUT : "";
        String end = until < points.length ? CUT : "";
        return new Excerpt(start + new String(points, from, until - from) + end, start.length() + spot - from);
    }

    /** A text in quotes, cut where it is long. */
    static String quoted(String text) {
        return "'" + of(text, 1).text() + "'";
    }

    private static int visible(int point) {
        return Character.isISOControl(point) ? ' ' : point;
    }
}
