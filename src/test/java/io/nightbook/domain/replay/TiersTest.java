package io.nightbook.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TiersTest {

    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

    private static Rate tiers(String first, String rest) {
        return new Rate.Graduated(List.of(
                new Rate.Tier(BigDecimal.valueOf(100), BigDecimal.ONE, new BigDecimal(first)),
                new Rate.Tier(null, BigDecimal.ONE, new BigDecimal(rest))));
    }

    private static final Meter TOKENS = new Meter(
            "tokens",
            "LLM",
            List.of(
                    new Meter.DatedRate(null, tiers("1", "0.5")),
                    new Meter.DatedRate(LocalDate.of(2026, 10, 20), tiers("2", "0.1"))));
    private static final Meter CALLS = new Meter(
            "calls",
            "Voice",
            List.of(new Meter.DatedRate(
                    null, new Rate.Match("agent", Map.of("a", tiers("1", "0.5")), new Rate.None()))));
    private static final Catalog CATALOG =
            new Catalog("tiers", Drawdown.DEFAULT, List.of(TOKENS, CALLS), List.of(), List.of(), List.of());

    private static TieredEvent event(String id, int meter, String at, String quantity) {
        Instant occurredAt = Instant.parse(at);
        LocalDate day = occurredAt.atZone(ZoneOffset.UTC).toLocalDate();
        return new TieredEvent(
                id, day, Timing.IN_TIME, occurredAt, day, meter, new BigDecimal(quantity), null, Map.of());
    }

    private static TieredEvent late(TieredEvent event, LocalDate bearsOn) {
        return new TieredEvent(
                event.eventId(),
                bearsOn,
                Timing.LATE,
                event.occurredAt(),
                event.day(),
                event.meter(),
                event.quantity(),
                null,
                event.properties());
    }

    private static TieredEvent by(String agent, TieredEvent event) {
        return new TieredEvent(
                event.eventId(),
                event.bearsOn(),
                event.timing(),
                event.occurredAt(),
                event.day(),
                event.meter(),
                event.quantity(),
                null,
                Map.of("agent", agent));
    }

    private static List<String> rated(TieredEvent... events) {
        return Tiers.rate(CATALOG, List.of(events), List.of(OCTOBER, NOVEMBER)).entrySet().stream()
                .map(entry -> entry.getKey().eventId() + " " + entry.getValue())
                .toList();
    }

    @Test
    void eventsFillTheTiersInTheOrderOfTimeWhateverTheOrderOfArrival() {
        assertThat(rated(
                        event("c", 0, "2026-10-03T00:00:00Z", "20"),
                        event("a", 0, "2026-10-01T00:00:00Z", "60"),
                        event("b", 0, "2026-10-02T00:00:00Z", "60")))
                .containsExactly("a 60.000000", "b 50.000000", "c 10.000000");
    }

    @Test
    void atOneInstantTheIdsDecideByTheirBytes() {
        assertThat(rated(event("b", 0, "2026-10-02T00:00:00Z", "100"), event("B", 0, "2026-10-02T00:00:00Z", "100")))
                .containsExactly("B 100.000000", "b 50.000000");
    }

    @Test
    void aCycleBeginsWithEmptyTiers() {
        assertThat(rated(event("a", 0, "2026-10-19T00:00:00Z", "150"), event("b", 0, "2026-11-01T00:00:00Z", "100")))
                .containsExactly("a 125.000000", "b 200.000000");
    }

    @Test
    void tiersGoOnOverARateChange() {
        assertThat(rated(event("a", 0, "2026-10-19T23:59:59Z", "90"), event("b", 0, "2026-10-20T00:00:00Z", "30")))
                .containsExactly("a 90.000000", "b 22.000000");
    }

    @Test
    void aLateEventCountsInTheCycleThatBearsItByItsOwnRateAndTime() {
        assertThat(rated(
                        late(event("late", 0, "2026-10-05T00:00:00Z", "80"), NOVEMBER),
                        event("own", 0, "2026-11-02T00:00:00Z", "30")))
                .containsExactly("late 80.000000", "own 41.000000");
    }

    @Test
    void metersAreCountedApart() {
        assertThat(rated(
                        event("a", 0, "2026-10-01T00:00:00Z", "100"),
                        by("a", event("b", 1, "2026-10-02T00:00:00Z", "100"))))
                .containsExactly("a 100.000000", "b 100.000000");
    }

    @Test
    void insideAMatchWhatOtherCasesUsedCountsToo() {
        assertThat(rated(
                        by("b", event("free", 1, "2026-10-01T00:00:00Z", "90")),
                        by("a", event("paid", 1, "2026-10-02T00:00:00Z", "20")),
                        by("", event("none", 1, "2026-10-03T00:00:00Z", "20"))))
                .containsExactly("free 0.000000", "paid 15.000000", "none 0.000000");
    }
}
