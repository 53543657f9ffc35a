package io.nightbook.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.time.LocalDays;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes after September was closed: a plan of 30.00 for 30 credits a month, 60.00 for 60, nothing rolls over. */
class LateInputsTest {

    private static final Account ACME =
            new Account(1, "acme", Currency.getInstance("USD"), new LocalDays(ZoneId.of("UTC")));
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant MID_NOVEMBER = Instant.parse("2026-11-15T00:00:00Z");
    private static final Catalog CATALOG = new Catalog(
            "late",
            Drawdown.DEFAULT,
            List.of(new Meter("replies", "Replies", List.of(new Meter.DatedRate(null, new Rate.None())))),
            List.of(),
            List.of(plan("small", 30), plan("large", 60)),
            List.of());

    private static Plan plan(String id, int credits) {
        return new Plan(
                id,
                List.of(new PlanVersion(
                        id,
                        LocalDate.of(2026, 1, 1),
                        Map.of("USD", BigDecimal.valueOf(credits)),
                        Credits.of(credits),
                        CreditClass.PAID,
                        null,
                        new Overage.Pause(),
                        Proration.DAY,
                        AnchorKind.CALENDAR,
                        null,
                        Period.ZERO)));
    }

    private static SubscriptionRow row(String plan, String from, @Nullable String last, long arrival) {
        return new SubscriptionRow(plan, LocalDate.parse(from), last == null ? null : LocalDate.parse(last), arrival);
    }

    private static final SubscriptionRow SMALL = row("small", "2026-09-01", null, 1);

    private static CreditBatch grant(String from, String until, @Nullable String voided, long arrival) {
        return new CreditBatch(
                "gift",
                new CreditBatch.Kind(CreditClass.FREE, Source.GRANT, 0, Set.of()),
                Credits.of(50),
                0,
                new CreditBatch.Span(Instant.parse(from), Instant.parse(from), Instant.parse(until), End.FIXED),
                CreditBatch.Charge.NONE,
                voided == null ? null : Instant.parse(voided),
                null,
                arrival);
    }

    private static RatedUsage usage(String at, Timing timing, long credits) {
        return new RatedUsage(Instant.parse(at), timing, 0, Credits.of(credits), BigDecimal.ZERO);
    }

    /** The end of September, closed with the inputs known then. */
    private static AccountState closed(List<SubscriptionRow> rows, List<CreditBatch> batches) {
        Replayed september = Replay.replay(CATALOG, ACME, null, rows, batches, List.of(), OCTOBER);
        return september.finished().get(0).end();
    }

    private static Replayed since(
            AccountState opening, List<SubscriptionRow> rows, List<CreditBatch> batches, List<RatedUsage> usage) {
        return Replay.replay(CATALOG, ACME, opening, rows, batches, usage, MID_NOVEMBER);
    }

    private static List<Movement> of(Replayed replayed, String batch) {
        return replayed.movements().stream()
                .filter(movement -> movement.batchId().equals(batch))
                .toList();
    }

    @Test
    void aBatchBackDatedIntoSeptemberBecomesEffectiveWithOctoberAndKeepsItsEnd() {
        AccountState opening = closed(List.of(SMALL), List.of());
        CreditBatch late = grant("2026-09-10T09:00:00Z", "2026-10-10T00:00:00Z", null, 2);
        Replayed replayed = since(opening, List.of(SMALL), List.of(late), List.of());
        assertThat(of(replayed, "gift"))
                .extracting(Movement::kind, Movement::effectiveAt, Movement::credits)
                .containsExactly(
                        tuple(Kind.ALLOCATED, OCTOBER, Credits.of(50)),
                        tuple(Kind.EXPIRED, Instant.parse("2026-10-10T00:00:00Z"), Credits.of(-50)));
        assertThat(replayed.batches())
                .filteredOn(batch -> batch.id().equals("gift"))
                .extracting(CreditBatch::nominalAt, CreditBatch::effectiveAt)
                .containsExactly(tuple(Instant.parse("2026-09-10T09:00:00Z"), OCTOBER));
    }

    @Test
    void aBatchWhoseEndIsPastWhenItBecomesEffectiveComesAndGoesAtOneInstant() {
        AccountState opening = closed(List.of(SMALL), List.of());
        CreditBatch late = grant("2026-09-10T09:00:00Z", "2026-09-20T00:00:00Z", null, 2);
        assertThat(of(since(opening, List.of(SMALL), List.of(late), List.of()), "gift"))
                .extracting(Movement::kind, Movement::effectiveAt)
                .containsExactly(tuple(Kind.ALLOCATED, OCTOBER), tuple(Kind.EXPIRED, OCTOBER));
    }

