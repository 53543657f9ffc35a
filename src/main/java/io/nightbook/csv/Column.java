package io.nightbook.csv;

/** A column of an input file and where its cells stand in a row; below zero if the file lacks it. */
public record Column(String name, int place) {

    public String of(InputRow row) {
        return place < 0 ? "" : row.cells().get(place);
    }

    /** Whether the books can be asked for the cell. */
    public boolean isStorable(InputRow row) {
        return Values.isStorable(of(row));
    }

    boolean isIn(InputRow row) {
        return !of(row).isEmpty();
    }
}
