package io.nightbook.csv;

/** A file that cannot be taken in at all: no row of it is read. The message says what, where, why and what to do. */
public final class UnusableFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnusableFile(String message) {
        super(message);
    }
}
