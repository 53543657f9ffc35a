package io.nightbook.csv;

/** A column of an input file: where its cells stand, or the one value that all rows have. */
public record Column(String name, int place, String constant) {

    public String of(InputRow row) {
        return place < 0 ? constant : row.cells().get(place);
    }

    boolean isIn(InputRow row) {
        return !of(row).isEmpty();
    }
}