    @Test
    void aVoidDatedInSeptemberActsAtTheFirstInstantOfOctober() {
        CreditBatch known = grant("2026-09-10T09:00:00Z", "2026-12-01T00:00:00Z", null, 2);
        AccountState opening = closed(List.of(SMALL), List.of(known));
        CreditBatch voided = grant("2026-09-10T09:00:00Z", "2026-12-01T00:00:00Z", "2026-09-15T00:00:00Z", 2);
        assertThat(of(since(opening, List.of(SMALL), List.of(voided), List.of()), "gift"))
                .containsExactly(new Movement("gift", Kind.VOIDED, OCTOBER, Credits.of(-50), 0));
    }

    @Test
    void usageOfSeptemberIsDrawnAtTheFirstInstantOfOctoberBeforeItsOwn() {
        CreditBatch known = grant("2026-09-10T09:00:00Z", "2026-12-01T00:00:00Z", null, 2);
        AccountState opening = closed(List.of(SMALL), List.of(known));
        Replayed replayed = since(
                opening,
                List.of(SMALL),
                List.of(known),
                List.of(
                        usage("2026-10-01T00:00:00Z", Timing.LATE, 45),
                        usage("2026-10-01T00:00:00Z", Timing.IN_TIME, 10)));
        assertThat(replayed.draws())
                .extracting(Draw::timing, Draw::batchId, Draw::credits)
                .containsExactly(
                        tuple(Timing.LATE, "gift", Credits.of(45)),
                        tuple(Timing.IN_TIME, "gift", Credits.of(5)),
                        tuple(Timing.IN_TIME, "allowance:acme:2026-10-01", Credits.of(5)));
    }

    @Test
    void aPlanThatCameLateActsOnTheFirstOpenDayAndTheDifferenceOfTheFeeIsSettled() {
        AccountState opening = closed(List.of(SMALL), List.of());
        SubscriptionRow larger = row("large", "2026-09-20", null, 2);
        Replayed replayed = since(opening, List.of(SMALL, larger), List.of(), List.of());
        RunningCycle october = replayed.finished().get(0).cycle();
        assertThat(october.planId()).isEqualTo("large");
        assertThat(october.totals().allocated()).isEqualTo(Credits.of(60));
        assertThat(october.charges())
                .extracting(charge -> charge.line().kind(), Charge::net)
                .containsExactly(tuple(Charge.Kind.PRORATION, 3000L));
    }

    @Test
    void aPlanThatCameLateDoesNotActWhereAYoungerOneIsInForce() {
        List<SubscriptionRow> known = List.of(SMALL, row("large", "2026-09-20", null, 2));
        AccountState opening = closed(known, List.of());
        SubscriptionRow older = row("small", "2026-09-10", null, 3);
        Replayed replayed = since(opening, List.of(known.get(0), known.get(1), older), List.of(), List.of());
        assertThat(replayed.finished().get(0).cycle().planId()).isEqualTo("large");
        assertThat(replayed.finished().get(0).cycle().charges()).isEmpty();
    }

    @Test
    void aLastDayInSeptemberThatCameLateEndsTheSubscriptionWithOctober() {
        AccountState opening = closed(List.of(SMALL), List.of());
        SubscriptionRow ended = row("small", "2026-09-01", "2026-09-20", 1);
        Replayed replayed = since(opening, List.of(ended), List.of(), List.of());
        assertThat(replayed.finished().get(0).cycle().planId()).isEqualTo("small");
        RunningCycle november = replayed.current();
        assertThat(november).isNotNull();
        assertThat(november.kind()).isEqualTo(RunningCycle.Kind.MONTH);
        assertThat(november.totals().allocated()).isEqualTo(Credits.ZERO);
    }

    @Test
    void aLastDayThatCameInTimeEndsTheSubscriptionWithItsOwnCycle() {
        SubscriptionRow ended = row("small", "2026-09-01", "2026-09-20", 1);
        Replayed replayed = Replay.replay(CATALOG, ACME, null, List.of(ended), List.of(), List.of(), MID_NOVEMBER);
        assertThat(replayed.finished())
                .extracting(finished -> finished.cycle().kind())
                .containsExactly(RunningCycle.Kind.PAID, RunningCycle.Kind.MONTH);
        assertThat(replayed.finished().get(0).charges())
                .extracting(charge -> charge.line().kind(), Charge::net)
                .containsExactly(tuple(Charge.Kind.FEE, 3000L));
    }
}
