package io.nightbook.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A logical instant that has not come yet. The message says what would follow from it, and how to say that it is meant. */
final class AheadOfClock extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Enough for a day that has begun in the first time zone to be over in the last. */
    private static final Duration SLACK = Duration.ofHours(18);

    private AheadOfClock(String message) {
        super(message);
    }

    /**
     * Lets nothing be booked as of an instant that is more than 18 hours ahead of the clock.
     *
     * @throws AheadOfClock if it is
     */
    static void refuse(String job, Instant asOf, Instant clock) {
        if (asOf.isAfter(clock.plus(SLACK))) {
            throw new AheadOfClock(String.format(
                    Locale.ROOT,
                    "%s as of %s is %s ahead of the clock, which says %s, and is refused: what it books and closes stays,"
                            + " and no earlier night can follow until then, so that a mistyped year would end the books."
                            + " Mend the date, or give --ahead if it is meant.",
                    job,
                    asOf,
                    ahead(asOf, clock),
                    clock));
        }
    }

    private static String ahead(Instant asOf, Instant clock) {
        Duration ahead = Duration.between(clock, asOf);
        return ahead.toDays() > 1
                ? String.format(Locale.ROOT, "%,d days", ahead.toDays())
                : String.format(Locale.ROOT, "%d hours", ahead.toHours());
    }
}
