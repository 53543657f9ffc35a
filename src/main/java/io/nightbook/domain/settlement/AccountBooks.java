package io.nightbook.domain.settlement;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.TieredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one account that its settlement needs.
 *
 * @param opening a state behind which nothing new reaches back: a checkpoint, or the end of the last closed cycle; null to
 *     begin at the beginning
 * @param subscriptions all accepted rows, in any order
 * @param batches imported batches and bonuses that did not end in closed time, in any order, as they were given
 * @param usage rated usage from the opening on, in any order; of meters with tiers without their credits
 * @param tiered events of meters with tiers that open cycles bear, also those from before the opening: they count
 * @param held batches that the books hold and that did not end in closed time, derived ones too, by id
 * @param entries what is booked from the opening on, without what the end of the last closed cycle booked
 */
public record AccountBooks(
        Account account,
        @Nullable AccountState opening,
        List<SubscriptionRow> subscriptions,
        List<CreditBatch> batches,
        List<RatedUsage> usage,
        List<TieredEvent> tiered,
        Map<String, BookedBatch> held,
        Map<EntryKey, EntrySum> entries) {

    /** These books, with more usage that is only supposed. */
    public AccountBooks supposing(List<TieredEvent> more) {
        List<TieredEvent> all = new ArrayList<>(tiered);
        all.addAll(more);
        return new AccountBooks(account, opening, subscriptions, batches, usage, all, held, entries);
    }
}
