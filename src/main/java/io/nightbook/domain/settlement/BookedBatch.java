package io.nightbook.domain.settlement;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.money.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the books hold of a batch, as far as a replay may change it; {@code effectiveAt} is null until it is booked. */
public record BookedBatch(
        CreditClass creditClass,
        Credits allocated,
        Instant nominalAt,
        @Nullable Instant effectiveAt,
        @Nullable Instant expiresAt,
        long value,
        @Nullable String originId) {

    public static BookedBatch of(CreditBatch batch) {
        return new BookedBatch(
                batch.creditClass(),
                batch.allocated(),
                batch.nominalAt(),
                batch.effectiveAt(),
                batch.expiresAt(),
                batch.value(),
                batch.originId());
    }
}
