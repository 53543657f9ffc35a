package io.nightbook.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Drawdown.Key;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.money.Credits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrawdownOrderTest {

    private static final Instant EARLY = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-10-01T00:00:00Z");

    private record Terms(
            CreditClass creditClass,
            Source source,
            Instant effective,
            @Nullable Instant expires,
            int priority,
            Set<String> categories) {

        CreditBatch batch(String id) {
            return new CreditBatch(
                    id,
                    new CreditBatch.Kind(creditClass, source, priority, categories),
                    Credits.of(10),
                    0,
                    new CreditBatch.Span(effective, effective, expires, End.FIXED),
                    Charge.NONE,
                    null,
                    null,
                    1);
        }

        Terms with(CreditClass other) {
            return new Terms(other, source, effective, expires, priority, categories);
        }

        Terms from(Source other) {
            return new Terms(creditClass, other, effective, expires, priority, categories);
        }

        Terms effective(Instant other) {
            return new Terms(creditClass, source, other, expires, priority, categories);
        }

        Terms until(@Nullable Instant other) {
            return new Terms(creditClass, source, effective, other, priority, categories);
        }

        Terms of(int other) {
            return new Terms(creditClass, source, effective, expires, other, categories);
        }

        Terms limitedTo(String... other) {
            return new Terms(creditClass, source, effective, expires, priority, Set.of(other));
        }
    }

    private static final Terms PLAIN = new Terms(CreditClass.PAID, Source.TOP_UP, EARLY, LATER, 0, Set.of());

    /** The first is drawn first although its id is the greater one; without the key the ids decide. */
    private static void assertFirst(Key key, Terms first, Terms second) {
        Comparator<CreditBatch> order = DrawdownOrder.of(new Drawdown(List.of(key), Drawdown.DEFAULT_SOURCES));
        CreditBatch z = first.batch("z");
        CreditBatch a = second.batch("a");
        assertThat(order.compare(z, a)).isNegative();
        assertThat(order.compare(a, z)).isPositive();
        List<Key> others = new ArrayList<>(List.of(Key.values()));
        others.remove(key);
        assertThat(DrawdownOrder.of(new Drawdown(others, Drawdown.DEFAULT_SOURCES))
                        .compare(z, a))
                .isPositive();
    }

    @Test
    void theLowerPriorityIsDrawnFirst() {
        assertFirst(Key.PRIORITY, PLAIN.of(-1), PLAIN.of(0));
        assertFirst(Key.PRIORITY, PLAIN.of(Integer.MIN_VALUE), PLAIN.of(Integer.MAX_VALUE));
    }

    @Test
    void whatIsLimitedToCategoriesIsDrawnFirstHoweverManyTheyAre() {
        assertFirst(Key.RESTRICTED, PLAIN.limitedTo("LLM", "Voice"), PLAIN);
        Comparator<CreditBatch> order = DrawdownOrder.of(new Drawdown(List.of(Key.RESTRICTED), List.of()));
        assertThat(order.compare(
                        PLAIN.limitedTo("LLM").batch("z"),
                        PLAIN.limitedTo("LLM", "Voice").batch("a")))
                .isPositive();
    }

    @Test
    void freeIsDrawnBeforePaid() {
        assertFirst(Key.CLASS, PLAIN.with(CreditClass.FREE), PLAIN);
    }

    @Test
    void sourcesAreDrawnInTheirListedOrder() {
        List<Source> listed = Drawdown.DEFAULT_SOURCES;
        for (int i = 1; i < listed.size(); i++) {
            assertFirst(Key.SOURCE, PLAIN.from(listed.get(i - 1)), PLAIN.from(listed.get(i)));
        }
    }

    @Test
    void aSourceThatIsNotListedIsDrawnAfterThoseThatAre() {
        Comparator<CreditBatch> order = DrawdownOrder.of(new Drawdown(List.of(Key.SOURCE), List.of(Source.TOP_UP)));
        assertThat(order.compare(PLAIN.batch("z"), PLAIN.from(Source.TRIAL).batch("a")))
                .isNegative();
        assertThat(order.compare(
                        PLAIN.from(Source.TRIAL).batch("b"),
                        PLAIN.from(Source.GRANT).batch("a")))
                .isPositive();
    }

    @Test
    void whatEndsSoonestIsDrawnFirstAndWhatNeverEndsLast() {
        assertFirst(Key.EXPIRY, PLAIN.until(LATER), PLAIN.until(LATER.plusNanos(1_000)));
        assertFirst(Key.EXPIRY, PLAIN.until(LATER), PLAIN.until(null));
        Comparator<CreditBatch> order = DrawdownOrder.of(new Drawdown(List.of(Key.EXPIRY), List.of()));
        assertThat(order.compare(PLAIN.until(null).batch("z"), PLAIN.until(null).batch("a")))
                .isPositive();
    }

    @Test
    void theOldestIsDrawnFirst() {
        assertFirst(Key.EFFECTIVE, PLAIN.effective(EARLY), PLAIN.effective(LATER));
    }

    @Test
    void theDefaultIsPriorityThenClassThenSourceThenExpiryThenEffectiveThenId() {
        List<CreditBatch> sorted = new ArrayList<>(List.of(
                PLAIN.of(-1).batch("g1"),
                PLAIN.with(CreditClass.FREE).from(Source.GRANT).batch("f1"),
                PLAIN.with(CreditClass.FREE).batch("e1"),
                PLAIN.from(Source.ROLLOVER).until(null).batch("d1"),
                PLAIN.until(LATER).effective(LATER.minusSeconds(1)).batch("c1"),
                PLAIN.until(null).batch("b1"),
                PLAIN.until(null).batch("b2"),
                PLAIN.until(null).effective(LATER).limitedTo("LLM").batch("a1")));
        List<CreditBatch> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(DrawdownOrder.of(Drawdown.DEFAULT));
        assertThat(shuffled).containsExactlyElementsOf(sorted);
    }

    @Test
    void batchesAlikeInAllKeysAreOrderedByTheBytesOfTheirIds() {
        Comparator<CreditBatch> order = DrawdownOrder.of(Drawdown.DEFAULT);
        assertThat(order.compare(PLAIN.batch("\uD83D\uDE00"), PLAIN.batch("\uFF5E")))
                .isPositive();
        assertThat(order.compare(PLAIN.batch("B"), PLAIN.batch("a"))).isNegative();
        assertThat(order.compare(PLAIN.batch("a"), PLAIN.batch("a"))).isZero();
    }

    @Test
    void anyOrderOfTheKeysIsTotal() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<Key> keys = new ArrayList<>(List.of(Key.values()));
            Collections.shuffle(keys, random);
            Comparator<CreditBatch> order = DrawdownOrder.of(
                    new Drawdown(keys.subList(0, random.nextInt(keys.size() + 1)), List.of(Source.GRANT)));
            List<CreditBatch> batches = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Terms terms = PLAIN.of(random.nextInt(2))
                        .with(random.nextBoolean() ? CreditClass.FREE : CreditClass.PAID)
                        .from(Drawdown.DEFAULT_SOURCES.get(random.nextInt(7)))
                        .effective(random.nextBoolean() ? EARLY : LATER)
                        .until(random.nextBoolean() ? null : LATER);
                batches.add((random.nextBoolean() ? terms : terms.limitedTo("LLM")).batch("id" + i));
            }
            batches.sort(order);
            for (int i = 0; i < batches.size(); i++) {
                for (int j = 0; j < batches.size(); j++) {
                    assertThat(Integer.signum(order.compare(batches.get(i), batches.get(j))))
                            .isEqualTo(Integer.compare(i, j));
                }
            }
        }
    }
}
