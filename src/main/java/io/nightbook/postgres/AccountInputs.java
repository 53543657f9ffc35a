package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.cycle.ClosingRequest;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.settlement.AccountBooks;
import io.nightbook.domain.settlement.BookedBatch;
import io.nightbook.domain.settlement.EntryKey;
import io.nightbook.domain.settlement.EntrySum;
import io.nightbook.domain.settlement.Parked;
import io.nightbook.domain.settlement.Settlement;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.TieredEvent;
import io.nightbook.postgres.WorkStore.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account's books as they are read, with the numbers of its batches; or why they cannot be. */
public final class AccountInputs {

    private final Work work;
    final List<SubscriptionRow> subscriptions = new ArrayList<>();
    final List<CreditBatch> batches = new ArrayList<>();
    final Map<String, BookedBatch> held = new LinkedHashMap<>();
    final Map<String, Long> numbers = new LinkedHashMap<>();
    final RolledUp rolledUp = new RolledUp();
    final List<RatedUsage> usage = new ArrayList<>();
    final List<TieredEvent> tiered = new ArrayList<>();
    final Map<EntryKey, EntrySum> entries = new LinkedHashMap<>();
    private @Nullable AccountState opening;
    private @Nullable Parked flaw;

    AccountInputs(Work work) {
        this.work = work;
    }

    void open(@Nullable AccountState state) {
        opening = state;
    }

    /** Notes what cannot be read; of several, always the same one is told. */
    void spoil(Parked found) {
        flaw = flaw == null || found.detail().compareTo(flaw.detail()) < 0 ? found : flaw;
    }

    Account account() {
        return work.account();
    }

    /** What was asked for. */
    public Work work() {
        return work;
    }

    /** The instant at which the replay begins, or null for the beginning. */
    @Nullable
    Instant openedAt() {
        return opening == null ? null : opening.at();
    }

    /** The local day on which the replay begins. */
    LocalDate since() {
        return opening == null ? LocalDate.MIN : account().days().dateOf(opening.at());
    }

    /** Settles the account, supposing some more usage; one whose inputs cannot be read is parked. */
    public Settlement settle(Catalog catalog, List<TieredEvent> more, Instant asOf, @Nullable ClosingRequest closing) {
        if (flaw != null) {
            return flaw;
        }
        AccountBooks books = new AccountBooks(account(), opening, subscriptions, batches, usage, tiered, held, entries);
        return Settlement.of(catalog, more.isEmpty() ? books : books.supposing(more), asOf, closing);
    }
}
