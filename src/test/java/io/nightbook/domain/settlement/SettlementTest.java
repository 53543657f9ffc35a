package io.nightbook.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
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
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.cycle.ClosingRequest;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.time.LocalDays;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plan of 30.00 for 30 credits a month; replies cost a credit, tokens too, from the third on half a one. */
class SettlementTest {

    static final Account ACME = new Account(1, "acme", Currency.getInstance("USD"), new LocalDays(ZoneOffset.UTC));
    private static final Instant SEPTEMBER_10 = Instant.parse("2026-09-10T04:30:00Z");
    private static final Instant OCTOBER_2 = Instant.parse("2026-10-02T12:00:00Z");
    private static final SubscriptionRow SMALL = new SubscriptionRow("small", LocalDate.of(2026, 9, 1), null, 1);
    private static final Meter REPLIES = meter("replies", new Rate.None());
    private static final Meter TOKENS = meter(
            "tokens",
            new Rate.Graduated(List.of(
                    new Rate.Tier(BigDecimal.valueOf(2), BigDecimal.ONE, BigDecimal.ONE),
                    new Rate.Tier(null, BigDecimal.valueOf(2), BigDecimal.ONE))));
    private static final Catalog CATALOG = catalog("30.00", REPLIES, TOKENS);

    private static Meter meter(String id, Rate rate) {
        return new Meter(id, "Talk", List.of(new Meter.DatedRate(LocalDate.of(2026, 1, 1), rate)));
    }

    private static Catalog catalog(String fee, Meter... meters) {
        PlanVersion small = new PlanVersion(
                "small",
                LocalDate.of(2026, 1, 1),
                Map.of("USD", new BigDecimal(fee)),
                Credits.of(30),
                CreditClass.PAID,
                null,
                new Overage.Pause(),
                Proration.DAY,
                AnchorKind.CALENDAR,
                null,
                Period.ZERO);
        return new Catalog(
                "small",
                Drawdown.DEFAULT,
                List.of(meters),
                List.of(),
                List.of(new Plan("small", List.of(small))),
                List.of());
    }

    static RatedUsage replies(String at, String credits) {
        return new RatedUsage(Instant.parse(at), Timing.IN_TIME, 0, Credits.of(credits), BigDecimal.ZERO);
    }

    private static TieredEvent tokens(String id, String day, long quantity, @Nullable Credits rated) {
        LocalDate date = LocalDate.parse(day);
        return new TieredEvent(
                id,
                date,
                Timing.IN_TIME,
                date.atTime(8, 0).toInstant(ZoneOffset.UTC),
                date,
                1,
                BigDecimal.valueOf(quantity),
                rated,
                Map.of());
    }

    private static AccountBooks books(List<RatedUsage> usage, List<TieredEvent> tiered) {
        return new AccountBooks(ACME, null, List.of(SMALL), List.of(), usage, tiered, Map.of(), Map.of());
    }

    /** The same inputs, once what was settled is booked. */
    private static AccountBooks booked(AccountBooks books, Settled settled, @Nullable AccountState opening) {
        Map<String, BookedBatch> held = new LinkedHashMap<>(books.held());
        settled.added().forEach(batch -> held.put(batch.id(), BookedBatch.of(batch)));
        Map<EntryKey, EntrySum> entries = new LinkedHashMap<>(books.entries());
        settled.entries().forEach(entry -> entries.merge(EntryKey.of(entry), EntrySum.of(entry), EntrySum::plus));
        return new AccountBooks(
                ACME, opening, books.subscriptions(), books.batches(), books.usage(), books.tiered(), held, entries);
    }

    static Settled settled(AccountBooks books, Instant asOf, @Nullable Instant closesAt) {
        return (Settled) Settlement.of(CATALOG, books, asOf, closesAt == null ? null : ClosingRequest.of(closesAt));
    }

    // ---------------------------------------------------------------- settled

