package io.nightbook.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightbook.job.JobSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant NOW = Instant.parse("2026-10-24T00:00:00Z");

    @Test
    void theWallClockOfTheZoneDecidesThroughBothChangesOfClocks() {
        Schedule madrid = schedule("0 30 4 * * ?", "Europe/Madrid");
        assertThat(madrid.next(NOW, 3))
                .containsExactly(at("2026-10-24T02:30:00Z"), at("2026-10-25T03:30:00Z"), at("2026-10-26T03:30:00Z"));
        assertThat(madrid.next(at("2027-03-27T00:00:00Z"), 3))
                .containsExactly(at("2027-03-27T03:30:00Z"), at("2027-03-28T02:30:00Z"), at("2027-03-29T02:30:00Z"));
        assertThat(madrid.warnings(NOW)).isEmpty();
    }

    @Test
    void aFireTimeIsStrictlyAfterTheInstantAskedFor() {
        Schedule noon = schedule("0 0 12 2 * ?", "UTC");
        assertThat(noon.next(at("2026-11-02T11:59:59.999999Z"), 1)).containsExactly(at("2026-11-02T12:00:00Z"));
        assertThat(noon.next(at("2026-11-02T12:00:00Z"), 2))
                .containsExactly(at("2026-12-02T12:00:00Z"), at("2027-01-02T12:00:00Z"));
    }

    @Test
    void halfPastTwoInMadridIsLeftOutInSpringAndFiresTheSecondTimeInAutumn() {
        Schedule madrid = schedule("0 30 2 * * ?", "Europe/Madrid");
        assertThat(madrid.next(at("2026-10-24T12:00:00Z"), 2))
                .containsExactly(at("2026-10-25T01:30:00Z"), at("2026-10-26T01:30:00Z"));
        assertThat(madrid.next(at("2027-03-27T00:00:00Z"), 2))
                .containsExactly(at("2027-03-27T01:30:00Z"), at("2027-03-29T00:30:00Z"));
        assertThat(madrid.warnings(NOW))
                .containsExactly(
                        "night does not fire at 02:30 on 2027-03-28: clocks in Europe/Madrid go forward then and have no"
                                + " such time; choose a time outside 00:00 to 03:59, or zone UTC",
                        "night fires at 2026-10-25T01:30:00Z on 2026-10-25, when 02:30 comes twice: clocks in"
                                + " Europe/Madrid go back then; choose a time outside 00:00 to 03:59, or zone UTC");
    }

    @Test
    void anHourRepeatedBeforeMidnightIsNamedByItsOwnDate() {
        assertThat(schedule("0 30 23 * * ?", "Asia/Beirut").warnings(NOW).get(0))
                .startsWith("night fires at 2026-10-24T21:30:00Z on 2026-10-24, when 23:30 comes twice");
    }

    @Test
    void aTimeThatNeverMeetsAChangeOfClocksGetsNoWarning() {
        assertThat(schedule("0 30 2 2 * ?", "Europe/Madrid").warnings(NOW)).isEmpty();
        assertThat(schedule("0 30 2 * * ?", "Asia/Tokyo").warnings(NOW)).isEmpty();
        assertThat(schedule("0 30 2 * * ?", "UTC").warnings(NOW)).isEmpty();
    }

    @Test
    void twoFiresOnOneBusinessDateAreAWarning() {
        assertThat(schedule("0 30 19 * * ?", "America/New_York").warnings(NOW))
                .containsExactly("night fires more than once on the UTC date 2027-03-14, at 2027-03-14T00:30:00Z and"
                        + " 2027-03-14T23:30:00Z; a job runs once on a date, so only the first does anything");
        assertThat(schedule("0 0 6,18 * * ?", "UTC").warnings(NOW))
                .containsExactly("night fires more than once on the UTC date 2026-10-24, at 2026-10-24T06:00:00Z and"
                        + " 2026-10-24T18:00:00Z; a job runs once on a date, so only the first does anything");
    }

    @Test
    void aScheduleThatHasEndedIsAWarning() {
        Schedule past = schedule("0 30 4 * * ? 2020", "UTC");
        assertThat(past.next(NOW, 3)).isEmpty();
        assertThat(past.warnings(NOW))
                .containsExactly("night never fires after 2026-10-24T00:00:00Z; mend its cron or remove the schedule");
    }

    @Test
    void aBadCronNamesTheJobTheLineWhatIsWrongAndWhatToWrite() {
        String shape = "write second, minute, hour, day of month, month, day of week, with '?' for one of the two days,"
                + " such as '0 30 4 * * ?'";
        assertThat(mistake("0 61 4 * * ?"))
                .isEqualTo(
                        "job night: cron '0 61 4 * * ?' cannot be read: Minute and Second values must be between 0 and"
                                + " 59; " + shape);
        assertThat(mistake("0 30 4 ? * FRY"))
                .isEqualTo(
                        "job night: cron '0 30 4 ? * FRY' cannot be read: Invalid Day-of-Week value: 'FRY'; " + shape);
        assertThat(mistake("x"))
                .isEqualTo("job night: cron 'x' cannot be read: Illegal cron expression format; " + shape);
        assertThat(mistake("30 4 * * *"))
                .isEqualTo("job night: cron '30 4 * * *' cannot be read: Unexpected end of expression; did you mean"
                        + " '0 30 4 * * ?'?");
        assertThat(mistake("0 30 4 * * *"))
                .endsWith("a day-of-month parameter is not implemented; did you mean '0 30 4 * * ?'?");
        assertThat(mistake("0 " + "1,".repeat(60) + "2 4 * * ?")).endsWith("it has 131 characters; write at most 120");
    }

    @Test
    void aJobWithoutAScheduleHasNoFireTimes() {
        JobSpec byHand = new JobSpec("by-hand", "", null, JobSpec.Identity.DATE, List.of("replay"));
        assertThat(Schedule.of(byHand)).isEmpty();
    }

    private static String mistake(String cron) {
        return String.valueOf(
                catchThrowableOfType(BadCron.class, () -> schedule(cron, "UTC")).getMessage());
    }

    private static Schedule schedule(String cron, String zone) {
        return Schedule.of(Jobs.job("night", cron, zone)).orElseThrow();
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    @Test
    void monthsThatHaveNoSuchDayAreAWarning() {
        assertThat(schedule("0 0 12 31 * ?", "UTC").warnings(NOW))
                .containsExactly(
                        "night does not fire in 2026-11, 2027-02, 2027-04, 2027-06 and 16 more of the next four years,"
                                + " which have no such day; write L for the last day of each month, or the 1st of the next");
        assertThat(schedule("0 0 12 29 * ?", "Asia/Tokyo").warnings(NOW))
                .containsExactly(
                        "night does not fire in 2027-02, 2029-02, 2030-02, which have no such day; write L for the last"
                                + " day of each month, or the 1st of the next");
        assertThat(schedule("0 0 12 ? * FRI#5", "UTC").warnings(NOW))
                .singleElement()
                .asString()
                .startsWith("night does not fire in 2026-11, 2026-12, 2027-02, 2027-03 and ");
    }

    @Test
    void monthsThatTheLineDoesNotNameAreNoWarning() {
        for (String line : List.of(
                "0 0 12 1 * ?",
                "0 0 12 L * ?",
                "0 0 12 LW * ?",
                "0 0 12 31 1,12 ?",
                "0 0 12 1 1/3 ?",
                "0 30 4 * * ?",
                "0 0 6 ? * MON",
                "0 0 12 28 * ?",
                "0 0 12 1 1 ? 2030")) {
            assertThat(schedule(line, "UTC").warnings(NOW)).as(line).isEmpty();
        }
    }
}
