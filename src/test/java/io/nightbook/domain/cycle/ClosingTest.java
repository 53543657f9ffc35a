package io.nightbook.domain.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.AccountState.Phase;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.replay.RunningCycle.Kind;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.domain.time.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private static Account in(String zone) {
        return new Account(1, "acme", Currency.getInstance("USD"), new LocalDays(ZoneId.of(zone)));
    }

    private static PlanVersion withGrace(Period grace) {
        return new PlanVersion(
                "team",
                LocalDate.of(2020, 1, 1),
                Map.of(),
                Credits.ZERO,
                CreditClass.PAID,
                null,
                new Overage.Pause(),
                Proration.DAY,
                AnchorKind.CALENDAR,
                null,
                grace);
    }

    private static Finished month(Account account, LocalDate first, @Nullable PlanVersion version) {
        LocalDate next = first.plusMonths(1);
        Instant until = account.days().startOf(next);
        RunningCycle cycle = new RunningCycle(
                first,
                account.days().startOf(first),
                until,
                version == null ? Kind.MONTH : Kind.PAID,
                first.lengthOfMonth(),
                version,
                Totals.ZERO,
                List.of(),
                Map.of(),
                Map.of());
        AccountState end =
                new AccountState(until, Phase.TURNED, 0, null, null, List.of(), List.of(), null, null, List.of());
        return new Finished(cycle, Credits.ZERO, List.of(), end);
    }

    private static Instant dueAt(String zone, LocalDate first, @Nullable PlanVersion version) {
        Account account = in(zone);
        return Closing.dueAt(account, month(account, first, version).cycle());
    }

    @Test
    void withoutGraceACycleIsDueAtItsEnd() {
        LocalDate october = LocalDate.of(2026, 10, 1);
        assertThat(dueAt("UTC", october, withGrace(Period.ZERO))).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(dueAt("Asia/Kolkata", october, withGrace(Period.ZERO))).isEqualTo("2026-10-31T18:30:00Z");
    }

    @Test
    void withoutAPlanThereIsNoGrace() {
        assertThat(dueAt("UTC", LocalDate.of(2026, 10, 1), null)).isEqualTo("2026-11-01T00:00:00Z");
    }

    @Test
    void graceLastsUntilTheStartOfTheLocalDayThatLiesSoLongAfterTheEnd() {
        assertThat(dueAt("UTC", LocalDate.of(2026, 10, 1), withGrace(Period.ofDays(3))))
                .isEqualTo("2026-11-04T00:00:00Z");
        assertThat(dueAt("UTC", LocalDate.of(2026, 12, 1), withGrace(Period.ofMonths(1))))
                .isEqualTo("2027-02-01T00:00:00Z");
    }

    @Test
    void graceThatEndsWhereMidnightIsSkippedEndsAtTheFirstInstantOfTheDay() {
        assertThat(dueAt("America/Sao_Paulo", LocalDate.of(2018, 10, 1), withGrace(Period.ofDays(3))))
                .isEqualTo("2018-11-04T03:00:00Z");
    }

    @Test
    void aCycleIsDueAtTheVeryInstantAndNotBefore() {
        Account account = in("UTC");
        List<Finished> finished = List.of(month(account, LocalDate.of(2026, 10, 1), withGrace(Period.ofDays(3))));
        Instant due = Instant.parse("2026-11-04T00:00:00Z");
        assertThat(Closing.due(account, finished, due)).isEqualTo(finished);
        assertThat(Closing.due(account, finished, due.minusNanos(1_000))).isEmpty();
    }

    @Test
    void cyclesCloseInOrderAndNeverOneBeforeAnEarlierOne() {
        Account account = in("UTC");
        Finished august = month(account, LocalDate.of(2026, 8, 1), withGrace(Period.ZERO));
        Finished september = month(account, LocalDate.of(2026, 9, 1), withGrace(Period.ofDays(60)));
        Finished october = month(account, LocalDate.of(2026, 10, 1), withGrace(Period.ZERO));
        List<Finished> finished = List.of(august, september, october);
        assertThat(Closing.due(account, finished, Instant.parse("2026-11-15T00:00:00Z")))
                .containsExactly(august);
        assertThat(Closing.due(account, finished, Instant.parse("2026-11-30T00:00:00Z")))
                .containsExactly(august, september, october);
        assertThat(Closing.due(account, List.of(), Instant.parse("2026-11-30T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aJobForWhatEndsInsideMonthsLeavesWhatIsDueOnTheFirst() {
        Account account = in("America/Los_Angeles");
        Finished cut = month(account, LocalDate.of(2026, 9, 10), withGrace(Period.ZERO));
        Finished whole = month(account, LocalDate.of(2026, 10, 1), withGrace(Period.ZERO));
        Instant later = Instant.parse("2026-11-05T12:30:00Z");
        assertThat(Closing.due(account, List.of(cut), new ClosingRequest(later, ClosingRule.INSIDE_MONTHS)))
                .containsExactly(cut);
        assertThat(Closing.due(account, List.of(whole), new ClosingRequest(later, ClosingRule.INSIDE_MONTHS)))
                .isEmpty();
        assertThat(Closing.due(account, List.of(whole, cut), new ClosingRequest(later, ClosingRule.INSIDE_MONTHS)))
                .isEmpty();
        assertThat(Closing.due(account, List.of(cut, whole), later)).containsExactly(cut, whole);
    }

    @Test
    void aMonthWithGraceIsDueInsideTheNextOneAndClosedThen() {
        Account account = in("Pacific/Kiritimati");
        Finished october = month(account, LocalDate.of(2026, 10, 1), withGrace(Period.ofDays(3)));
        assertThat(Closing.due(
                        account,
                        List.of(october),
                        new ClosingRequest(Instant.parse("2026-11-03T12:30:00Z"), ClosingRule.INSIDE_MONTHS)))
                .containsExactly(october);
        assertThat(Closing.due(
                        account,
                        List.of(october),
                        new ClosingRequest(Instant.parse("2026-11-02T12:30:00Z"), ClosingRule.INSIDE_MONTHS)))
                .isEmpty();
    }
}
