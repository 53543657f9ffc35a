package io.nightbook.cli;

import io.nightbook.domain.report.ExportFilter;
import io.nightbook.domain.report.ExportFilter.Bound;
import io.nightbook.domain.time.LocalDays;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the values of options are read. */
final class Arguments {

    private Arguments() {}

    /** An instant with an offset, cut to the microsecond; a date is its first instant in UTC. */
    static Instant instant(String option, String text) {
        Bound bound = bound(option, text);
        return bound instanceof ExportFilter.Day day
                ? day.date().atStartOfDay(ZoneOffset.UTC).toInstant()
                : ((ExportFilter.At) bound).instant();
    }

    /** A date, or an instant with an offset, cut to the microsecond. */
    static Bound bound(String option, String text) {
        try {
            return text.indexOf('T') < 0
                    ? new ExportFilter.Day(LocalDate.parse(text))
                    : new ExportFilter.At(
                            LocalDays.cut(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            throw new WrongUsage(option + " " + text
                    + " is not an instant such as 2026-11-02T12:00:00Z, nor a date such as 2026-11-02");
        }
    }

    static YearMonth month(String option, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new WrongUsage(option + " " + text + " is not a month such as 2026-10");
        }
    }

    /** Pairs of a name and a value, each name once; the value may hold anything. */
    static Map<String, String> pairs(String option, List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new WrongUsage(option + " " + text + " is not a name, then = and a value");
            }
            String name = text.substring(0, equals);
            if (pairs.put(name, text.substring(equals + 1)) != null) {
                throw new WrongUsage(option + " " + name + " is given twice; give it once");
            }
        }
        return pairs;
    }

    /** When a month is over in every time zone: noon UTC on the 1st of the next one. */
    static Instant closeOf(YearMonth month) {
        return month.plusMonths(1).atDay(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
