package io.nightbook.domain.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One accepted row of an account's subscription history: a start, a change, and perhaps an end.
 *
 * @param endsOn the last day, or null
 * @param arrival the order of acceptance over all inputs; of several rows on one day the highest stands
 */
public record SubscriptionRow(
        String planId, LocalDate startsOn, @Nullable LocalDate endsOn, long arrival) {}
