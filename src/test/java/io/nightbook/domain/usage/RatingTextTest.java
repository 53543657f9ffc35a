package io.nightbook.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Rate.EventRounding;
import io.nightbook.domain.catalog.Rate.PerUnit;
import io.nightbook.domain.catalog.Rate.Tier;
import io.nightbook.domain.catalog.RateText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatingTextTest {

    @Test
    void a_rate_per_unit_that_has_an_end() {
        Rate rate = perUnit("1000", "1");
        assertThat(RateText.of(rate)).isEqualTo("1 credit per 1000 units");
        assertThat(sum(rate, "1500", "0", RatingTextTest::nothing)).isEqualTo("1500 x 1 / 1000 = 1.5");
    }

    @Test
    void a_rate_per_unit_that_has_no_end_shows_its_first_digits() {
        assertThat(sum(perUnit("3", "2"), "10", "0", RatingTextTest::nothing))
                .isEqualTo("10 x 2 / 3 = 6.666666666666...");
    }

    @Test
    void more_than_twelve_places_are_all_shown_where_there_is_an_end() {
        assertThat(sum(perUnit("1", "0.000000001"), "0.000000003", "0", RatingTextTest::nothing))
                .isEqualTo("0.000000003 x 0.000000001 = 0.000000000000000003");
    }

    @Test
    void a_rate_rounded_up_names_both_figures() {
        Rate rate = new PerUnit(new BigDecimal("60"), new BigDecimal("2.5"), EventRounding.UP_TO_WHOLE);
        assertThat(RateText.of(rate)).isEqualTo("2.5 credits per 60 units, rounded up to whole credits per event");
        assertThat(sum(rate, "61", "0", RatingTextTest::nothing))
                .isEqualTo("[61 x 2.5 / 60 = 2.541666666666..., up to 3] = 3");
    }

    @Test
    void a_package_counts_what_is_begun() {
        Rate rate = new Rate.PerPackage(new BigDecimal("100"), new BigDecimal("1.5"));
        assertThat(RateText.of(rate)).isEqualTo("1.5 credits per begun 100 units of an event");
        assertThat(sum(rate, "250", "0", RatingTextTest::nothing)).isEqualTo("250 / 100 = 3 begun, x 1.5 = 4.5");
    }

    @Test
    void tiers_split_an_event_by_what_was_used_before_it() {
        Rate rate = new Rate.Graduated(List.of(
                new Tier(new BigDecimal("1000000"), new BigDecimal("1000"), BigDecimal.ONE),
                new Tier(null, new BigDecimal("1000"), new BigDecimal("0.8"))));
        assertThat(RateText.of(rate))
                .isEqualTo("tiers over the cycle: up to 1000000 at 1 credit per 1000 units,"
                        + " beyond at 0.8 credits per 1000 units");
        assertThat(sum(rate, "1500", "999000", RatingTextTest::nothing))
                .isEqualTo("1000 x 1 / 1000 + 500 x 0.8 / 1000 = 1.4 (999000 used before it in the cycle)");
    }

    @Test
    void a_sum_leaves_out_absent_components() {
        Map<String, PerUnit> components = new LinkedHashMap<>();
        components.put("seconds", perUnit("1", "0.02"));
        components.put("gigabytes", perUnit("3", "1"));
        components.put("gpu_hours", perUnit("1", "12"));
        Rate rate = new Rate.Sum(components);
        assertThat(RateText.of(rate))
                .isEqualTo("gigabytes at 1 credit per 3 units + gpu_hours at 12 credits per unit"
                        + " + seconds at 0.02 credits per unit");
        assertThat(sum(rate, "1", "0", Map.of("seconds", "50", "gigabytes", "2")::get))
                .isEqualTo("seconds 50 x 0.02 + gigabytes 2 x 1 / 3 = 1.666666666666...");
        assertThat(sum(rate, "1", "0", RatingTextTest::nothing)).isEqualTo("0");
    }

    @Test
    void a_match_names_the_property_that_selected() {
        Rate rate = new Rate.Match("model", Map.of("GPT-4", perUnit("1", "3")), perUnit("1", "1"));
        assertThat(RateText.of(rate)).isEqualTo("by model: GPT-4 at 3 credits per unit; else 1 credit per unit");
        assertThat(RateText.of(rate, Map.of("model", "GPT-4")::get)).isEqualTo("model GPT-4: 3 credits per unit");
        assertThat(RateText.of(rate, Map.of("model", "odd")::get))
                .isEqualTo("model odd (not listed): 1 credit per unit");
        assertThat(RateText.of(rate, RatingTextTest::nothing)).isEqualTo("model absent: 1 credit per unit");
        assertThat(sum(rate, "2", "0", Map.of("model", "GPT-4")::get)).isEqualTo("2 x 3 = 6");
    }

    @Test
    void what_costs_no_credits_says_so() {
        assertThat(RateText.of(new Rate.None())).isEqualTo("no credits");
        assertThat(RateText.of(new Rate.AtCost())).isEqualTo("at cost");
        assertThat(sum(new Rate.AtCost(), "2", "0", RatingTextTest::nothing)).isEqualTo("0");
    }

    private static @Nullable String nothing(String name) {
        return null;
    }

    private static PerUnit perUnit(String per, String credits) {
        return new PerUnit(new BigDecimal(per), new BigDecimal(credits), EventRounding.SIX_PLACES);
    }

    private static String sum(Rate rate, String quantity, String before, Function<String, @Nullable String> property) {
        return RatingText.sum(rate, new BigDecimal(quantity), new BigDecimal(before), property);
    }
}
