package io.nightbook.domain.usage;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a meter with tiers: what it is worth depends on what was used before it in the cycle that bears it.
 *
 * @param bearsOn its own local day, or the start of the cycle that bears it
 * @param day its own local day, by which it is rated
 * @param meter the meter's place in the catalog
 * @param rated what it was rated with so far, or null
 * @param properties agent, project, activity and further ones, by name
 */
public record TieredEvent(
        String eventId,
        LocalDate bearsOn,
        Timing timing,
        Instant occurredAt,
        LocalDate day,
        int meter,
        BigDecimal quantity,
        @Nullable Credits rated,
        Map<String, String> properties) {}
