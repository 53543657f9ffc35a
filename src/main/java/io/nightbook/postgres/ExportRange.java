package io.nightbook.postgres;

import io.nightbook.domain.report.ExportFilter.At;
import io.nightbook.domain.report.ExportFilter.Bound;
import io.nightbook.domain.report.ExportFilter.Day;
import io.nightbook.domain.time.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time that an export is asked for, half-open. A date begins with the account's local day: for each zone at an instant of
 * its own, and for all of them within outer ones, by which whole months are passed over.
 */
record ExportRange(@Nullable Bound from, @Nullable Bound until, List<ZoneId> zones) {

    /** A date as the start of the UTC day instead: for what belongs to no account. */
    ExportRange inUtc() {
        return new ExportRange(utc(from), utc(until), zones);
    }

    private static @Nullable Bound utc(@Nullable Bound bound) {
        return bound instanceof Day day
                ? new At(day.date().atStartOfDay(ZoneOffset.UTC).toInstant())
                : bound;
    }

    void say(ExportLiterals asked) {
        asked.putAll("zones", zones)
                .put("from_day", date(from))
                .put("until_day", date(until))
                .putAll("froms", starts(from))
                .putAll("untils", starts(until))
                .put("from_at", instants(from).min(Comparator.naturalOrder()).orElse(null))
                .put("until_at", instants(until).max(Comparator.naturalOrder()).orElse(null));
    }

    private static @Nullable LocalDate date(@Nullable Bound bound) {
        return bound instanceof Day day ? day.date() : null;
    }

    private @Nullable List<Instant> starts(@Nullable Bound bound) {
        return bound instanceof Day ? instants(bound).toList() : null;
    }

    private Stream<Instant> instants(@Nullable Bound bound) {
        if (bound instanceof At at) {
            return Stream.of(at.instant());
        }
        return bound instanceof Day day
                ? zones.stream().map(zone -> new LocalDays(zone).startOf(day.date()))
                : Stream.empty();
    }
}
