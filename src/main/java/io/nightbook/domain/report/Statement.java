package io.nightbook.domain.report;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What happened to an account's credits in one closed cycle.
 *
 * @param usage by day, meter, agent and project, in this order
 * @param batches all that held or moved credits in the cycle
 * @param endings what lapsed, rolled over or was voided, in the order of time
 * @param drawn the credits drawn on each local day, where some usage found none; else empty
 */
public record Statement(
        Account account,
        String name,
        ClosedCycle cycle,
        Balance balance,
        List<UsageRow> usage,
        List<BatchStanding> batches,
        List<Ending> endings,
        Map<LocalDate, Credits> drawn) {

    /**
     * A statement that adds up.
     *
     * @throws IllegalStateException if batches, endings or usage are not the cycle's figures
     */
    public Statement {
        check("opening", balance.opening(), batches, BatchStanding::opening);
        check("closing", balance.closing(), batches, BatchStanding::closing);
        check("rated", balance.rated(), usage, UsageRow::credits);
        check("expired", balance.expired(), of(Movement.Kind.EXPIRED, endings), Ending::credits);
        check("rolled out", balance.rolledOut(), of(Movement.Kind.ROLLED_OUT, endings), Ending::credits);
        check("voided", balance.voided(), of(Movement.Kind.VOIDED, endings), Ending::credits);
    }

    private static <T> void check(String figure, Credits expected, List<T> parts, Function<T, Credits> credits) {
        Credits sum = Credits.ZERO;
        for (T part : parts) {
            sum = sum.plus(credits.apply(part));
        }
        if (!sum.equals(expected)) {
            throw new IllegalStateException(figure + ": the cycle says " + expected + ", its parts add up to " + sum);
        }
    }

    private static List<Ending> of(Movement.Kind kind, List<Ending> endings) {
        return endings.stream().filter(ending -> ending.kind() == kind).toList();
    }

    public List<Ending> endings(Movement.Kind kind) {
        return of(kind, endings);
    }

    /** Credits that were bought in the cycle. */
    public Credits bought() {
        return added(batch -> batch.source() == Source.TOP_UP);
    }

    /** Credits that came in the cycle without being bought one by one: the plan's, grants, bonuses; no carry counts. */
    public Credits granted() {
        return added(batch -> batch.source() != Source.TOP_UP && batch.source() != Source.ROLLOVER);
    }

    private Credits added(Predicate<BatchStanding> which) {
        Credits sum = Credits.ZERO;
        for (BatchStanding batch : batches) {
            if (!batch.effectiveAt().isBefore(cycle.from()) && which.test(batch)) {
                sum = sum.plus(batch.allocated());
            }
        }
        return sum;
    }

    /** The first day of the cycle whose usage was worth more than was drawn; none where all was covered. */
    public Optional<LocalDate> ranOutOn() {
        if (!balance.uncovered().isPositive()) {
            return Optional.empty();
        }
        NavigableMap<LocalDate, Credits> days = new TreeMap<>();
        usage.stream()
                .filter(row -> !row.day().isBefore(cycle.firstDay()))
                .forEach(row -> days.merge(row.day(), row.credits(), Credits::plus));
        return days.entrySet().stream()
                .filter(day -> day.getValue().compareTo(drawn.getOrDefault(day.getKey(), Credits.ZERO)) > 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The batch that took over what rolled out of another; empty if there is none. */
    public String carryOf(String originId) {
        return batches.stream()
                .filter(batch -> originId.equals(batch.originId()) && batch.source() == Source.ROLLOVER)
                .map(BatchStanding::id)
                .findFirst()
                .orElse("");
    }

    /** A batch by its id. */
    public Optional<BatchStanding> batch(String id) {
        return batches.stream().filter(batch -> batch.id().equals(id)).findFirst();
    }

    /** What still holds credits and will lapse, the soonest first. */
    public List<BatchStanding> lapsingNext() {
        return batches.stream()
                .filter(batch -> batch.expiresAt() != null && batch.closing().isPositive())
                .sorted(Comparator.comparing((BatchStanding batch) -> Objects.requireNonNull(batch.expiresAt()))
                        .thenComparing(BatchStanding::id, Ids.ORDER))
                .toList();
    }

    /** Usage of closed cycles that this one bears. */
    public List<UsageRow> lateUsage() {
        return usage.stream()
                .filter(row -> row.day().isBefore(cycle.firstDay()))
                .toList();
    }
}
