package io.nightbook.domain.report;

import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What a movement of credits means in double entry: the worth of credits is owed to the customer until they are used or
 * lapse; the credits themselves are counted beside it, so that both balance.
 *
 * @param credits signed as it changes the batch
 * @param value likewise
 */
public record JournalEntry(
        LocalDate day,
        String accountId,
        String batchId,
        Source source,
        Movement.Kind kind,
        Credits credits,
        Money value) {

    private static final String DEFERRED = "liabilities:deferred revenue";
    private static final String HELD = "credits:held";

    /** An account of the journal and what is posted to it: money, then credits. */
    public record Posting(String account, String amount) {}

    /** All accounts that an entry may name. */
    public static List<String> accounts() {
        return List.of(
                "assets:receivable",
                DEFERRED,
                "liabilities:voided credits",
                "revenue:breakage",
                "revenue:credits used",
                "equity:carried over",
                HELD,
                "credits:added",
                "credits:carried over",
                "credits:lapsed",
                "credits:used",
                "credits:voided");
    }

    /** Two postings that balance for credits, and two for money where they have any worth. */
    public List<Posting> postings() {
        Posting held = new Posting(HELD, credits + " credits");
        Posting against = new Posting(creditsAccount(), credits.negated() + " credits");
        if (value.minor() == 0) {
            return List.of(held, against);
        }
        String currency = " " + value.currency().getCurrencyCode();
        Money owed = Money.zero(value.currency()).minus(value);
        return List.of(
                new Posting(DEFERRED, owed + currency), new Posting(moneyAccount(), value + currency), held, against);
    }

    private String moneyAccount() {
        return switch (kind) {
            case ALLOCATED -> source == Source.ROLLOVER ? "equity:carried over" : "assets:receivable";
            case CONSUMED -> "revenue:credits used";
            case ROLLED_OUT -> "equity:carried over";
            case EXPIRED -> "revenue:breakage";
            case VOIDED -> "liabilities:voided credits";
        };
    }

    private String creditsAccount() {
        return switch (kind) {
            case ALLOCATED -> source == Source.ROLLOVER ? "credits:carried over" : "credits:added";
            case CONSUMED -> "credits:used";
            case ROLLED_OUT -> "credits:carried over";
            case EXPIRED -> "credits:lapsed";
            case VOIDED -> "credits:voided";
        };
    }
}
