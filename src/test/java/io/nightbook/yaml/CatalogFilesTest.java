package io.nightbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.CreditPackage;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.ExpiryRule;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFilesTest {

    @TempDir
    private Path dir;

    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(dir);
    }

    @Test
    void aRatePerUnitHasPerOneAndSixPlacesUnlessItSaysOtherwise() {
        assertThat(rate("{ per_unit: { credits: 1.5 } }"))
                .isEqualTo(new Rate.PerUnit(BigDecimal.ONE, number("1.5"), Rate.EventRounding.SIX_PLACES));
        assertThat(rate("{ per_unit: { per: 1000, credits: 0.000000001, round: up } }"))
                .isEqualTo(new Rate.PerUnit(number("1000"), number("0.000000001"), Rate.EventRounding.UP_TO_WHOLE));
    }

    @Test
    void aRatePerPackageHasASize() {
        assertThat(rate("{ package: { size: 100, credits: 1 } }"))
                .isEqualTo(new Rate.PerPackage(number("100"), BigDecimal.ONE));
    }

    @Test
    void theLastTierHasNoEnd() {
        assertThat(rate("{ graduated: [ { up_to: 1000, per: 10, credits: 1 }, { credits: 0.8 } ] }"))
                .isEqualTo(new Rate.Graduated(List.of(
                        new Rate.Tier(number("1000"), BigDecimal.TEN, BigDecimal.ONE),
                        new Rate.Tier(null, BigDecimal.ONE, number("0.8")))));
    }

    @Test
    void aSumNamesItsComponents() {
        assertThat(rate("{ sum: { seconds: { credits: 0.02 }, gpu_hours: { per: 2, credits: 12 } } }"))
                .isEqualTo(new Rate.Sum(Map.of(
                        "seconds",
                        new Rate.PerUnit(BigDecimal.ONE, number("0.02"), Rate.EventRounding.SIX_PLACES),
                        "gpu_hours",
                        new Rate.PerUnit(number("2"), number("12"), Rate.EventRounding.SIX_PLACES))));
    }

    @Test
    void aMatchHasAnyRateForACaseAndForItsDefault() {
        assertThat(rate("{ match: { property: model, default: at_cost, cases: "
                        + "{ GPT-4: { graduated: [ { credits: 3 } ] }, 4: none } } }"))
                .isEqualTo(new Rate.Match(
                        "model",
                        Map.of(
                                "GPT-4",
                                new Rate.Graduated(List.of(new Rate.Tier(null, BigDecimal.ONE, number("3")))),
                                "4",
                                new Rate.None()),
                        new Rate.AtCost()));
    }

    @Test
    void aMeterCanBeCountedOnlyOrPassedThroughAtCost() {
        assertThat(rate("none")).isEqualTo(new Rate.None());
        assertThat(rate("at_cost")).isEqualTo(new Rate.AtCost());
    }

    @Test
    void datedRatesComeOutByDateHoweverTheyStandInTheFile() {
        Meter meter = Objects.requireNonNull(folder.catalog("""
                        meters:
                          - id: search
                            category: WebSearch
                            rates:
                              - { from: 2026-10-15, rate: none }
                              - { from: 2026-01-01, rate: at_cost }
                        """).meter("search"));
        assertThat(meter.rates())
                .containsExactly(
                        new Meter.DatedRate(LocalDate.of(2026, 1, 1), new Rate.AtCost()),
                        new Meter.DatedRate(LocalDate.of(2026, 10, 15), new Rate.None()));
    }

    @Test
    void aPackageNeverExpiresUnlessItSaysSo() {
        assertThat(pack("credits: 1000, price: { USD: 49.00, JPY: 7350 }"))
                .isEqualTo(new CreditPackage(
                        "p",
                        Credits.of(1000),
                        Map.of("USD", number("49.00"), "JPY", number("7350")),
                        Credits.ZERO,
                        new ExpiryRule.Never(),
                        null,
                        Set.of(),
                        0));
    }

    @Test
    void aPackageOfCustomSizeHasAUnitPriceAndAMinimum() {
        CreditPackage pack = pack("unit_price: { USD: 0.045 }, minimum: 2000, expires: { through: 2027-12-31 }");
        assertThat(pack.isCustomSize()).isTrue();
        assertThat(pack.prices()).isEqualTo(Map.of("USD", number("0.045")));
        assertThat(pack.minimum()).isEqualTo(Credits.of(2000));
        assertThat(pack.expires()).isEqualTo(new ExpiryRule.Through(LocalDate.of(2027, 12, 31)));
    }

    @Test
    void aPackageCanHaveABonusCategoriesAndAPriority() {
        CreditPackage pack = pack("credits: 5, price: { USD: 1 }, bonus: { credits: 0.5, expires: cycle_end }, "
                + "categories: [LLM], priority: -1");
        assertThat(pack.bonus()).isEqualTo(new CreditPackage.Bonus(Credits.of("0.5"), new ExpiryRule.CycleEnd()));
        assertThat(pack.categories()).containsExactly("LLM");
        assertThat(pack.priority()).isEqualTo(-1);
    }

    @Test
    void aPeriodEndsAfterItsLastDayOrAtTheInstant() {
        assertThat(pack("credits: 5, price: {}, expires: { after: P1Y }").expires())
                .isEqualTo(new ExpiryRule.After(Period.ofYears(1), ExpiryRule.Boundary.DAY));
        assertThat(pack("credits: 5, price: {}, expires: { after: P2W, boundary: instant }")
                        .expires())
                .isEqualTo(new ExpiryRule.After(Period.ofDays(14), ExpiryRule.Boundary.INSTANT));
        assertThat(pack("credits: 5, price: {}, expires: never").expires()).isEqualTo(new ExpiryRule.Never());
    }

    @Test
    void aPlanVersionNeedsOnlyItsDate() {
        assertThat(version(""))
                .isEqualTo(new PlanVersion(
                        "pro",
                        LocalDate.of(2026, 1, 1),
                        Map.of(),
                        Credits.ZERO,
                        CreditClass.PAID,
                        null,
                        new Overage.Pause(),
                        PlanVersion.Proration.DAY,
                        PlanVersion.AnchorKind.CALENDAR,
                        null,
                        Period.ZERO));
    }

    @Test
    void aPlanVersionCanSayEverything() {
        assertThat(version(", fee: { USD: 199.00 }, allowance: { credits: 5000, class: free }, rollover: { cycles: 3, "
                        + "percent: 12.5, max_per_cycle: 50, max_total: 70 }, overage: { bill: { USD: 0.012 } }, "
                        + "proration: none, anchor: anniversary, trial: { days: 14, credits: 50 }, grace: P3D"))
                .isEqualTo(new PlanVersion(
                        "pro",
                        LocalDate.of(2026, 1, 1),
                        Map.of("USD", number("199.00")),
                        Credits.of(5000),
                        CreditClass.FREE,
                        new PlanVersion.Rollover(3, number("12.5"), Credits.of(50), Credits.of(70)),
                        new Overage.Bill(Map.of("USD", number("0.012"))),
                        PlanVersion.Proration.NONE,
                        PlanVersion.AnchorKind.ANNIVERSARY,
                        new PlanVersion.Trial(14, Credits.of(50)),
                        Period.ofDays(3)));
    }

    @Test
    void aRolloverCarriesAllUnlessItSaysOtherwise() {
        assertThat(version(", rollover: { cycles: 1 }").rollover())
                .isEqualTo(new PlanVersion.Rollover(1, number("100"), null, null));
        assertThat(version(", rollover: none").rollover()).isNull();
    }

    @Test
    void anOveragePausesOrBorrowsWithOrWithoutALimit() {
        assertThat(version(", overage: pause").overage()).isEqualTo(new Overage.Pause());
        assertThat(version(", overage: borrow").overage()).isEqualTo(new Overage.Borrow(null));
        assertThat(version(", overage: { borrow: { limit: 500 } }").overage())
                .isEqualTo(new Overage.Borrow(Credits.of(500)));
    }

    @Test
    void planVersionsComeOutByDateHoweverTheyStandInTheFile() {
        Catalog catalog =
                folder.catalog("plans: [ { id: pro, versions: [ { from: 2026-04-01 }, { from: 2026-01-01 } ] } ]");
        assertThat(Objects.requireNonNull(catalog.plan("pro")).versions())
                .extracting(PlanVersion::from)
                .containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1));
    }

    @Test
    void theDrawdownOrderIsAListOfWordsInWhichSourceCanHaveAnOrderOfItsOwn() {
        Catalog catalog = folder.catalog("drawdown: [expiry, restricted, { source: [top_up, grant] }]");
        assertThat(catalog.drawdown())
                .isEqualTo(new Drawdown(
                        List.of(Drawdown.Key.EXPIRY, Drawdown.Key.RESTRICTED, Drawdown.Key.SOURCE),
                        List.of(Source.TOP_UP, Source.GRANT)));
    }

    @Test
    void anEmptyFileIsACatalogOfNothingWithTheDefaultOrder() {
        Catalog catalog = folder.catalog("# nothing is sold yet\n");
        assertThat(catalog.name()).isEqualTo("catalog");
        assertThat(catalog.drawdown()).isEqualTo(Drawdown.DEFAULT);
        assertThat(catalog.meters()).isEmpty();
        assertThat(catalog.alerts()).isEmpty();
    }

    @Test
    void aKeyWithoutAValueCountsAsAbsent() {
        assertThat(folder.catalog("catalog:\nplans: null\nalerts: ~\n").plans()).isEmpty();
    }

    @Test
    void alertsComeOutInAscendingOrder() {
        assertThat(folder.catalog("alerts: [100, 50, 80, 50]").alerts()).containsExactly(50, 80, 100);
    }

    @Test
    void filesAreMergedInTheOrderOfTheirNames() {
        folder.write("b.yml", "meters: [ { id: second, category: LLM, rate: none } ]");
        folder.write("c.json", "{\"meters\": [{\"id\": \"third\", \"category\": \"LLM\", \"rate\": \"none\"}]}");
        folder.write("notes.txt", "not: [read");
        folder.write(".hidden.yaml", "not: [read");
        Catalog catalog = folder.catalog("""
                catalog: ai-engine
                meters: [ { id: first, category: Agents, rate: none } ]
                packages: [ { id: p, credits: 1, price: {}, categories: [LLM] } ]
                """);
        assertThat(catalog.name()).isEqualTo("ai-engine");
        assertThat(catalog.meters()).extracting(Meter::id).containsExactly("first", "second", "third");
        assertThat(catalog.creditPackage("p")).isNotNull();
    }

    @Test
    void jsonMayBeIndentedByTabsAndEscapeItsSlashes() {
        folder.write("ai.json", "{\n\t\"catalog\": \"a\\/b \\\\/ \\u00e9 \\ud83d\\ude00\"\n}\n");
        assertThat(CatalogFiles.readDirectory(dir).name()).isEqualTo("a/b \\/ \u00e9 \ud83d\ude00");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoMistake() {
        assertThat(folder.catalog("\ufeffcatalog: x\r\nalerts: [50]\r\n").alerts())
                .containsExactly(50);
    }

    @Test
    void numbersAreReadFromTheirTextWithoutLosingADigit() {
        assertThat(rate("{ per_unit: { per: 999999999999999.123456789, credits: 0.1 } }"))
                .isEqualTo(new Rate.PerUnit(
                        number("999999999999999.123456789"), number("0.1"), Rate.EventRounding.SIX_PLACES));
        assertThat(rate("{ package: { size: 1e3, credits: \"1.50\" } }"))
                .isEqualTo(new Rate.PerPackage(number("1000"), number("1.50")));
        assertThat(rate("{ package: { size: 10, credits: 1e-05 } }"))
                .isEqualTo(new Rate.PerPackage(number("10"), number("0.00001")));
    }

    @Test
    void zerosAtTheEndAreNoPlaces() {
        CreditPackage pack = pack("credits: 1.50000000, price: { USD: 49.0000, JPY: 5.00 }");
        assertThat(pack.credits()).isEqualTo(Credits.of("1.5"));
        assertThat(pack.prices()).isEqualTo(Map.of("USD", number("49.0000"), "JPY", number("5.00")));
    }

    private Rate rate(String text) {
        Meter meter = folder.catalog("meters: [ { id: m, category: LLM, rate: " + text + " } ]")
                .meters()
                .get(0);
        assertThat(meter.rates().get(0).from()).isNull();
        return meter.rates().get(0).rate();
    }

    private CreditPackage pack(String text) {
        return folder.catalog("meters: [ { id: m, category: LLM, rate: none } ]\npackages: [ { id: p, " + text + " } ]")
                .packages()
                .get(0);
    }

    private PlanVersion version(String text) {
        return folder.catalog("plans: [ { id: pro, versions: [ { from: 2026-01-01" + text + " } ] } ]")
                .plans()
                .get(0)
                .versions()
                .get(0);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
