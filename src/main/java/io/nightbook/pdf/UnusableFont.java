package io.nightbook.pdf;

import java.nio.file.Path;

/** A font file that pages cannot be set in; the message says which, why, and what to do. */
public final class UnusableFont extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableFont(Path file, String why) {
        super(file + ": " + why + "; put a TrueType font (.ttf, with outlines in a glyf table) there instead");
    }
}
