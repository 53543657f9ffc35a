package io.nightbook.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorTest {

    private static final Anchor CALENDAR = new Anchor.Calendar();
    private static final Anchor LAST_OF_JANUARY = new Anchor.Anniversary(LocalDate.of(2026, 1, 31));
    private static final Anchor LEAP_DAY = new Anchor.Anniversary(LocalDate.of(2024, 2, 29));

    private static List<String> turns(Anchor anchor, LocalDate first, int count) {
        List<String> turns = new ArrayList<>();
        LocalDate at = first;
        for (int i = 0; i < count; i++) {
            at = anchor.nextAfter(at);
            turns.add(at.toString());
        }
        return turns;
    }

    @Test
    void calendarCyclesTurnOnTheFirst() {
        assertThat(turns(CALENDAR, LocalDate.of(2026, 11, 30), 3))
                .containsExactly("2026-12-01", "2027-01-01", "2027-02-01");
        assertThat(CALENDAR.nextAfter(LocalDate.of(2026, 2, 1))).isEqualTo("2026-03-01");
    }

    @Test
    void anAnniversaryOnThe31stIsClampedToShortMonthsAndComesBackWithoutDrift() {
        assertThat(turns(LAST_OF_JANUARY, LocalDate.of(2026, 1, 31), 6))
                .containsExactly("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31");
    }

    @Test
    void anAnniversaryOnTheLeapDayComesBackAfterFourYears() {
        LocalDate start = LocalDate.of(2024, 2, 29);
        assertThat(LEAP_DAY.turnsAfter(start, 12)).isEqualTo("2025-02-28");
        assertThat(LEAP_DAY.turnsAfter(start, 13)).isEqualTo("2025-03-29");
        assertThat(LEAP_DAY.turnsAfter(start, 48)).isEqualTo("2028-02-29");
    }

    @Test
    void theNextTurnIsReckonedFromAnyDayOfTheCycle() {
        assertThat(LAST_OF_JANUARY.nextAfter(LocalDate.of(2026, 2, 27))).isEqualTo("2026-02-28");
        assertThat(LAST_OF_JANUARY.nextAfter(LocalDate.of(2026, 2, 28))).isEqualTo("2026-03-31");
        assertThat(LAST_OF_JANUARY.nextAfter(LocalDate.of(2026, 3, 30))).isEqualTo("2026-03-31");
        assertThat(LAST_OF_JANUARY.nextAfter(LocalDate.of(2026, 12, 31))).isEqualTo("2027-01-31");
    }

    @Test
    void beforeItsFirstDayAnAnniversaryTurnsToo() {
        assertThat(LAST_OF_JANUARY.nextAfter(LocalDate.of(2026, 1, 15))).isEqualTo("2026-01-31");
        assertThat(LAST_OF_JANUARY.nextAfter(LocalDate.of(2025, 12, 31))).isEqualTo("2026-01-31");
    }

    @Test
    void aWholeMonthIsAsLongAsTheOneThatHoldsTheDay() {
        assertThat(CALENDAR.wholeDays(LocalDate.of(2024, 2, 16))).isEqualTo(29);
        assertThat(CALENDAR.wholeDays(LocalDate.of(2026, 9, 30))).isEqualTo(30);
        assertThat(LAST_OF_JANUARY.wholeDays(LocalDate.of(2026, 2, 10))).isEqualTo(28);
        assertThat(LAST_OF_JANUARY.wholeDays(LocalDate.of(2026, 2, 28))).isEqualTo(31);
        assertThat(LAST_OF_JANUARY.wholeDays(LocalDate.of(2026, 3, 31))).isEqualTo(30);
    }

    @Test
    void noTurnsAfterADayIsTheDay() {
        assertThat(CALENDAR.turnsAfter(LocalDate.of(2026, 2, 1), 0)).isEqualTo("2026-02-01");
        assertThat(CALENDAR.turnsAfter(LocalDate.of(2026, 11, 1), 3)).isEqualTo("2027-02-01");
    }
}
