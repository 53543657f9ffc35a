package io.nightbook.csv;

/** A column of an input file and where its cells stand in a row; below zero if the file lacks it. */
public record Column(String name, int place) {

    public String of(InputRow row) {
        return place < 0 ? "" : row.cells().get(place);
    }

    boolean isIn(InputRow row) {
        return !of(row).isEmpty();
    }
}
