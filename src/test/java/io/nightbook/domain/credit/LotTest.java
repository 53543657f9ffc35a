package io.nightbook.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.money.Credits;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LotTest {

    private static Lot lot(String allocated, long value) {
        return new Lot(batch(allocated, value, Set.of()), Credits.ZERO);
    }

    private static CreditBatch batch(String allocated, long value, Set<String> categories) {
        return new CreditBatch(
                "pack",
                new CreditBatch.Kind(CreditClass.PAID, Source.TOP_UP, 0, categories),
                Credits.of(allocated),
                value,
                new CreditBatch.Span(Instant.EPOCH, Instant.EPOCH, null, End.FIXED),
                Charge.NONE,
                null,
                null,
                1);
    }

    @Test
    void theWorthOfWhatIsGoneIsTheRoundedShareOfTheWhole() {
        Lot whole = lot("155", 3100);
        Lot used = whole.less(Credits.of(55));
        assertThat(whole.valueGone()).isZero();
        assertThat(used.valueGone()).isEqualTo(1100);
        assertThat(used.remaining()).isEqualTo(Credits.of(100));
        assertThat(used.less(Credits.of(50)).valueGone()).isEqualTo(2100);
        assertThat(used.less(Credits.of(100)).valueGone()).isEqualTo(3100);
    }

    @Test
    void threeEqualThirdsOfACentAreWorthNothingACentAndNothing() {
        Lot lot = lot("3", 1);
        long[] gone = new long[3];
        for (int i = 0; i < 3; i++) {
            lot = lot.less(Credits.of(1));
            gone[i] = lot.valueGone();
        }
        assertThat(gone).containsExactly(0, 1, 1);
    }

    @Test
    void howeverABatchIsTakenItsPartsAddUpToItsValue() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            Lot lot =
                    lot(random.nextInt(1, 1_000) + "." + random.nextInt(100_000, 999_999), random.nextLong(1_000_000));
            long sum = 0;
            while (lot.remaining().isPositive()) {
                Credits part = Credits.of(random.nextInt(1, 400) + "." + random.nextInt(1_000_000) % 1_000)
                        .min(lot.remaining());
                Lot after = lot.less(part);
                assertThat(after.valueGone()).isGreaterThanOrEqualTo(lot.valueGone());
                sum += after.valueGone() - lot.valueGone();
                lot = after;
            }
            assertThat(sum).isEqualTo(lot.batch().value());
        }
    }

    @Test
    void noBatchGoesBelowZero() {
        Lot lot = lot("10", 0).less(Credits.of(4));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> lot.less(Credits.of("6.000001")))
                .withMessage("batch pack: 6.000001 taken where 6.000000 remain");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> lot.less(Credits.of(-1)));
        assertThat(lot.less(Credits.of(6)).remaining()).isEqualTo(Credits.ZERO);
    }

    @Test
    void anEmptyBatchIsWorthNothing() {
        assertThat(lot("0", 0).less(Credits.ZERO).valueGone()).isZero();
    }

    @Test
    void aBatchThatIsLimitedPaysForItsCategoriesOnly() {
        assertThat(batch("1", 0, Set.of("LLM")).paysFor("LLM")).isTrue();
        assertThat(batch("1", 0, Set.of("LLM")).paysFor("Voice")).isFalse();
        assertThat(batch("1", 0, Set.of()).paysFor("Voice")).isTrue();
    }

    @Test
    void whatIsFilledInLaterChangesNothingElse() {
        Instant at = Instant.parse("2026-10-05T12:00:00Z");
        CreditBatch batch = batch("1", 7, Set.of("LLM"));
        assertThat(batch.voided(at).voidedAt()).isEqualTo(at);
        assertThat(batch.voided(at).voided(null)).isEqualTo(batch);
        assertThat(batch.paid(at).charge()).isEqualTo(new Charge(null, at));
        assertThat(batch.paid(at).paid(null)).isEqualTo(batch);
        assertThat(batch.effectiveFrom(at).nominalAt()).isEqualTo(Instant.EPOCH);
        assertThat(batch.booked(at, at.plusSeconds(1)).expiresAt()).isEqualTo("2026-10-05T12:00:01Z");
    }
}
