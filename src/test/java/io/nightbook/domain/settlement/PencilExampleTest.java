package io.nightbook.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.Replayed;
import io.nightbook.domain.usage.RatedUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The example by which the package of the replay explains its words, night for night. */
class PencilExampleTest {

    private static final RatedUsage FIRST = SettlementTest.replies("2026-09-03T00:00:00Z", "2");
    private static final RatedUsage SECOND = SettlementTest.replies("2026-09-12T00:00:00Z", "4");
    private static final CreditBatch PACK = batch("pack", 10, "2026-09-25T00:00:00Z", 2);
    private static final CreditBatch GIFT = batch("gift", 5, "2026-09-20T00:00:00Z", 3);
    private static final Instant MIDNIGHT_OF_1_OCTOBER = Instant.parse("2026-10-01T00:00:00Z");

    private static CreditBatch batch(String id, long credits, String from, long arrival) {
        return new CreditBatch(
                id,
                new CreditBatch.Kind(CreditClass.FREE, Source.GRANT, 0, Set.of()),
                Credits.of(credits),
                0,
                new CreditBatch.Span(Instant.parse(from), Instant.parse(from), null, CreditBatch.End.FIXED),
                CreditBatch.Charge.NONE,
                null,
                null,
                arrival);
    }

    private static Settled settled(
            @Nullable AccountState opening,
            List<RatedUsage> usage,
            Map<String, BookedBatch> held,
            String asOf,
            @Nullable String closesAt,
            CreditBatch... batches) {
        SubscriptionRow small = new SubscriptionRow("small", LocalDate.of(2026, 9, 10), null, 1);
        AccountBooks books = new AccountBooks(
                SettlementTest.ACME, opening, List.of(small), List.of(batches), usage, List.of(), held, Map.of());
        return SettlementTest.settled(books, Instant.parse(asOf), closesAt == null ? null : Instant.parse(closesAt));
    }

    @Test
    void untilItsStartHasComeASubscriptionIsHiddenAndItsMonthIsNotKeptForItWillBeCut() {
        Settled night = settled(null, List.of(FIRST), Map.of(), "2026-09-05T04:30:00Z", null);
        assertThat(Objects.requireNonNull(night.replayed().current()).until()).isEqualTo(MIDNIGHT_OF_1_OCTOBER);
        assertThat(night.next().nextAt()).isEqualTo(Instant.parse("2026-09-10T00:00:00Z"));
        assertThat(night.next().checkpoint()).isNull();
    }

    @Test
    void inTheNightOfThe15thTheMonthIsCutTheAllowanceFreshAndThePackHidden() {
        Settled night = settled(null, List.of(FIRST, SECOND), Map.of(), "2026-09-15T04:30:00Z", null, PACK);
        Replayed.Finished cut = night.ended().get(0);
        assertThat(cut.cycle().until()).isEqualTo(Instant.parse("2026-09-10T00:00:00Z"));
        assertThat(cut.cycle().totals().uncovered()).isEqualTo(Credits.of(2));
        assertThat(night.added())
                .singleElement()
                .satisfies(
                        allowance -> assertThat(allowance.id() + " " + allowance.allocated() + " " + allowance.value())
                                .isEqualTo("allowance:acme:2026-09-10 21.000000 2100"));
        assertThat(night.entries().get(1).value()).isEqualTo(-400);
        assertThat(night.replayed().live()).extracting(Lot::remaining).containsExactly(Credits.of(17));
        AccountState checkpoint = Objects.requireNonNull(night.next().checkpoint());
        assertThat(checkpoint.at()).isEqualTo(Instant.parse("2026-09-15T00:00:00Z"));
        assertThat(checkpoint.seen()).isEqualTo(2);
        assertThat(night.next().nextAt()).isEqualTo(PACK.nominalAt());
    }

    @Test
    void theMonthEndSettlesWhatEndedInClosedTimeAndWhatComesForItLaterIsLate() {
        Settled night = settled(null, List.of(FIRST, SECOND), Map.of(), "2026-09-15T04:30:00Z", null, PACK);
        Map<String, BookedBatch> held =
                Map.of("allowance:acme:2026-09-10", BookedBatch.of(night.added().get(0)));
        String monthEnd = "2026-10-02T12:00:00Z";
        Settled close = settled(null, List.of(FIRST, SECOND), held, monthEnd, monthEnd, PACK);
        assertThat(close.closed()).hasSize(2);
        assertThat(close.closed().get(1).cycle().totals().expired()).isEqualTo(Credits.of(17));
        assertThat(close.next().dropped()).containsExactly("allowance:acme:2026-09-10");
        assertThat(close.next().kept()).contains("allowance:acme:2026-10-01");
        AccountState end = Objects.requireNonNull(close.next().closed());
        assertThat(end.at()).isEqualTo(MIDNIGHT_OF_1_OCTOBER);
        assertThat(end.seen()).isEqualTo(2);
        assertThat(end.lots())
                .singleElement()
                .satisfies(lot ->
                        assertThat(lot.batch().id() + " " + lot.remaining()).isEqualTo("pack 10.000000"));

        Settled later = settled(end, List.of(), Map.of(), "2026-10-06T04:30:00Z", null, PACK, GIFT);
        assertThat(later.added()).extracting(CreditBatch::id).containsExactly("allowance:acme:2026-10-01", "gift");
        assertThat(later.added().get(1).effectiveAt()).isEqualTo(MIDNIGHT_OF_1_OCTOBER);
    }
}
