package io.nightbook.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Rate.EventRounding;
import io.nightbook.domain.catalog.RateText;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatingTest {

    private static final Map<String, String> NO_PROPERTIES = Map.of();

    private static BigDecimal d(String text) {
        return new BigDecimal(text);
    }

    private static Rate.PerUnit perUnit(String per, String credits) {
        return new Rate.PerUnit(d(per), d(credits), EventRounding.SIX_PLACES);
    }

    private static Rate.PerUnit roundedUp(String per, String credits) {
        return new Rate.PerUnit(d(per), d(credits), EventRounding.UP_TO_WHOLE);
    }

    private static Rate.Tier tier(@Nullable String upTo, String per, String credits) {
        return new Rate.Tier(upTo == null ? null : d(upTo), d(per), d(credits));
    }

    private static String rated(Rate rate, String quantity) {
        return rated(rate, quantity, "0", NO_PROPERTIES);
    }

    private static String rated(Rate rate, String quantity, String before) {
        return rated(rate, quantity, before, NO_PROPERTIES);
    }

    private static String rated(Rate rate, String quantity, Map<String, String> properties) {
        return rated(rate, quantity, "0", properties);
    }

    private static String rated(Rate rate, String quantity, String before, Map<String, String> properties) {
        return Rating.rate(rate, d(quantity), d(before), properties::get).toString();
    }

    // ---------------------------------------------------------------- per unit

    @Test
    void aThousandTokensAreOneCreditAndPartsOfItAreParts() {
        assertThat(rated(perUnit("1000", "1"), "1234.5")).isEqualTo("1.234500");
        assertThat(rated(perUnit("1000", "0.8"), "1")).isEqualTo("0.000800");
        assertThat(rated(perUnit("1000", "1"), "0")).isEqualTo("0.000000");
    }

    @Test
    void theQuotientIsRoundedOnceAfterTheMultiplication() {
        // a third rounded first would make 0.999999
        assertThat(rated(perUnit("3", "3"), "1")).isEqualTo("1.000000");
        assertThat(rated(perUnit("3", "2"), "1")).isEqualTo("0.666667");
        assertThat(rated(perUnit("7", "1"), "700000")).isEqualTo("100000.000000");
    }

    @Test
    void aHalfMillionthIsRoundedUpWhereBinaryFractionsWouldLoseIt() {
        // the double nearest to 1.0000005 lies below it
        assertThat(rated(perUnit("1", "1"), "1.0000005")).isEqualTo("1.000001");
        assertThat(rated(perUnit("1", "0.1"), "3")).isEqualTo("0.300000");
        assertThat(rated(perUnit("1", "1.1"), "1.1")).isEqualTo("1.210000");
        // 17 digits are more than a double holds
        assertThat(rated(perUnit("1", "1"), "12345678901.234567")).isEqualTo("12345678901.234567");
    }

    @Test
    void roundingUpGoesToWholeCreditsPerEvent() {
        assertThat(rated(roundedUp("1", "1"), "2")).isEqualTo("2.000000");
        assertThat(rated(roundedUp("1", "1"), "2.000000001")).isEqualTo("3.000000");
        assertThat(rated(roundedUp("1000", "1"), "0.000000001")).isEqualTo("1.000000");
        assertThat(rated(roundedUp("1000", "1"), "0")).isEqualTo("0.000000");
        assertThat(rated(roundedUp("3", "3"), "2")).isEqualTo("2.000000");
    }

    // ---------------------------------------------------------------- package

    @Test
    void everyBegunPackageCountsWhole() {
        Rate.PerPackage attributes = new Rate.PerPackage(d("100"), d("1"));
        assertThat(rated(attributes, "250")).isEqualTo("3.000000");
        assertThat(rated(attributes, "200")).isEqualTo("2.000000");
        assertThat(rated(attributes, "200.000000001")).isEqualTo("3.000000");
        assertThat(rated(attributes, "0")).isEqualTo("0.000000");
    }

    @Test
    void packagesAreCountedBeforeTheyArePriced() {
        assertThat(rated(new Rate.PerPackage(d("100"), d("0.333333")), "250")).isEqualTo("0.999999");
        // three times half a millionth, rounded once
        assertThat(rated(new Rate.PerPackage(d("0.1"), d("0.0000005")), "0.3")).isEqualTo("0.000002");
    }

    // ---------------------------------------------------------------- tiers

    private static final Rate TOKENS =
            new Rate.Graduated(List.of(tier("100", "1", "1"), tier("200", "1", "0.5"), tier(null, "1", "0.1")));

    @Test
    void aTierHoldsItsLastUnit() {
        assertThat(rated(TOKENS, "100")).isEqualTo("100.000000");
        assertThat(rated(TOKENS, "1", "99")).isEqualTo("1.000000");
        assertThat(rated(TOKENS, "1", "100")).isEqualTo("0.500000");
        assertThat(rated(TOKENS, "1", "199")).isEqualTo("0.500000");
        assertThat(rated(TOKENS, "1", "200")).isEqualTo("0.100000");
    }

    @Test
    void anEventThatATierSplitsIsTheSumOfItsParts() {
        assertThat(rated(TOKENS, "20", "90")).isEqualTo("15.000000");
        assertThat(rated(TOKENS, "250", "50")).isEqualTo("110.000000");
        assertThat(rated(TOKENS, "0.5", "99.75")).isEqualTo("0.375000");
        assertThat(rated(TOKENS, "0", "100")).isEqualTo("0.000000");
    }

    @Test
    void thePartsOfASplitEventAreRoundedTogether() {
        Rate thirds = new Rate.Graduated(List.of(tier("1", "3", "1"), tier("2", "3", "1"), tier(null, "3", "1")));
        assertThat(rated(thirds, "3")).isEqualTo("1.000000");
        Rate unlike = new Rate.Graduated(List.of(tier("1", "3", "1"), tier(null, "6", "1")));
        assertThat(rated(unlike, "2")).isEqualTo("0.500000");
        // 0.0000004 twice: nothing each, one millionth together
        Rate small = new Rate.Graduated(List.of(tier("1", "1", "0.0000004"), tier(null, "1", "0.0000004")));
        assertThat(rated(small, "2")).isEqualTo("0.000001");
    }

    // ---------------------------------------------------------------- sum

    private static Rate.Sum training() {
        Map<String, Rate.PerUnit> components = new LinkedHashMap<>();
        components.put("seconds", perUnit("1", "0.02"));
        components.put("gigabytes", perUnit("1", "0.5"));
        components.put("gpu_hours", perUnit("1", "12"));
        return new Rate.Sum(components);
    }

    @Test
    void componentsAddUpWhateverTheQuantityIs() {
        assertThat(rated(training(), "999", Map.of("seconds", "90", "gigabytes", "3", "gpu_hours", "0.25")))
                .isEqualTo("6.300000");
    }

    @Test
    void anAbsentOrEmptyComponentIsZero() {
        assertThat(rated(training(), "1", Map.of("gigabytes", "3"))).isEqualTo("1.500000");
        assertThat(rated(training(), "1", Map.of("gigabytes", "3", "seconds", "")))
                .isEqualTo("1.500000");
        assertThat(rated(training(), "1", NO_PROPERTIES)).isEqualTo("0.000000");
    }

    @Test
    void theSumIsRoundedOnceAndNotItsComponents() {
        Rate.Sum thirds = new Rate.Sum(Map.of("a", perUnit("3", "1"), "b", perUnit("3", "1"), "c", perUnit("3", "1")));
        assertThat(rated(thirds, "1", Map.of("a", "1", "b", "1", "c", "1"))).isEqualTo("1.000000");
        Rate.Sum unlike = new Rate.Sum(Map.of("a", perUnit("3", "1"), "b", perUnit("7", "1")));
        // 10 / 21
        assertThat(rated(unlike, "1", Map.of("a", "1", "b", "1"))).isEqualTo("0.476190");
    }

    @Test
    void aComponentThatIsRoundedUpIsSoBeforeItIsAdded() {
        Rate.Sum mixed = new Rate.Sum(Map.of("a", roundedUp("1000", "1"), "b", perUnit("1", "0.25")));
        assertThat(rated(mixed, "1", Map.of("a", "1001", "b", "3"))).isEqualTo("2.750000");
    }

    // ---------------------------------------------------------------- match

    @Test
    void agentProjectAndFurtherPropertiesChooseTheRate() {
        Rate byModel = new Rate.Match("model", Map.of("GPT-4", perUnit("1000", "3")), perUnit("1000", "1"));
        assertThat(rated(byModel, "500", Map.of("model", "GPT-4"))).isEqualTo("1.500000");
        assertThat(rated(byModel, "500", Map.of("model", "gpt-4"))).isEqualTo("0.500000");
        Rate byAgent = new Rate.Match("agent", Map.of("scout", perUnit("1", "2")), new Rate.None());
        assertThat(rated(byAgent, "4", Map.of("agent", "scout"))).isEqualTo("8.000000");
        Rate byProject = new Rate.Match("project", Map.of("free", new Rate.None()), perUnit("1", "1"));
        assertThat(rated(byProject, "4", Map.of("project", "free", "agent", "scout")))
                .isEqualTo("0.000000");
        assertThat(rated(byProject, "4", Map.of("project", "paid"))).isEqualTo("4.000000");
    }

    @Test
    void anAbsentPropertyTakesTheDefaultUnlessEmptyIsACase() {
        assertThat(rated(new Rate.Match("model", Map.of("a", new Rate.None()), perUnit("1", "1")), "2"))
                .isEqualTo("2.000000");
        assertThat(rated(new Rate.Match("model", Map.of("", perUnit("1", "5")), perUnit("1", "1")), "2"))
                .isEqualTo("10.000000");
    }

    @Test
    void tiersInsideAMatchCountTheWholeMeter() {
        Rate match = new Rate.Match("agent", Map.of("a", TOKENS), new Rate.None());
        assertThat(rated(match, "20", "90", Map.of("agent", "a"))).isEqualTo("15.000000");
        assertThat(rated(match, "20", "90", Map.of("agent", "b"))).isEqualTo("0.000000");
    }

    @Test
    void theRateThatAnEventSelectsIsFoundThroughNestedMatches() {
        Rate inner = new Rate.Match("project", Map.of("p", new Rate.AtCost()), new Rate.None());
        Rate outer = new Rate.Match("agent", Map.of("a", inner), perUnit("1", "1"));
        assertThat(Rating.select(outer, Map.of("agent", "a", "project", "p")::get))
                .isEqualTo(new Rate.AtCost());
        assertThat(Rating.select(outer, Map.of("agent", "a")::get)).isEqualTo(new Rate.None());
        assertThat(Rating.select(outer, NO_PROPERTIES::get)).isEqualTo(perUnit("1", "1"));
    }

    // ---------------------------------------------------------------- no credits, too many

    @Test
    void whatIsCountedOnlyOrPassedThroughCostsNoCredits() {
        assertThat(rated(new Rate.None(), "1000000")).isEqualTo("0.000000");
        assertThat(rated(new Rate.AtCost(), "1000000")).isEqualTo("0.000000");
    }

    /** A kind that is added is not free because nobody thought of it: it has to be put in here, and then to be rated. */
    @Test
    void eachKindOfRateIsRatedAndToldInWords() {
        List<Rate> kinds = List.of(
                perUnit("1", "1"),
                new Rate.PerPackage(d("100"), d("1")),
                TOKENS,
                new Rate.Sum(Map.of("seconds", perUnit("1", "1"))),
                new Rate.Match("agent", Map.of(), new Rate.None()),
                new Rate.None(),
                new Rate.AtCost());
        assertThat(kinds.stream().map(Object::getClass).map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rate.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
        for (Rate rate : kinds) {
            assertThat(rated(rate, "1")).endsWith("000");
            assertThat(RatingText.sum(rate, BigDecimal.ONE, BigDecimal.ZERO, NO_PROPERTIES::get))
                    .isNotEmpty();
            assertThat(RateText.of(rate)).isNotEmpty();
        }
    }

    @Test
    void anEventWorthTheBoundOrMoreIsAnOverflow() {
        Rate one = perUnit("1", "1");
        assertThatExceptionOfType(Credits.Overflow.class).isThrownBy(() -> rated(one, "1000000000000000"));
        assertThat(rated(one, "999999999999999.9999994")).isEqualTo("999999999999999.999999");
        Rate packs = new Rate.PerPackage(d("0.000000001"), d("1"));
        assertThatExceptionOfType(Credits.Overflow.class).isThrownBy(() -> rated(packs, "1000001"));
    }
}
