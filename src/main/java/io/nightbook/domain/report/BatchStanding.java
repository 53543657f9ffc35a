package io.nightbook.domain.report;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.money.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch of credits in a closed cycle.
 *
 * @param effectiveAt when it was added, as booked
 * @param expiresAt the exclusive end, or null for never
 * @param originId the batch it came from (a rollover's, a bonus's), or null
 * @param opening what it held when the cycle began
 * @param closing what it held at the cycle's end, after what lapsed and rolled over there
 */
public record BatchStanding(
        String id,
        CreditClass creditClass,
        Source source,
        Credits allocated,
        Instant effectiveAt,
        @Nullable Instant expiresAt,
        @Nullable String originId,
        Credits opening,
        Credits closing) {}
