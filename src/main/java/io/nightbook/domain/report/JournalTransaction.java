package io.nightbook.domain.report;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A transaction of the journal. What does not balance in each currency, and in credits, cannot be made.
 *
 * @param tags in the order in which they are written
 */
public record JournalTransaction(LocalDate day, String title, List<Tag> tags, List<Posting> postings) {

    /** What a transaction or a posting is found by. */
    public record Tag(String name, String value) {}

    /**
     * An amount on an account of the journal.
     *
     * @param amount with the places of its commodity; debits are plus, credits minus
     * @param commodity a currency's code, or {@code credits}
     */
    public record Posting(JournalAccount account, BigDecimal amount, String commodity, List<Tag> tags) {

        static Posting of(JournalAccount account, Money money, Tag... tags) {
            return new Posting(account, money.amount(), money.currency().getCurrencyCode(), List.of(tags));
        }

        static Posting of(JournalAccount account, Credits credits) {
            return new Posting(account, credits.value(), "credits", List.of());
        }
    }

    public JournalTransaction {
        tags = List.copyOf(tags);
        postings = List.copyOf(postings);
        Map<String, BigDecimal> sums = new HashMap<>();
        postings.forEach(posting -> sums.merge(posting.commodity(), posting.amount(), BigDecimal::add));
        if (sums.values().stream().anyMatch(sum -> sum.signum() != 0)) {
            throw new IllegalArgumentException(title + " of " + day + " " + tags + " does not balance: " + postings);
        }
    }
}