    @Test
    void aFirstNightBooksWhatStandsAndTheNextOneOnlyWhatIsNew() {
        AccountBooks books = books(List.of(replies("2026-09-03T00:00:00Z", "4")), List.of());
        Settled first = settled(books, SEPTEMBER_10, null);

        assertThat(first.entries())
                .extracting(Movement::kind, Movement::credits, Movement::value)
                .containsExactly(
                        tuple(Kind.ALLOCATED, Credits.of(30), 3000L), tuple(Kind.CONSUMED, Credits.of(-4), -400L));
        assertThat(first.added()).hasSize(1);
        assertThat(first.next().kept()).containsExactly("allowance:acme:2026-09-01");
        assertThat(first.next().closeAt()).isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));

        Settled again = settled(booked(books, first, null), SEPTEMBER_10, null);
        assertThat(again.entries()).isEmpty();
        assertThat(again.added()).isEmpty();
        assertThat(again.changed()).isEmpty();

        AccountBooks more =
                books(List.of(replies("2026-09-03T00:00:00Z", "4"), replies("2026-09-04T00:00:00Z", "1")), List.of());
        Settled next = settled(booked(more, first, null), SEPTEMBER_10, null);
        assertThat(next.entries())
                .extracting(Movement::effectiveAt, Movement::credits)
                .containsExactly(tuple(Instant.parse("2026-09-04T00:00:00Z"), Credits.of(-1)));
    }

    @Test
    void onlyACloseMakesACycleFinalAndDropsTheBatchesThatEndedInIt() {
        AccountBooks books = books(List.of(replies("2026-09-03T00:00:00Z", "4")), List.of());
        Settled night = settled(books, SEPTEMBER_10, null);
        AccountBooks then = booked(books, night, null);

        Settled open = settled(then, OCTOBER_2, null);
        assertThat(open.closed()).isEmpty();
        assertThat(open.ended()).hasSize(1);
        assertThat(open.next().dropped()).isEmpty();

        Settled closed = settled(then, OCTOBER_2, OCTOBER_2);
        assertThat(closed.entries()).isEqualTo(open.entries());
        assertThat(closed.closed()).hasSize(1);
        assertThat(closed.ended()).isEmpty();
        assertThat(closed.next().dropped()).containsExactly("allowance:acme:2026-09-01");
        assertThat(closed.next().kept()).containsExactly("allowance:acme:2026-10-01");
        assertThat(Objects.requireNonNull(closed.next().closed()).at())
                .isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));
    }

    @Test
    void tiersAreRatedOverTheCycleAndOnlyWhatChangedIsReported() {
        AccountBooks books = books(
                List.of(),
                List.of(
                        tokens("late", "2026-09-02", 1, null),
                        tokens("first", "2026-09-03", 2, Credits.of(2)),
                        tokens("last", "2026-09-04", 4, Credits.of(2))));
        Settled settled = settled(books, SEPTEMBER_10, null);
        Map<String, String> rerated = new LinkedHashMap<>();
        settled.rerated().forEach((event, credits) -> rerated.put(event.eventId(), credits.toString()));
        assertThat(rerated).isEqualTo(Map.of("late", "1.000000", "first", "1.500000"));
    }

    // ---------------------------------------------------------------- parked

    private static Parked parked(Catalog catalog, AccountBooks books) {
        return (Parked) Settlement.of(catalog, books, SEPTEMBER_10, null);
    }

    @Test
    void aSumThatIsTooLargeParks() {
        AccountBooks books = books(
                List.of(
                        replies("2026-09-03T00:00:00Z", "600000000000000"),
                        replies("2026-09-04T00:00:00Z", "400000000000000")),
                List.of());
        assertThat(parked(CATALOG, books))
                .isEqualTo(new Parked(
                        Parked.Reason.OUT_OF_RANGE,
                        "a sum of its credits is out of range: 1000000000000000.000000 credits: absolute values must"
                                + " lie below 10^15; void the event that is too large, or give batches as large as these"
                                + " to accounts of their own"));
        assertThat(parked(catalog("92233720368547758.08", REPLIES), books(List.of(), List.of())))
                .isEqualTo(new Parked(
                        Parked.Reason.OUT_OF_RANGE,
                        "a sum of its money is out of range: 9223372036854775808 minor units: amounts must lie below"
                                + " 2^63; void the event that is too large, or mend the price that is too high"));
    }

    @Test
    void whatTheCatalogLacksParks() {
        Catalog without = new Catalog("none", Drawdown.DEFAULT, List.of(REPLIES), List.of(), List.of(), List.of());
        assertThat(parked(without, books(List.of(), List.of())).reason()).isEqualTo(Parked.Reason.CATALOG_GAP);
        assertThat(parked(CATALOG, books(List.of(), List.of(tokens("old", "2025-12-31", 1, null)))))
                .isEqualTo(new Parked(
                        Parked.Reason.CATALOG_GAP,
                        "meter tokens has usage on 2025-12-31 but no rate in force then; put it back: rates in use are"
                                + " never removed"));
    }

    @Test
    void entriesOfABatchThatIsNotThereParkTheAccountWithItsName() {
        EntryKey lost = new EntryKey("gone", Kind.CONSUMED, SEPTEMBER_10);
        AccountBooks books = new AccountBooks(
                ACME,
                null,
                List.of(SMALL),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(lost, new EntrySum(Credits.of(-1), 0)));
        assertThat(parked(CATALOG, books))
                .isEqualTo(new Parked(
                        Parked.Reason.LOST_BATCH, "batch gone is booked on, but ended in closed time or is not there"));
    }

    // ---------------------------------------------------------------- faults of the program

    @Test
    void aFaultOfTheProgramIsThrownAndParksNobody() {
        AccountBooks night = books(List.of(), List.of());
        AccountState state =
                Objects.requireNonNull(settled(night, SEPTEMBER_10, null).next().checkpoint());
        List<Lot> twice = new ArrayList<>(state.lots());
        twice.addAll(state.lots());
        AccountState broken = new AccountState(
                state.at(),
                state.phase(),
                state.seen(),
                state.standing(),
                state.cycle(),
                twice,
                state.debts(),
                state.lastRowOn(),
                state.feeBilled(),
                state.ended());
        AccountBooks books =
                new AccountBooks(ACME, broken, List.of(SMALL), List.of(), List.of(), List.of(), Map.of(), Map.of());
        assertThatIllegalStateException()
                .isThrownBy(() -> Settlement.of(CATALOG, books, OCTOBER_2, null))
                .withMessage("batch allowance:acme:2026-09-01 is booked twice");

        TieredEvent nowhere = tokens("nowhere", "2026-09-03", 1, null);
        AccountBooks later = new AccountBooks(
                ACME,
                settled(night, OCTOBER_2, OCTOBER_2).next().closed(),
                List.of(SMALL),
                List.of(),
                List.of(),
                List.of(nowhere),
                Map.of(),
                Map.of());
        assertThatNullPointerException()
                .isThrownBy(() -> Settlement.of(CATALOG, later, OCTOBER_2, null))
                .withMessage("no open cycle bears nowhere");
    }
}
