package io.nightbook.batch.explain;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.time.LocalDays;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Dossier;
import io.nightbook.postgres.ExplainStore.Entry;
import io.nightbook.postgres.ExplainStore.Held;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is booked of one account, looked up and summed the ways an explanation needs it; nothing is reckoned anew. */
final class ExplanationFacts {

    private final Dossier dossier;
    private final Catalog catalog;
    private final Map<String, Held> batches = new LinkedHashMap<>();
    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Map<Instant, Map<String, Credits>> consumed = new HashMap<>();

    ExplanationFacts(Dossier dossier, Catalog catalog) {
        this.dossier = dossier;
        this.catalog = catalog;
        dossier.batches().forEach(held -> batches.put(held.batch().id(), held));
        for (Entry entry : dossier.entries()) {
            entries.computeIfAbsent(entry.batchId(), batch -> new ArrayList<>()).add(entry);
            if (entry.kind() == Kind.CONSUMED) {
                consumed.computeIfAbsent(entry.effectiveAt(), at -> new LinkedHashMap<>())
                        .merge(entry.batchId(), entry.credits().negated(), Credits::plus);
            }
        }
        consumed.values().forEach(paid -> paid.values().removeIf(Credits::isZero));
    }

    Dossier dossier() {
        return dossier;
    }

    Catalog catalog() {
        return catalog;
    }

    Account account() {
        return dossier.holder().account();
    }

    LocalDays days() {
        return account().days();
    }

    String name() {
        return account().id() + " (" + dossier.holder().name() + ")";
    }

    @Nullable
    Held held(String batchId) {
        return batches.get(batchId);
    }

    // ---------------------------------------------------------------- cycles

    @Nullable
    Cycle cycleAt(Instant t) {
        return cycle(cycle -> !t.isBefore(cycle.from()) && t.isBefore(cycle.until()));
    }

    @Nullable
    Cycle cycleEndingAt(Instant t) {
        return cycle(cycle -> cycle.until().equals(t));
    }

    @Nullable
    Cycle cycleFrom(LocalDate firstDay) {
        return cycle(cycle -> cycle.firstDay().equals(firstDay));
    }

    @Nullable
    Cycle cycleBefore(Cycle later) {
        return cycle(cycle -> cycle.untilDay().equals(later.firstDay()));
    }

    private @Nullable Cycle cycle(Predicate<Cycle> wanted) {
        return dossier.cycles().stream().filter(wanted).findFirst().orElse(null);
    }

    // ---------------------------------------------------------------- sums of the ledger

    /** The entries of a batch by instant, then kind. */
    List<Entry> entriesOf(String batchId) {
        return entries.getOrDefault(batchId, List.of());
    }

    Credits sum(Predicate<Entry> wanted) {
        return dossier.entries().stream().filter(wanted).map(Entry::credits).reduce(Credits.ZERO, Credits::plus);
    }

    long value(Predicate<Entry> wanted) {
        return dossier.entries().stream().filter(wanted).mapToLong(Entry::value).sum();
    }

    /** What each batch paid in the stretch that starts at {@code start}, corrections counted; only what is not zero. */
    Map<String, Credits> consumedAt(Instant start) {
        return consumed.getOrDefault(start, Map.of());
    }

    /** What a batch held when the stretch that starts at {@code start} began to draw. */
    Credits heldAt(CreditBatch batch, Instant start) {
        return entriesOf(batch.id()).stream()
                .filter(entry -> entry.effectiveAt().isBefore(start)
                        || (entry.effectiveAt().equals(start) && entry.kind() != Kind.CONSUMED))
                .map(Entry::credits)
                .reduce(Credits.ZERO, Credits::plus);
    }

    /** What earlier rollovers hold at the end {@code t} of a cycle, once those that end there have lapsed. */
    Credits heldByRollovers(Instant t) {
        return sum(entry -> {
            Held held = batches.get(entry.batchId());
            return held != null
                    && held.batch().source() == Source.ROLLOVER
                    && held.batch().effectiveAt().isBefore(t)
                    && (entry.effectiveAt().isBefore(t)
                            || (entry.effectiveAt().equals(t) && entry.kind() == Kind.EXPIRED));
        });
    }

    // ---------------------------------------------------------------- words

    /** An amount with its currency, such as {@code 49.00 EUR}. */
    String money(long minor) {
        return plainMoney(minor) + " " + account().currency().getCurrencyCode();
    }

    String plainMoney(long minor) {
        return new Money(minor, account().currency()).toString();
    }

    /** An instant in UTC and on the account's own clock. */
    String at(Instant t) {
        LocalDate day = days().dateOf(t);
        String local = days().startOf(day).equals(t)
                ? "start of " + day
                : t.atZone(days().zone()).toLocalDateTime().toString().replace('T', ' ');
        return t + " (" + local + " in " + days().zone() + ")";
    }
}
