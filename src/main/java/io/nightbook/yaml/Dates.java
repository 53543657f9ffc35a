package io.nightbook.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** Dates and calendar periods as ISO 8601 writes them. */
final class Dates {

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9998, 12, 31);
    private static final int MOST_YEARS = 1000;

    private Dates() {}

    /** From 1900 to 9998. */
    static LocalDate date(Value value) {
        return value.read("a date from 1900 to 9998, such as 2026-10-31", Dates::parsedDate, FIRST);
    }

    /** Years, months, weeks and days; none negative; at most a thousand years. */
    static Period period(Value value) {
        return value.read("a calendar period such as P1Y, P1M, P2W or P30D", Dates::parsedPeriod, Period.ZERO);
    }

    private static Optional<LocalDate> parsedDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(date -> !date.isBefore(FIRST) && !date.isAfter(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Period> parsedPeriod(String text) {
        try {
            return Optional.of(Period.parse(text)).filter(Dates::isInRange);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean isInRange(Period period) {
        return !period.isNegative() && !FIRST.plus(period).isAfter(FIRST.plusYears(MOST_YEARS));
    }
}
