package io.nightbook.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.ExpiryRule;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.catalog.PlanVersion.Rollover;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.cycle.Closing;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.domain.time.LocalDays;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.Rating;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Two months of one account, reckoned by hand: 62.00 a month for 310 credits, half of what is left rolls over for one
 * cycle, 0.05 for each credit above. A reply is one credit.
 */
class ReplayTest {

    private static final LocalDays UTC = new LocalDays(ZoneId.of("UTC"));
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACME = new Account(1, "acme", USD, UTC);

    private static final Meter REPLIES = new Meter(
            "replies",
            "Replies",
            List.of(new Meter.DatedRate(
                    null, new Rate.PerUnit(BigDecimal.ONE, BigDecimal.ONE, Rate.EventRounding.SIX_PLACES))));
    private static final PlanVersion TEAM = new PlanVersion(
            "team",
            LocalDate.of(2026, 1, 1),
            Map.of("USD", new BigDecimal("62.00")),
            Credits.of(310),
            CreditClass.PAID,
            new Rollover(1, BigDecimal.valueOf(50), null, null),
            new Overage.Bill(Map.of("USD", new BigDecimal("0.05"))),
            Proration.DAY,
            AnchorKind.CALENDAR,
            null,
            Period.ZERO);
    private static final Catalog CATALOG = new Catalog(
            "worked",
            Drawdown.DEFAULT,
            List.of(REPLIES),
            List.of(),
            List.of(new Plan("team", List.of(TEAM))),
            List.of());

    private static final String SEPTEMBER_ALLOWANCE = "allowance:acme:2026-09-16";
    private static final String OCTOBER_ALLOWANCE = "allowance:acme:2026-10-01";
    private static final String NOVEMBER_ALLOWANCE = "allowance:acme:2026-11-01";
    private static final String ROLLOVER = "rollover:acme:2026-09-16";

    private static final List<SubscriptionRow> HISTORY =
            List.of(new SubscriptionRow("team", LocalDate.of(2026, 9, 16), null, 1));

    private static final Instant NOON_OF_2_OCTOBER = Instant.parse("2026-10-02T12:00:00Z");
    private static final Instant NOON_OF_2_NOVEMBER = Instant.parse("2026-11-02T12:00:00Z");

    /** 100 credits for 10.00 on 5 October at noon, for ten days. */
    private static CreditBatch topUp() {
        Instant bought = Instant.parse("2026-10-05T12:00:00Z");
        ExpiryRule tenDays = new ExpiryRule.After(Period.ofDays(10), ExpiryRule.Boundary.DAY);
        return new CreditBatch(
                "top-1",
                new CreditBatch.Kind(CreditClass.PAID, Source.TOP_UP, 0, Set.of()),
                Credits.of(100),
                1000,
                new CreditBatch.Span(bought, bought, tenDays.expiresAt(bought, UTC), End.FIXED),
                new CreditBatch.Charge(1000L, bought),
                null,
                null,
                2);
    }

    private static RatedUsage replies(String at, long number) {
        Rate rate = Objects.requireNonNull(REPLIES.rateOn(UTC.dateOf(Instant.parse(at))));
        Credits credits = Rating.rate(rate, BigDecimal.valueOf(number), BigDecimal.ZERO, Map.<String, String>of()::get);
        return new RatedUsage(UTC.startOfDayOf(Instant.parse(at)), Timing.IN_TIME, 0, credits, BigDecimal.ZERO);
    }

    private static final List<RatedUsage> USAGE = List.of(
            replies("2026-09-20T09:00:00Z", 55),
            replies("2026-10-03T08:00:00Z", 40),
            replies("2026-10-10T15:30:00Z", 350),
            replies("2026-10-20T10:00:00Z", 25));

    private static Replayed replayed(@Nullable AccountState opening, Instant asOf) {
        List<RatedUsage> usage = USAGE.stream()
                .filter(row -> row.slot().isBefore(asOf)
                        && (opening == null || !row.slot().isBefore(opening.at())))
                .toList();
        return Replay.replay(CATALOG, ACME, opening, HISTORY, List.of(topUp()), usage, asOf);
    }

    private static final Replayed WHOLE = replayed(null, NOON_OF_2_NOVEMBER);

    private static List<String> on(String day) {
        return WHOLE.movements().stream()
                .filter(movement -> movement.effectiveAt().equals(Instant.parse(day + "T00:00:00Z")))
                .map(ReplayTest::line)
                .toList();
    }

    private static String line(Movement movement) {
        return movement.batchId() + " " + movement.kind().word() + " " + movement.credits() + " worth "
                + new Money(movement.value(), USD);
    }

