package io.nightbook.batch.explain;

import io.nightbook.batch.Books;
import io.nightbook.domain.account.Account;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.ExplainStore;
import io.nightbook.postgres.ExplainStore.Dossier;
import io.nightbook.postgres.ExplainStore.Held;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a figure down to the events and rules behind it, told from what is booked: the fold is never run again.
 *
 * <p>Rules are those of the catalog as it stands; where they do not give the booked figure, the text says so.
 */
public final class Explanation {

    private final Books books;
    private final ExplainStore store;

    public Explanation(Books books) {
        this.books = books;
        this.store = new ExplainStore(books.database());
    }

    /**
     * Explains a batch, an invoice or a line of it such as INV-2026-00001/2, or an account's cycles of a month.
     *
     * @return lines for people; empty if there is no such subject
     */
    public List<String> of(String subject, @Nullable String month) {
        return books.database().inTransaction(() -> {
            store.freeze();
            if (month != null) {
                return cycles(subject, month);
            }
            Optional<Integer> holder = store.holderOf(subject);
            return holder.isPresent() ? batch(subject, holder.get()) : invoice(subject);
        });
    }

    /** The months in which the cycles of an account begin, such as 2026-10; none if there is no such account. */
    public List<String> months(String accountId) {
        return books.database().inTransaction(() -> {
            Account account = account(accountId);
            return account == null ? List.of() : store.months(account.no());
        });
    }

    private @Nullable Account account(String accountId) {
        return new AccountStore(books.database()).find(accountId);
    }

    private List<String> batch(String batchId, int holder) {
        ExplanationFacts facts = facts(Set.of(holder)).get(holder);
        Held held = Objects.requireNonNull(facts).held(batchId);
        ExplanationBatch batch = new ExplanationBatch(facts, Objects.requireNonNull(held));
        ExplanationPage page = new ExplanationPage();
        batch.say(page, store.events(Map.of(holder, batch.days())).getOrDefault(holder, List.of()));
        return page.lines();
    }

    private List<String> cycles(String accountId, String month) {
        Account account = account(accountId);
        if (account == null) {
            return List.of();
        }
        ExplanationFacts facts =
                Objects.requireNonNull(facts(Set.of(account.no())).get(account.no()));
        ExplanationPage page = new ExplanationPage();
        new ExplanationCycles(facts, store).say(page, month);
        return page.lines();
    }

    private List<String> invoice(String subject) {
        int slash = subject.lastIndexOf('/');
        String number = slash < 0 ? subject : subject.substring(0, slash);
        Optional<ExplainStore.Invoice> found = store.invoice(number);
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Integer, ExplanationFacts> facts = facts(found.get().accounts());
        ExplanationInvoice invoice =
                new ExplanationInvoice(found.get(), facts, slash < 0 ? "" : subject.substring(slash + 1));
        if (invoice.lines().isEmpty()) {
            return List.of();
        }
        Map<Integer, Set<LocalDate>> days = invoice.days();
        ExplanationPage page = new ExplanationPage();
        invoice.say(page, store.events(days));
        return page.lines();
    }

    private Map<Integer, ExplanationFacts> facts(Collection<Integer> accounts) {
        Map<Integer, ExplanationFacts> facts = new LinkedHashMap<>();
        for (Map.Entry<Integer, Dossier> entry : store.dossiers(accounts).entrySet()) {
            facts.put(entry.getKey(), new ExplanationFacts(entry.getValue(), books.catalog()));
        }
        return facts;
    }
}
