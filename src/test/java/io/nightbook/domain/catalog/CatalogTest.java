package io.nightbook.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.domain.catalog.ExpiryRule.Boundary;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.time.LocalDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final LocalDays BERLIN = new LocalDays(ZoneId.of("Europe/Berlin"));

    private static Catalog catalog(List<Meter> meters, List<Plan> plans) {
        return new Catalog("test", Drawdown.DEFAULT, meters, List.of(), plans, List.of(50, 80, 100));
    }

    private static Meter meter(String id, String category) {
        return new Meter(id, category, List.of(new Meter.DatedRate(null, new Rate.None())));
    }

    private static PlanVersion version(
            String from, Map<String, BigDecimal> fees, Overage overage, Proration proration) {
        return new PlanVersion(
                "team",
                LocalDate.parse(from),
                fees,
                Credits.of(310),
                CreditClass.PAID,
                null,
                overage,
                proration,
                AnchorKind.CALENDAR,
                null,
                Period.ZERO);
    }

    // ---------------------------------------------------------------- what is in it

    @Test
    void metersKeepTheirOrderWhichIsTheOrderInWhichTheyDraw() {
        Catalog catalog = catalog(List.of(meter("z", "LLM"), meter("a", "Voice"), meter("m", "LLM")), List.of());
        assertThat(catalog.meters()).extracting(Meter::id).containsExactly("z", "a", "m");
        assertThat(catalog.orderOf("z")).isZero();
        assertThat(catalog.orderOf("m")).isEqualTo(2);
        assertThat(catalog.categories()).containsExactly("LLM", "Voice");
        assertThat(catalog.alerts()).containsExactly(50, 80, 100);
    }

    @Test
    void aMeterThatLeftTheCatalogButHasUsageIsNamedWithTheRemedy() {
        assertThatExceptionOfType(CatalogGap.class)
                .isThrownBy(() -> catalog(List.of(), List.of()).orderOf("fax"))
                .withMessage("meter fax has usage but is not in the catalog;"
                        + " put it back, with rate: none if it is no longer sold");
    }

    @Test
    void nothingIsDeclaredTwice() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> catalog(List.of(meter("a", "LLM"), meter("a", "Voice")), List.of()))
                .withMessage("a is declared twice");
    }

    @Test
    void whatIsNotSoldIsNull() {
        Catalog catalog = catalog(List.of(), List.of());
        assertThat(catalog.meter("a")).isNull();
        assertThat(catalog.plan("a")).isNull();
        assertThat(catalog.creditPackage("a")).isNull();
    }

    // ---------------------------------------------------------------- since when

    @Test
    void aRateIsInForceFromItsOwnLocalDayOn() {
        Rate two = new Rate.PerUnit(BigDecimal.ONE, BigDecimal.valueOf(2), Rate.EventRounding.SIX_PLACES);
        Rate less = new Rate.PerUnit(BigDecimal.ONE, new BigDecimal("1.5"), Rate.EventRounding.SIX_PLACES);
        Meter search = new Meter(
                "search",
                "WebSearch",
                List.of(
                        new Meter.DatedRate(LocalDate.of(2026, 1, 1), two),
                        new Meter.DatedRate(LocalDate.of(2026, 10, 15), less)));
        assertThat(search.rateOn(LocalDate.of(2025, 12, 31))).isNull();
        assertThat(search.rateOn(LocalDate.of(2026, 1, 1))).isEqualTo(two);
        assertThat(search.rateOn(LocalDate.of(2026, 10, 14))).isEqualTo(two);
        assertThat(search.rateOn(LocalDate.of(2026, 10, 15))).isEqualTo(less);
        assertThat(search.rateOn(LocalDate.of(9998, 12, 31))).isEqualTo(less);
    }

    @Test
    void aRateWithoutADateIsInForceSinceEver() {
        assertThat(meter("a", "LLM").rateOn(LocalDate.of(1970, 1, 1))).isEqualTo(new Rate.None());
    }

    @Test
    void aPlanVersionIsInForceFromItsOwnDayOn() {
        PlanVersion first = version("2026-01-01", Map.of(), new Overage.Pause(), Proration.DAY);
        PlanVersion second = version("2026-07-01", Map.of(), new Overage.Pause(), Proration.DAY);
        Plan plan = new Plan("team", List.of(first, second));
        assertThat(plan.versionOn(LocalDate.of(2025, 12, 31))).isNull();
        assertThat(plan.versionOn(LocalDate.of(2026, 6, 30))).isEqualTo(first);
        assertThat(plan.versionOn(LocalDate.of(2026, 7, 1))).isEqualTo(second);
    }

    @Test
    void aMeterIsCumulativeIfAnyOfItsRatesIsEvenInsideAMatch() {
        Rate tiers = new Rate.Graduated(List.of(new Rate.Tier(null, BigDecimal.ONE, BigDecimal.ONE)));
        Rate match = new Rate.Match("agent", Map.of("a", new Rate.None(), "b", tiers), new Rate.None());
        Rate nested = new Rate.Match("agent", Map.of(), match);
        assertThat(tiers.isCumulative()).isTrue();
        assertThat(match.isCumulative()).isTrue();
        assertThat(nested.isCumulative()).isTrue();
        assertThat(new Rate.Match("agent", Map.of(), new Rate.None()).isCumulative())
                .isFalse();
        assertThat(new Meter(
                                "a",
                                "LLM",
                                List.of(
                                        new Meter.DatedRate(null, new Rate.None()),
                                        new Meter.DatedRate(LocalDate.of(2026, 1, 1), nested)))
                        .isCumulative())
                .isTrue();
        assertThat(meter("a", "LLM").isCumulative()).isFalse();
    }

    // ---------------------------------------------------------------- what it costs

    @Test
    void aFeeIsInMinorUnitsOfTheAccountsCurrencyAndAPlanWithoutOneIsFree() {
        PlanVersion paid =
                version("2026-01-01", Map.of("USD", new BigDecimal("62.00")), new Overage.Pause(), Proration.DAY);
        PlanVersion free = version("2026-01-01", Map.of(), new Overage.Pause(), Proration.DAY);
        assertThat(paid.fee(USD)).isEqualTo(6200);
        assertThat(free.fee(USD)).isZero();
        assertThat(paid.isPricedIn("USD")).isTrue();
        assertThat(paid.isPricedIn("EUR")).isFalse();
        assertThat(free.isPricedIn("EUR")).isTrue();
    }

    @Test
    void aPlanThatBillsMustNameItsPriceInTheCurrencyToo() {
        Overage bill = new Overage.Bill(Map.of("USD", new BigDecimal("0.05")));
        PlanVersion free = version("2026-01-01", Map.of(), bill, Proration.DAY);
        assertThat(free.isPricedIn("USD")).isTrue();
        assertThat(free.isPricedIn("EUR")).isFalse();
        assertThat(new Plan("team", List.of(free)).isPricedIn("EUR")).isFalse();
    }

    @Test
    void aPartOfAMonthIsProratedByDaysUnlessThePlanDoesNot() {
        PlanVersion byDay = version("2026-01-01", Map.of(), new Overage.Pause(), Proration.DAY);
        PlanVersion whole = version("2026-01-01", Map.of(), new Overage.Pause(), Proration.NONE);
        assertThat(byDay.prorated(6200, 15, 30)).isEqualTo(3100);
        assertThat(byDay.prorated(1000, 1, 31)).isEqualTo(32);
        assertThat(byDay.prorated(Credits.of(310), 15, 30)).isEqualTo(Credits.of(155));
        assertThat(byDay.prorated(Credits.of(100), 2, 31)).isEqualTo(Credits.of("6.451613"));
        assertThat(whole.prorated(6200, 15, 30)).isEqualTo(6200);
        assertThat(whole.prorated(Credits.of(310), 1, 30)).isEqualTo(Credits.of(310));
    }

    // ---------------------------------------------------------------- until when

    @Test
    void aPeriodEndsWithItsLastLocalDayOrAtTheVeryInstant() {
        Instant bought = Instant.parse("2026-10-20T22:30:00Z");
        assertThat(new ExpiryRule.After(Period.ofDays(7), Boundary.DAY).expiresAt(bought, BERLIN))
                .isEqualTo("2026-10-28T23:00:00Z");
        assertThat(new ExpiryRule.After(Period.ofDays(7), Boundary.INSTANT).expiresAt(bought, BERLIN))
                .isEqualTo("2026-10-27T23:30:00Z");
    }

    @Test
    void throughADateEndsWhereTheNextLocalDayBegins() {
        assertThat(new ExpiryRule.Through(LocalDate.of(2027, 12, 31)).expiresAt(Instant.EPOCH, BERLIN))
                .isEqualTo("2027-12-31T23:00:00Z");
    }

    @Test
    void neverHasNoEndAndTheEndOfACycleIsNotKnownHere() {
        assertThat(new ExpiryRule.Never().expiresAt(Instant.EPOCH, BERLIN)).isNull();
        assertThat(new ExpiryRule.CycleEnd().expiresAt(Instant.EPOCH, BERLIN)).isNull();
    }

    @Test
    void onlyTheFirstFourSourcesAreDerived() {
        assertThat(Source.values())
                .filteredOn(Source::isDerived)
                .containsExactly(Source.ALLOWANCE, Source.ROLLOVER, Source.TRIAL, Source.BONUS);
        assertThat(Source.TOP_UP.word()).isEqualTo("top_up");
        assertThat(CreditClass.FREE.word()).isEqualTo("free");
    }
}