    private static CreditBatch batch(String id) {
        return WHOLE.batches().stream()
                .filter(batch -> batch.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Totals totals(
            int allocated, int rated, int consumed, int uncovered, int expired, int rolledOver, int voided) {
        return new Totals(
                Credits.of(allocated),
                Credits.of(rated),
                Credits.of(consumed),
                Credits.of(uncovered),
                Credits.of(expired),
                Credits.of(rolledOver),
                Credits.of(voided));
    }

    // ---------------------------------------------------------------- September

    @Test
    void fifteenOfThirtyDaysGiveHalfTheAllowanceForHalfTheFee() {
        assertThat(on("2026-09-16")).containsExactly("allowance:acme:2026-09-16 allocated 155.000000 worth 31.00");
        assertThat(batch(SEPTEMBER_ALLOWANCE).expiresAt()).isEqualTo("2026-10-01T00:00:00Z");
        assertThat(batch(SEPTEMBER_ALLOWANCE).source()).isEqualTo(Source.ALLOWANCE);
    }

    @Test
    void repliesInTheMorningAreBookedAtTheStartOfTheirDay() {
        // 31.00 x 55 / 155
        assertThat(on("2026-09-20")).containsExactly("allowance:acme:2026-09-16 consumed -55.000000 worth -11.00");
    }

    @Test
    void atTheEndOfSeptemberHalfIsCarriedAndHalfLapses() {
        assertThat(on("2026-10-01"))
                .containsExactly(
                        "allowance:acme:2026-09-16 rolled_out -50.000000 worth -10.00",
                        "rollover:acme:2026-09-16 allocated 50.000000 worth 10.00",
                        "allowance:acme:2026-09-16 expired -50.000000 worth -10.00",
                        "allowance:acme:2026-10-01 allocated 310.000000 worth 62.00");
    }

    @Test
    void theCarryIsUsableInTheOneCycleThatFollows() {
        CreditBatch carry = batch(ROLLOVER);
        assertThat(carry.expiresAt()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(carry.originId()).isEqualTo(SEPTEMBER_ALLOWANCE);
        assertThat(carry.value()).isEqualTo(1000);
        assertThat(carry.creditClass()).isEqualTo(CreditClass.PAID);
    }

    @Test
    void whatTheEndOfSeptemberBooksBelongsToSeptember() {
        Finished september = WHOLE.finished().get(0);
        assertThat(september.cycle().firstDay()).isEqualTo("2026-09-16");
        assertThat(september.cycle().until()).isEqualTo("2026-10-01T00:00:00Z");
        assertThat(september.cycle().totals()).isEqualTo(totals(205, 55, 55, 0, 50, 50, 0));
        assertThat(september.debt()).isEqualTo(Credits.ZERO);
    }

    @Test
    void septemberIsInvoicedInArrearsAndOctoberInAdvance() {
        Replayed october = replayed(null, NOON_OF_2_OCTOBER);
        List<Finished> due = Closing.due(ACME, october.finished(), NOON_OF_2_OCTOBER);
        assertThat(due).hasSize(1);
        assertThat(due.get(0).charges())
                .extracting(
                        charge -> charge.line().kind(), charge -> charge.line().subject(), Charge::net)
                .containsExactly(tuple(Charge.Kind.FEE, "team", 3100L), tuple(Charge.Kind.FEE, "team", 6200L));
        Money net = new Money(9300, USD);
        Money tax = net.percent(new BigDecimal("21.0"), RoundingMode.HALF_UP);
        assertThat(tax).hasToString("19.53");
        assertThat(net.plus(tax)).hasToString("112.53");
    }

    // ---------------------------------------------------------------- October

    @Test
    void theRolloverIsDrawnBeforeTheAllowance() {
        assertThat(on("2026-10-03")).containsExactly("rollover:acme:2026-09-16 consumed -40.000000 worth -8.00");
    }

    @Test
    void tenDaysFromTheFifthAreUsableThroughTheFifteenth() {
        assertThat(topUp().expiresAt()).isEqualTo("2026-10-16T00:00:00Z");
        assertThat(WHOLE.movements())
                .filteredOn(movement -> movement.batchId().equals("top-1") && movement.kind() == Kind.ALLOCATED)
                .containsExactly(new Movement(
                        "top-1", Kind.ALLOCATED, Instant.parse("2026-10-05T12:00:00Z"), Credits.of(100), 1000));
    }

    @Test
    void threeHundredAndFiftyRepliesEmptyTheRolloverThenTheAllowanceThenDrawOnTheTopUp() {
        assertThat(on("2026-10-10"))
                .containsExactly(
                        "rollover:acme:2026-09-16 consumed -10.000000 worth -2.00",
                        "allowance:acme:2026-10-01 consumed -310.000000 worth -62.00",
                        "top-1 consumed -30.000000 worth -3.00");
    }

    @Test
    void whatIsLeftOfTheTopUpLapses() {
        assertThat(on("2026-10-16")).containsExactly("top-1 expired -70.000000 worth -7.00");
    }

    @Test
    void whatNoBatchCanPayIsUncoveredAndMovesNothing() {
        assertThat(on("2026-10-20")).isEmpty();
        assertThat(WHOLE.draws())
                .filteredOn(draw -> draw.outcome() == Draw.Outcome.UNCOVERED)
                .containsExactly(new Draw(
                        Instant.parse("2026-10-20T00:00:00Z"),
                        Timing.IN_TIME,
                        "Replies",
                        0,
                        null,
                        Credits.of(25),
                        Draw.Outcome.UNCOVERED));
    }

    @Test
    void atTheEndOfOctoberNothingIsLeftToLapseOrToCarry() {
        assertThat(on("2026-11-01")).containsExactly("allowance:acme:2026-11-01 allocated 310.000000 worth 62.00");
        assertThat(WHOLE.finished().get(1).cycle().totals()).isEqualTo(totals(410, 415, 390, 25, 70, 0, 0));
    }

    @Test
    void octobersInvoiceHoldsTheNextFeeTheTopUpAndTheOverage() {
        AccountState afterSeptember = WHOLE.finished().get(0).end();
        Replayed october = replayed(afterSeptember, NOON_OF_2_NOVEMBER);
        List<Finished> due = Closing.due(ACME, october.finished(), NOON_OF_2_NOVEMBER);
        assertThat(due).hasSize(1);
        List<Charge> charges = due.get(0).charges();
        assertThat(charges)
                .extracting(charge -> charge.line().kind(), Charge::net)
                .containsExactlyInAnyOrder(
                        tuple(Charge.Kind.FEE, 6200L),
                        tuple(Charge.Kind.TOP_UP, 1000L),
                        tuple(Charge.Kind.OVERAGE, 125L));
        assertThat(charges)
                .filteredOn(charge -> charge.line().kind() == Charge.Kind.OVERAGE)
                .allSatisfy(charge -> {
                    assertThat(charge.quantity()).isEqualByComparingTo("25");
                    assertThat(charge.unitPrice()).isEqualByComparingTo("0.05");
                });
        Money net = new Money(charges.stream().mapToLong(Charge::net).sum(), USD);
        Money tax = net.percent(new BigDecimal("21.0"), RoundingMode.HALF_UP);
        assertThat(net).hasToString("73.25");
        assertThat(tax).hasToString("15.38");
        assertThat(net.plus(tax)).hasToString("88.63");
        Money paid =
                new Money(1000, USD).plus(new Money(1000, USD).percent(new BigDecimal("21.0"), RoundingMode.HALF_UP));
        assertThat(paid).hasToString("12.10");
        assertThat(net.plus(tax).minus(paid)).hasToString("76.53");
    }

    // ---------------------------------------------------------------- the sums, and other ways there

    private static Credits sum(Kind kind) {
        Credits sum = Credits.ZERO;
        for (Movement movement : WHOLE.movements()) {
            sum = movement.kind() == kind ? sum.plus(movement.credits()) : sum;
        }
        return sum;
    }

    @Test
    void nineHundredAndTwentyFiveCreditsAreAllAccountedFor() {
        assertThat(sum(Kind.ALLOCATED)).isEqualTo(Credits.of(925));
        assertThat(sum(Kind.CONSUMED)).isEqualTo(Credits.of(-445));
        assertThat(sum(Kind.EXPIRED)).isEqualTo(Credits.of(-120));
        assertThat(sum(Kind.ROLLED_OUT)).isEqualTo(Credits.of(-50));
        assertThat(sum(Kind.VOIDED)).isEqualTo(Credits.ZERO);
        assertThat(WHOLE.live())
                .extracting(lot -> lot.batch().id(), lot -> lot.remaining())
                .containsExactly(tuple(NOVEMBER_ALLOWANCE, Credits.of(310)));
    }

    @Test
    void goingOnFromTheCloseOfSeptemberBooksWhatTheWholeTimelineBooks() {
        Replayed october = replayed(WHOLE.finished().get(0).end(), NOON_OF_2_NOVEMBER);
        List<Movement> rest = WHOLE.movements().subList(5, WHOLE.movements().size());
        assertThat(rest.get(0))
                .isEqualTo(new Movement(
                        OCTOBER_ALLOWANCE,
                        Kind.ALLOCATED,
                        Instant.parse("2026-10-01T00:00:00Z"),
                        Credits.of(310),
                        6200));
        assertThat(october.movements()).isEqualTo(rest);
    }

    @Test
    void anAsOfSeesBoundariesUpToItselfAndNoneAfterIt() {
        Instant end = Instant.parse("2026-10-01T00:00:00Z");
        assertThat(replayed(null, end.minusNanos(1_000)).finished()).isEmpty();
        assertThat(replayed(null, end).finished()).hasSize(1);
        assertThat(replayed(null, end.minusNanos(1_000)).nextAt()).isEqualTo(end);
        assertThat(replayed(null, end).nextAt()).isEqualTo("2026-10-05T12:00:00Z");
        assertThat(replayed(null, Instant.parse("2026-09-15T23:59:59.999999Z")).movements())
                .isEmpty();
    }

    @Test
    void anAccountOfWhichNothingIsSaidHasNoBooks() {
        Replayed nothing = Replay.replay(CATALOG, ACME, null, List.of(), List.of(), List.of(), NOON_OF_2_OCTOBER);
        assertThat(nothing.movements()).isEmpty();
        assertThat(nothing.current()).isNull();
        assertThat(nothing.nextAt()).isNull();
    }

    @Test
    void aPlanThatLeftTheCatalogStopsTheReplayWithTheRemedy() {
        Catalog without = new Catalog("worked", Drawdown.DEFAULT, List.of(REPLIES), List.of(), List.of(), List.of());
        assertThatExceptionOfType(CatalogGap.class)
                .isThrownBy(() -> Replay.replay(without, ACME, null, HISTORY, List.of(), List.of(), NOON_OF_2_OCTOBER))
                .withMessage("plan team has no version in force on 2026-09-16;"
                        + " put it back into the catalog: plans in use are never removed");
    }

    @Test
    void aSumThatReachesTheBoundStopsTheReplay() {
        CreditBatch huge = new CreditBatch(
                "huge",
                new CreditBatch.Kind(CreditClass.FREE, Source.GRANT, 0, Set.of()),
                Credits.of("999999999999999.999999"),
                0,
                new CreditBatch.Span(
                        Instant.parse("2026-09-20T00:00:00Z"), Instant.parse("2026-09-20T00:00:00Z"), null, End.FIXED),
                CreditBatch.Charge.NONE,
                null,
                null,
                3);
        assertThatExceptionOfType(Credits.Overflow.class)
                .isThrownBy(
                        () -> Replay.replay(CATALOG, ACME, null, HISTORY, List.of(huge), List.of(), NOON_OF_2_OCTOBER));
    }

    @Test
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void whereClocksGoBackOverMidnightUsageOfTheRepeatedHourIsDrawnToo() {
        Account stJohns = new Account(2, "nl", USD, new LocalDays(ZoneId.of("America/St_Johns")));
        Instant repeated = Instant.parse("2010-11-07T02:45:00Z");
        RatedUsage usage = new RatedUsage(repeated, Timing.IN_TIME, 0, Credits.of(3), BigDecimal.ZERO);
        Replayed replayed = Replay.replay(
                CATALOG, stJohns, null, List.of(), List.of(), List.of(usage), Instant.parse("2010-11-08T00:00:00Z"));
        assertThat(Objects.requireNonNull(replayed.current()).totals().rated()).isEqualTo(Credits.of(3));
    }

    @Test
    void aTrialThatEndsOnADayThatTheZoneLeftOutEndsAllTheSame() {
        // Samoa had no 30 December 2011
        Account samoa = new Account(3, "samoa", USD, new LocalDays(ZoneId.of("Pacific/Apia")));
        PlanVersion withTrial = new PlanVersion(
                "team",
                LocalDate.of(2011, 1, 1),
                Map.of(),
                Credits.of(31),
                CreditClass.PAID,
                null,
                new Overage.Pause(),
                Proration.DAY,
                AnchorKind.CALENDAR,
                new PlanVersion.Trial(29, Credits.of(5)),
                Period.ZERO);
        Catalog catalog = new Catalog(
                "trial",
                Drawdown.DEFAULT,
                List.of(REPLIES),
                List.of(),
                List.of(new Plan("team", List.of(withTrial))),
                List.of());
        Replayed replayed = Replay.replay(
                catalog,
                samoa,
                null,
                List.of(new SubscriptionRow("team", LocalDate.of(2011, 12, 1), null, 1)),
                List.of(),
                List.of(),
                Instant.parse("2011-12-31T00:00:00Z"));
        assertThat(replayed.movements())
                .extracting(Movement::batchId, Movement::kind)
                .containsExactly(
                        tuple("trial:samoa", Kind.ALLOCATED),
                        tuple("trial:samoa", Kind.EXPIRED),
                        tuple("allowance:samoa:2011-12-31", Kind.ALLOCATED));
    }
}
