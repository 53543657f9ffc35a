package io.nightbook.domain.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The rule that turns cycles: on the 1st of the month, or on the day of the month of an anniversary.
 *
 * <p>Anniversaries are clamped to shorter months without drift: 31 January, 28 February, 31 March.
 */
public sealed interface Anchor {

    /** The first turn after {@code day}. */
    LocalDate nextAfter(LocalDate day);

    /** The number of days of the whole period that holds {@code day}: what a part of it is prorated by. */
    long wholeDays(LocalDate day);

    /** The turn that lies {@code turns} turns after the turn {@code day}. */
    default LocalDate turnsAfter(LocalDate day, int turns) {
        LocalDate at = day;
        for (int i = 0; i < turns; i++) {
            at = nextAfter(at);
        }
        return at;
    }

    /** Calendar months. */
    record Calendar() implements Anchor {
        @Override
        public LocalDate nextAfter(LocalDate day) {
            return day.withDayOfMonth(1).plusMonths(1);
        }

        @Override
        public long wholeDays(LocalDate day) {
            return day.lengthOfMonth();
        }
    }

    /** Months reckoned from {@code start}. */
    record Anniversary(LocalDate start) implements Anchor {
        @Override
        public LocalDate nextAfter(LocalDate day) {
            return start.plusMonths(wholeMonthsUntil(day) + 1);
        }

        @Override
        public long wholeDays(LocalDate day) {
            LocalDate first = start.plusMonths(wholeMonthsUntil(day));
            return ChronoUnit.DAYS.between(first, nextAfter(day));
        }

        private long wholeMonthsUntil(LocalDate day) {
            long months = (day.getYear() - start.getYear()) * 12L + day.getMonthValue() - start.getMonthValue();
            return start.plusMonths(months).isAfter(day) ? months - 1 : months;
        }
    }
}
