package io.nightbook.domain.settlement;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;

/** Credits and their worth in minor units, signed as they change a batch. */
public record EntrySum(Credits credits, long value) {

    public static EntrySum of(Movement movement) {
        return new EntrySum(movement.credits(), movement.value());
    }

    public EntrySum plus(EntrySum other) {
        return new EntrySum(credits.plus(other.credits), value + other.value);
    }

    public EntrySum negated() {
        return new EntrySum(credits.negated(), -value);
    }

    public boolean isZero() {
        return credits.isZero() && value == 0;
    }
}
