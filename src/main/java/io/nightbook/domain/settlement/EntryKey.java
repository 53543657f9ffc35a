package io.nightbook.domain.settlement;

import io.nightbook.domain.credit.Movement;
import java.time.Instant;

/** What entries of the ledger are summed up by. */
public record EntryKey(String batchId, Movement.Kind kind, Instant effectiveAt) {

    public static EntryKey of(Movement movement) {
        return new EntryKey(movement.batchId(), movement.kind(), movement.effectiveAt());
    }
}
