package io.nightbook.domain.report;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.JournalTransaction.Posting;
import io.nightbook.domain.report.JournalTransaction.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
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
        Origin origin,
        Movement.Kind kind,
        Credits credits,
        Money value,
        String run) {

    /** What is behind a batch's worth. */
    public enum Origin {
        /** A line of an invoice: a fee, an upgrade, a top-up; or nothing, where it is worth nothing. */
        BILLED,
        /** Another batch that rolled over. */
        CARRIED,
        /** What was paid elsewhere. */
        OPENING
    }

    /** Two postings that balance for credits, and two for money where they have any worth. */
    public JournalTransaction transaction() {
        List<Posting> postings = new ArrayList<>();
        if (value.minor() != 0) {
            postings.add(Posting.of(
                    JournalAccount.DEFERRED, Money.zero(value.currency()).minus(value)));
            postings.add(Posting.of(moneyAccount(), value));
        }
        postings.add(Posting.of(JournalAccount.HELD, credits));
        postings.add(Posting.of(creditsAccount(), credits.negated()));
        return new JournalTransaction(
                day,
                kind.word().replace('_', ' '),
                List.of(new Tag("account", accountId), new Tag("batch", batchId), new Tag("run", run)),
                postings);
    }

    private JournalAccount moneyAccount() {
        return switch (kind) {
            case ALLOCATED ->
                switch (origin) {
                    case BILLED -> JournalAccount.BILLED;
                    case CARRIED -> JournalAccount.CARRIED;
                    case OPENING -> JournalAccount.OPENING;
                };
            case CONSUMED -> JournalAccount.USED;
            case ROLLED_OUT -> JournalAccount.CARRIED;
            case EXPIRED -> JournalAccount.BREAKAGE;
            case VOIDED -> JournalAccount.VOIDED;
        };
    }

    private JournalAccount creditsAccount() {
        return switch (kind) {
            case ALLOCATED -> origin == Origin.CARRIED ? JournalAccount.CREDITS_CARRIED : JournalAccount.ADDED;
            case CONSUMED -> JournalAccount.CREDITS_USED;
            case ROLLED_OUT -> JournalAccount.CREDITS_CARRIED;
            case EXPIRED -> JournalAccount.LAPSED;
            case VOIDED -> JournalAccount.CREDITS_VOIDED;
        };
    }
}
