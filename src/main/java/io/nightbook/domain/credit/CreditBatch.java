package io.nightbook.domain.credit;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.money.Credits;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number of credits added at once, with its terms; what became of it is a {@link Lot}'s business.
 *
 * @param value V, what the credits are worth in minor units of the account's currency
 * @param charge whether its value is an invoice line, and whether that was paid
 * @param voidedAt when its remainder was voided, or null
 * @param originId the batch it came from (a rollover's, a bonus's), or null
 * @param arrival the order of acceptance over all inputs; 0 for batches that the timeline derives
 */
public record CreditBatch(
        String id,
        Kind kind,
        Credits allocated,
        long value,
        Span span,
        Charge charge,
        @Nullable Instant voidedAt,
        @Nullable String originId,
        long arrival) {

    /**
     * What decides when it is drawn, and for what.
     *
     * @param priority lower first
     * @param categories what it is limited to; empty: pays for all
     */
    public record Kind(CreditClass creditClass, Source source, int priority, Set<String> categories) {}

    /**
     * The time in which it can be drawn.
     *
     * @param nominalAt the instant it was given for; periods are reckoned from it
     * @param effectiveAt the instant it is booked at: nominal, or later where that time is closed
     * @param expiresAt the exclusive end, or null for never (or not known yet: see {@code end})
     */
    public record Span(
            Instant nominalAt,
            Instant effectiveAt,
            @Nullable Instant expiresAt,
            End end) {}

    /** What decides the end of a batch. */
    public enum End {
        /** {@code expiresAt}. */
        FIXED,
        /** The end of the cycle in which it is booked. */
        CYCLE
    }

    /**
     * What the batch puts on the invoice of the cycle in which it becomes effective.
     *
     * @param price in minor units, or null for no line
     * @param paidAt when it was paid, or null
     */
    public record Charge(@Nullable Long price, @Nullable Instant paidAt) {
        public static final Charge NONE = new Charge(null, null);
    }

    /** The batch, not booked yet, as it will be: effective at an instant that is open. */
    public CreditBatch effectiveFrom(Instant effective) {
        return with(new Span(nominalAt(), effective, expiresAt(), end()), charge, voidedAt);
    }

    /** The batch as booked: with the instants that the timeline gave it. */
    public CreditBatch booked(Instant effective, @Nullable Instant expires) {
        return with(new Span(nominalAt(), effective, expires, End.FIXED), charge, voidedAt);
    }

    /** The batch with a void filled in (or none). */
    public CreditBatch voided(@Nullable Instant at) {
        return with(span, charge, at);
    }

    /** The batch with its payment filled in (or none). */
    public CreditBatch paid(@Nullable Instant at) {
        return with(span, new Charge(charge.price(), at), voidedAt);
    }

    private CreditBatch with(Span newSpan, Charge newCharge, @Nullable Instant newVoidedAt) {
        return new CreditBatch(id, kind, allocated, value, newSpan, newCharge, newVoidedAt, originId, arrival);
    }

    public boolean paysFor(String category) {
        return kind.categories.isEmpty() || kind.categories.contains(category);
    }

    public CreditClass creditClass() {
        return kind.creditClass;
    }

    public Source source() {
        return kind.source;
    }

    public int priority() {
        return kind.priority;
    }

    public Set<String> categories() {
        return kind.categories;
    }

    public Instant nominalAt() {
        return span.nominalAt;
    }

    public Instant effectiveAt() {
        return span.effectiveAt;
    }

    public @Nullable Instant expiresAt() {
        return span.expiresAt;
    }

    public End end() {
        return span.end;
    }
}
