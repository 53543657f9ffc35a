package io.nightbook.domain.replay;

import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cycle of an account and what happened in it so far; immutable.
 *
 * @param firstDay its first local date: its name
 * @param wholeDays the days of the whole month that it is, or is a part of
 * @param version the plan's terms at its start; null where no subscription is in force
 * @param charges lines that are certain already
 * @param overage billed credits that no batch paid, by timing and price
 * @param costs pass-through, by timing and meter
 */
public record RunningCycle(
        LocalDate firstDay,
        Instant from,
        Instant until,
        Kind kind,
        long wholeDays,
        @Nullable PlanVersion version,
        Totals totals,
        List<Charge> charges,
        Map<OverageKey, Credits> overage,
        Map<CostKey, BigDecimal> costs) {

    /** What a cycle is. */
    public enum Kind {
        /** A calendar month, or a part of one, with no subscription. */
        MONTH,
        TRIAL,
        PAID
    }

    /** A price per credit, for usage of this cycle or of closed ones. */
    public record OverageKey(Timing timing, BigDecimal price) implements Comparable<OverageKey> {
        @Override
        public int compareTo(OverageKey other) {
            int byTiming = timing.compareTo(other.timing);
            return byTiming != 0 ? byTiming : price.compareTo(other.price);
        }
    }

    /** A meter (its place in the catalog), for usage of this cycle or of closed ones. */
    public record CostKey(Timing timing, int meter) implements Comparable<CostKey> {
        @Override
        public int compareTo(CostKey other) {
            int byTiming = timing.compareTo(other.timing);
            return byTiming != 0 ? byTiming : Integer.compare(meter, other.meter);
        }
    }

    /** Sums over a cycle, all 0 or more: credits that were allocated, rated, and so on. */
    public record Totals(
            Credits allocated,
            Credits rated,
            Credits consumed,
            Credits uncovered,
            Credits expired,
            Credits rolledOver,
            Credits voided) {

        public static final Totals ZERO = new Totals(
                Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO);

        Totals plus(Movement movement) {
            Credits credits = movement.credits();
            return switch (movement.kind()) {
                case ALLOCATED ->
                    new Totals(allocated.plus(credits), rated, consumed, uncovered, expired, rolledOver, voided);
                case CONSUMED ->
                    new Totals(allocated, rated, consumed.minus(credits), uncovered, expired, rolledOver, voided);
                case ROLLED_OUT ->
                    new Totals(allocated, rated, consumed, uncovered, expired, rolledOver.minus(credits), voided);
                case EXPIRED ->
                    new Totals(allocated, rated, consumed, uncovered, expired.minus(credits), rolledOver, voided);
                case VOIDED ->
                    new Totals(allocated, rated, consumed, uncovered, expired, rolledOver, voided.minus(credits));
            };
        }

        Totals plusUsage(Credits moreRated, Credits moreUncovered) {
            return new Totals(
                    allocated,
                    rated.plus(moreRated),
                    consumed,
                    uncovered.plus(moreUncovered),
                    expired,
                    rolledOver,
                    voided);
        }
    }

    static RunningCycle starting(
            LocalDate firstDay, Instant from, Instant until, Kind kind, long wholeDays, @Nullable PlanVersion version) {
        return new RunningCycle(
                firstDay, from, until, kind, wholeDays, version, Totals.ZERO, List.of(), Map.of(), Map.of());
    }

    RunningCycle with(Totals newTotals) {
        return new RunningCycle(firstDay, from, until, kind, wholeDays, version, newTotals, charges, overage, costs);
    }

    RunningCycle with(Charge charge) {
        if (charge.net() == 0) {
            return this;
        }
        List<Charge> more = new ArrayList<>(charges);
        more.add(charge);
        return new RunningCycle(
                firstDay, from, until, kind, wholeDays, version, totals, List.copyOf(more), overage, costs);
    }

    RunningCycle withOverage(OverageKey key, Credits credits) {
        Map<OverageKey, Credits> more = new TreeMap<>(overage);
        more.merge(key, credits, Credits::plus);
        return new RunningCycle(firstDay, from, until, kind, wholeDays, version, totals, charges, more, costs);
    }

    RunningCycle withCost(CostKey key, BigDecimal cost) {
        Map<CostKey, BigDecimal> more = new TreeMap<>(costs);
        more.merge(key, cost, BigDecimal::add);
        return new RunningCycle(firstDay, from, until, kind, wholeDays, version, totals, charges, overage, more);
    }

    /** The plan at the cycle's start, or empty. */
    public String planId() {
        return version == null ? "" : version.planId();
    }
}
