package io.nightbook.pdf;

import io.nightbook.pdf.Column.Align;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as strips: a head that is repeated on each page, and rows whose decimal points stand below each other. */
final class Table {

    private static final float LINE = 11.5f;
    private static final float PAD = 4;
    private static final int MOST_LINES = 5;

    private final Typefaces typefaces;
    private final List<Column> columns;
    private final Head head;
    private final List<Row> rows = new ArrayList<>();
    private final float[] places;

    Table(Typefaces typefaces, List<Column> columns) {
        this.typefaces = typefaces;
        this.columns = columns;
        this.head = new Head(columns);
        this.places = new float[columns.size()];
    }

    /** Adds a row; text that is too wide for its column is wrapped. */
    Table row(String... cells) {
        return add(Style.BODY, null, cells);
    }

    /** Adds a row with a line of small text below it, the whole width of the table, unless that is null. */
    Table noted(@Nullable String note, String... cells) {
        return add(Style.BODY, note, cells);
    }

    /** Adds a row in bold. */
    Table total(String... cells) {
        return add(Style.STRONG, null, cells);
    }

    private Table add(Style style, @Nullable String note, String... cells) {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.align() == Align.DECIMAL) {
                places[i] = Math.max(places[i], places(style, cells[i]));
                lines.add(List.of(cells[i]));
            } else {
                lines.add(
                        Wrapping.of(cells[i], typefaces.of(style.weight()), style.size(), column.width(), MOST_LINES));
            }
        }
        List<String> notes = note == null ? List.of() : notes(note);
        rows.add(new Row(style, lines, notes));
        return this;
    }

    private List<String> notes(String note) {
        float width = columns.get(columns.size() - 1).right() - columns.get(0).left();
        return Wrapping.of(note, typefaces.of(Style.SMALL.weight()), Style.SMALL.size(), width, MOST_LINES);
    }

    private float places(Style style, String number) {
        int point = number.indexOf('.');
        return point < 0 ? 0 : typefaces.of(style.weight()).width(number.substring(point), style.size());
    }

    List<Strip> strips() {
        List<Strip> strips = new ArrayList<>();
        strips.add(head);
        strips.addAll(rows);
        return strips;
    }

    /** The names of the columns. */
    private record Head(List<Column> columns) implements Strip {
        @Override
        public float height() {
            return 16;
        }

        @Override
        public float needs() {
            return height() + 3 * LINE;
        }

        @Override
        public void draw(Pen pen, float top) {
            for (Column column : columns) {
                if (column.align() == Align.LEFT) {
                    pen.text(Style.LABEL, column.left(), top + 9, column.title());
                } else {
                    pen.textTo(Style.LABEL, column.right(), top + 9, column.title());
                }
            }
            pen.rule(columns.get(0).left(), columns.get(columns.size() - 1).right(), top + 13);
        }
    }

    /** A row; how wide the decimals of its columns are is known when all rows are there. */
    private final class Row implements Strip {

        private final Style style;
        private final List<List<String>> cells;
        private final List<String> notes;

        Row(Style style, List<List<String>> cells, List<String> notes) {
            this.style = style;
            this.cells = cells;
            this.notes = notes;
        }

        @Override
        public float height() {
            return PAD + LINE * lines() + (notes.isEmpty() ? 0 : (LINE - 2) * notes.size() + PAD);
        }

        private int lines() {
            return cells.stream().mapToInt(List::size).max().orElse(1);
        }

        @Override
        public Strip head() {
            return head;
        }

        @Override
        public void draw(Pen pen, float top) {
            for (int i = 0; i < columns.size(); i++) {
                for (int line = 0; line < cells.get(i).size(); line++) {
                    cell(pen, i, cells.get(i).get(line), top + 9.5f + LINE * line);
                }
            }
            float at = top + 9.5f + LINE * lines();
            for (String note : notes) {
                pen.text(Style.SMALL, columns.get(0).left(), at, note);
                at += LINE - 2;
            }
        }

        private void cell(Pen pen, int i, String text, float baseline) {
            Column column = columns.get(i);
            if (column.align() == Align.LEFT) {
                pen.text(style, column.left(), baseline, text);
                return;
            }
            int point = text.indexOf('.');
            float at = column.right() - places[i];
            pen.textTo(style, at, baseline, point < 0 ? text : text.substring(0, point));
            if (point >= 0) {
                pen.text(style, at, baseline, text.substring(point));
            }
        }
    }
}
