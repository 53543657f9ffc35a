package io.nightbook.cli;

import java.util.Locale;

/** Figures as people read them. */
final class Counted {

    private Counted() {}

    /** A count and what is counted, such as 1 row, 1,200 rows. */
    static String of(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }
}
