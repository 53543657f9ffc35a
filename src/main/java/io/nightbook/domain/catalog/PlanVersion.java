package io.nightbook.domain.catalog;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a plan from a date on; never edited, only followed by a newer version.
 *
 * @param fees per ISO currency, for a whole month; empty: free everywhere
 * @param rollover null: all lapses
 * @param trial null: none
 */
public record PlanVersion(
        String planId,
        LocalDate from,
        Map<String, BigDecimal> fees,
        Credits allowance,
        CreditClass allowanceClass,
        @Nullable Rollover rollover,
        Overage overage,
        Proration proration,
        AnchorKind anchor,
        @Nullable Trial trial,
        Period grace) {

    /** How much of an allowance is carried, and for how many of the following cycles; null caps do not bind. */
    public record Rollover(
            int cycles,
            BigDecimal percent,
            @Nullable Credits maxPerCycle,
            @Nullable Credits maxTotal) {}

    /** Free credits for the first days of an account's first subscription. */
    public record Trial(int days, Credits credits) {}

    /** What happens to rated usage that no batch can pay. */
    public sealed interface Overage {
        /** Recorded and shown, never billed. */
        record Pause() implements Overage {}

        /** Billed at a price per credit, per ISO currency, up to 9 places. */
        record Bill(Map<String, BigDecimal> prices) implements Overage {}

        /** Owed, and repaid by the next batches; beyond the limit (null: none) as pause. */
        record Borrow(@Nullable Credits limit) implements Overage {}
    }

    /** Whether a part of a month is charged and granted as a part. */
    public enum Proration {
        DAY,
        NONE
    }

    public enum AnchorKind {
        CALENDAR,
        ANNIVERSARY
    }

    /** The fee of a whole month in minor units; 0 where the plan is free. */
    public long fee(Currency currency) {
        BigDecimal fee = fees.get(currency.getCurrencyCode());
        return fee == null ? 0 : Money.minorUnits(fee, currency, RoundingMode.HALF_UP);
    }

    /** Whether every price that an account in this currency can need is there. */
    public boolean isPricedIn(String currency) {
        boolean feePriced = fees.isEmpty() || fees.containsKey(currency);
        return feePriced
                && (!(overage instanceof Overage.Bill bill) || bill.prices().containsKey(currency));
    }

    /** A whole month's amount for {@code days} of {@code wholeDays}, HALF_UP; whole where the plan does not prorate. */
    public long prorated(long minor, long days, long wholeDays) {
        return proration == Proration.NONE || days == wholeDays
                ? minor
                : Money.share(minor, BigDecimal.valueOf(days), BigDecimal.valueOf(wholeDays), RoundingMode.HALF_UP);
    }

    /** As {@link #prorated(long, long, long)}, of credits. */
    public Credits prorated(Credits credits, long days, long wholeDays) {
        return proration == Proration.NONE || days == wholeDays
                ? credits
                : credits.share(BigDecimal.valueOf(days), BigDecimal.valueOf(wholeDays));
    }
}
