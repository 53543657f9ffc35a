package io.nightbook.domain.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The local days of one IANA time zone.
 *
 * <p>A day begins at its first instant: where daylight saving skips local midnight, at the first instant after the gap.
 */
public record LocalDays(ZoneId zone) {

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The day that holds {@code instant}; where clocks go back over midnight, a day that has begun stays begun. */
    public LocalDate dateOf(Instant instant) {
        LocalDate next = instant.atZone(zone).toLocalDate().plusDays(1);
        return startOf(next).isAfter(instant) ? next.minusDays(1) : next;
    }

    /** Answers {@link #dateOf} for instants that mostly lie in the same day as the one before. */
    public static final class Cursor {

        private final LocalDays days;
        private LocalDate day = LocalDate.EPOCH;
        private Instant from = Instant.MAX;
        private Instant until = Instant.MIN;

        public Cursor(LocalDays days) {
            this.days = days;
        }

        public LocalDate dateOf(Instant instant) {
            if (instant.isBefore(from) || !instant.isBefore(until)) {
                day = days.dateOf(instant);
                from = days.startOf(day);
                until = days.startOf(day.plusDays(1));
            }
            return day;
        }
    }

    /** The first instant of the local day that holds {@code instant}. */
    public Instant startOfDayOf(Instant instant) {
        return startOf(dateOf(instant));
    }

    /** The first instant of the day after the last usable day: {@code instant}'s day plus a calendar period. */
    public Instant endOfLastDay(Instant instant, Period period) {
        return startOf(dateOf(instant).plus(period).plusDays(1));
    }

    /** {@code instant} plus a calendar period, by the wall clock of the zone, to the microsecond. */
    public Instant plus(Instant instant, Period period) {
        return instant.atZone(zone).plus(period).toInstant();
    }

    /** {@code instant} cut to the microsecond. */
    public static Instant cut(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
