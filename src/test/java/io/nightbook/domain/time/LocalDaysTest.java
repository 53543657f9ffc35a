package io.nightbook.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LocalDaysTest {

    private static final LocalDays UTC = in("UTC");

    private static LocalDays in(String zone) {
        return new LocalDays(ZoneId.of(zone));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static void assertStarts(String zone, String day, String start) {
        LocalDays days = in(zone);
        LocalDate date = LocalDate.parse(day);
        assertThat(days.startOf(date)).isEqualTo(start);
        assertThat(days.dateOf(at(start))).isEqualTo(day);
        assertThat(days.dateOf(at(start).minusNanos(1_000))).isEqualTo(date.minusDays(1));
    }

    @Test
    void aDayStartsAtLocalMidnight() {
        assertStarts("Asia/Kolkata", "2026-11-01", "2026-10-31T18:30:00Z");
        assertStarts("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z");
        assertStarts("America/New_York", "2026-11-02", "2026-11-02T05:00:00Z");
    }

    @Test
    void whereMidnightIsSkippedInSaoPauloTheDayStartsAtOne() {
        assertStarts("America/Sao_Paulo", "2018-11-03", "2018-11-03T03:00:00Z");
        assertStarts("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z");
        assertStarts("America/Sao_Paulo", "2018-11-05", "2018-11-05T02:00:00Z");
    }

    @Test
    void whereMidnightIsSkippedInCairoTheDayStartsAtOne() {
        assertStarts("Africa/Cairo", "2024-04-25", "2024-04-24T22:00:00Z");
        assertStarts("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z");
        assertStarts("Africa/Cairo", "2024-04-27", "2024-04-26T21:00:00Z");
    }

    @Test
    void whereMidnightIsSkippedInBeirutTheDayStartsAtOne() {
        assertStarts("Asia/Beirut", "2022-03-26", "2022-03-25T22:00:00Z");
        assertStarts("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z");
        assertStarts("Asia/Beirut", "2022-03-28", "2022-03-27T21:00:00Z");
    }

    @Test
    void aDayThatAZoneLeftOutStartsWithTheNext() {
        LocalDays apia = in("Pacific/Apia");
        assertThat(apia.startOf(LocalDate.of(2011, 12, 30))).isEqualTo("2011-12-30T10:00:00Z");
        assertThat(apia.startOf(LocalDate.of(2011, 12, 31))).isEqualTo("2011-12-30T10:00:00Z");
        assertThat(apia.dateOf(at("2011-12-30T09:59:59.999999Z"))).isEqualTo("2011-12-29");
        assertThat(apia.dateOf(at("2011-12-30T10:00:00Z"))).isEqualTo("2011-12-31");
    }

    @Test
    void whereClocksGoBackOverMidnightADayThatHasBegunStaysBegun() {
        LocalDays stJohns = in("America/St_Johns");
        assertThat(stJohns.startOf(LocalDate.of(2010, 11, 7))).isEqualTo("2010-11-07T02:30:00Z");
        assertThat(stJohns.dateOf(at("2010-11-07T02:29:59.999999Z"))).isEqualTo("2010-11-06");
        // the wall clock says 23:15 of the 6th once more
        assertThat(stJohns.dateOf(at("2010-11-07T02:45:00Z"))).isEqualTo("2010-11-07");
        assertThat(stJohns.startOfDayOf(at("2010-11-07T02:45:00Z"))).isEqualTo("2010-11-07T02:30:00Z");
        assertThat(stJohns.dateOf(at("2010-11-07T03:30:00Z"))).isEqualTo("2010-11-07");
    }

    @Test
    void theStartOfADayIsFoundFromAnyOfItsInstants() {
        LocalDays saoPaulo = in("America/Sao_Paulo");
        assertThat(saoPaulo.startOfDayOf(at("2018-11-04T03:00:00Z"))).isEqualTo("2018-11-04T03:00:00Z");
        assertThat(saoPaulo.startOfDayOf(at("2018-11-05T01:59:59.999999Z"))).isEqualTo("2018-11-04T03:00:00Z");
    }

    @Test
    void aYearFromTheTenthOfMarchIsUsableThroughTheTenthOfMarch() {
        assertThat(UTC.endOfLastDay(at("2026-03-10T00:00:00Z"), Period.ofYears(1)))
                .isEqualTo("2027-03-11T00:00:00Z");
        assertThat(UTC.endOfLastDay(at("2026-03-10T23:59:59.999999Z"), Period.ofYears(1)))
                .isEqualTo("2027-03-11T00:00:00Z");
    }

    @Test
    void aYearFromTheLeapDayIsUsableThroughThe28thOfFebruary() {
        assertThat(UTC.endOfLastDay(at("2024-02-29T08:00:00Z"), Period.ofYears(1)))
                .isEqualTo("2025-03-01T00:00:00Z");
        assertThat(UTC.endOfLastDay(at("2024-02-29T08:00:00Z"), Period.ofYears(4)))
                .isEqualTo("2028-03-01T00:00:00Z");
    }

    @Test
    void aMonthFromThe31stOfJanuaryIsUsableThroughTheLastOfFebruary() {
        assertThat(UTC.endOfLastDay(at("2026-01-31T12:00:00Z"), Period.ofMonths(1)))
                .isEqualTo("2026-03-01T00:00:00Z");
        assertThat(UTC.endOfLastDay(at("2024-01-31T12:00:00Z"), Period.ofMonths(1)))
                .isEqualTo("2024-03-01T00:00:00Z");
    }

    @Test
    void theLastDayIsALocalOneAndEndsWhereTheNextBegins() {
        assertThat(in("America/Sao_Paulo").endOfLastDay(at("2018-10-03T15:00:00Z"), Period.ofMonths(1)))
                .isEqualTo("2018-11-04T03:00:00Z");
        assertThat(in("Asia/Kolkata").endOfLastDay(at("2026-03-10T20:00:00Z"), Period.ofDays(10)))
                .isEqualTo("2026-03-21T18:30:00Z");
    }

    @Test
    void anExactPeriodKeepsTheWallClockToTheMicrosecond() {
        assertThat(UTC.plus(at("2024-02-29T15:30:00.123456Z"), Period.ofYears(1)))
                .isEqualTo("2025-02-28T15:30:00.123456Z");
        assertThat(in("Europe/Berlin").plus(at("2026-10-20T10:00:00Z"), Period.ofDays(7)))
                .isEqualTo("2026-10-27T11:00:00Z");
    }

    @Test
    void anExactPeriodThatEndsInAGapEndsAsMuchLater() {
        assertThat(in("Europe/Berlin").plus(at("2026-03-28T01:30:00Z"), Period.ofDays(1)))
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(in("Africa/Cairo").plus(at("2024-04-24T22:00:00Z"), Period.ofDays(1)))
                .isEqualTo("2024-04-25T22:00:00Z");
    }

    @Test
    void furtherDigitsThanMicrosecondsAreCut() {
        assertThat(LocalDays.cut(at("2026-10-31T23:59:59.999999999Z"))).isEqualTo("2026-10-31T23:59:59.999999Z");
        assertThat(LocalDays.cut(at("1969-12-31T23:59:59.999999999Z"))).isEqualTo("1969-12-31T23:59:59.999999Z");
    }
}
