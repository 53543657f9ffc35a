package io.nightbook.domain.report;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What happened to an account's credits in one closed cycle.
 *
 * @param usage by day, meter, agent and project, in this order
 * @param batches all that held or moved credits in the cycle
 * @param endings what lapsed, rolled over or was voided, in the order of time
 */
public record Statement(
        Account account,
        String name,
        ClosedCycle cycle,
        Balance balance,
        List<UsageRow> usage,
        List<BatchStanding> batches,
        List<Ending> endings) {

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

    /** The batch that took over what rolled out of another; empty if there is none. */
    public String carryOf(String originId) {
        return batches.stream()
                .filter(batch -> originId.equals(batch.originId()) && batch.source() == Source.ROLLOVER)
                .map(BatchStanding::id)
                .findFirst()
                .orElse("");
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
