package io.nightbook.cli;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Counted {

    private Counted() {}

    /** A span of time to the second, such as 45 s, 2 min 5 s, 1 h 12 min. */
    static String time(Duration span) {
        if (span.toHours() > 0) {
            return String.format(Locale.ROOT, "%,d h %d min", span.toHours(), span.toMinutesPart());
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
                : span.toSeconds() + " s";
    }

    /** A count and what is counted, such as 1 row, 1,200 rows. */
    static String of(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }
}
