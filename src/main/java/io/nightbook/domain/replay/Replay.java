package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.usage.RatedUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one idea: an account's books are a fold over its timeline.
 *
 * <p>Pure: no clock, no I/O, the same result for the same arguments. Nightly and month-end call it alike; which of the
 * finished cycles are then closed is decided by the {@code cycle} room.
 */
public final class Replay {

    private Replay() {}

    /**
     * The movements that should stand from the opening state to the as-of instant.
     *
     * @param opening the state to go on from, or null for an account of which nothing is closed
     * @param history all accepted subscription rows, in any order
     * @param batches imported batches and bonuses not ended before the opening, in any order
     * @param usage rated usage from the opening on, by slot, late before in time, then by meter
     * @param asOf boundaries up to and including it happen; usage given must lie before it
     * @throws io.nightbook.domain.money.Credits.Overflow if a sum reaches 10^15 credits
     * @throws io.nightbook.domain.money.Money.Overflow if a sum of money does not fit
     * @throws io.nightbook.domain.catalog.CatalogGap if the catalog lacks what the account needs
     */
    public static Replayed replay(
            Catalog catalog,
            Account account,
            @Nullable AccountState opening,
            List<SubscriptionRow> history,
            List<CreditBatch> batches,
            List<RatedUsage> usage,
            Instant asOf) {
        Inputs inputs = Inputs.of(account, opening, history, batches, usage, asOf);
        return new Timeline(catalog, account, inputs, asOf).walk(opening, firstInstant(account, inputs));
    }

    /** Where a timeline begins: with the first subscription, or the month of an earlier batch or event. */
    private static @Nullable Instant firstInstant(Account account, Inputs inputs) {
        Optional<Instant> start = inputs.rows().stream()
                .map(SubscriptionRow::startsOn)
                .min(LocalDate::compareTo)
                .map(account.days()::startOf);
        Optional<Instant> first = Stream.concat(
                        inputs.pending().stream().map(CreditBatch::effectiveAt),
                        inputs.usage().stream().limit(1).map(RatedUsage::slot))
                .min(Instant::compareTo);
        if (first.isEmpty() || (start.isPresent() && !first.get().isBefore(start.get()))) {
            return start.orElse(null);
        }
        return account.days().startOf(account.days().dateOf(first.get()).withDayOfMonth(1));
    }
}
