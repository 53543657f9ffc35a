package io.nightbook.domain.replay;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chance that is the same for the same seed. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        random.nextLong();
    }

    /** 0 to {@code sides} - 1. */
    int roll(int sides) {
        return random.nextInt(sides);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    long below(long bound) {
        return Math.floorMod(random.nextLong(), bound);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T of(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    <T> @Nullable T maybe(int chance, Supplier<T> thing) {
        return percent(chance) ? thing.get() : null;
    }

    /** A decimal below {@code bound} with up to {@code places} places; often a short one. */
    BigDecimal decimal(int bound, int places) {
        int used = percent(50) ? 0 : between(0, places);
        return new BigDecimal(random.nextInt(bound)).add(BigDecimal.valueOf(below((long) Math.pow(10, used)), used));
    }
}
