package io.nightbook.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** How the values of options are read. */
final class Arguments {

    private Arguments() {}

    /** An instant with an offset, cut to the microsecond. */
    static Instant instant(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new WrongUsage(option + " " + text + " is not an instant such as 2026-11-02T12:00:00Z");
        }
    }

    static YearMonth month(String option, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new WrongUsage(option + " " + text + " is not a month such as 2026-10");
        }
    }

    /** When a month is over in every time zone: noon UTC on the 2nd of the next one. */
    static Instant closeOf(YearMonth month) {
        return month.plusMonths(1).atDay(2).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
