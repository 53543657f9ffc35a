package io.nightbook.domain.report;

import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.JournalTransaction.Posting;
import io.nightbook.domain.report.JournalTransaction.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What an invoice means in double entry: its total is receivable, its tax is owed to the state, its lines are earned or owed
 * to the customer in credits, and what was paid before is receivable no more.
 *
 * @param paid what had been paid of it when it was issued, with its tax
 */
public record JournalInvoice(
        LocalDate issued,
        String number,
        String payerId,
        String run,
        Tax tax,
        Money taxed,
        Money total,
        Money paid,
        List<Line> lines) {

    /**
     * Which tax it bears.
     *
     * @param country of the payer; empty if unknown
     */
    public record Tax(String country, String category, BigDecimal percent) {

        public JournalAccount account() {
            return JournalAccount.tax(country, category, percent);
        }
    }

    /** A line of the invoice. */
    public record Line(int number, String accountId, Earning earning, Money net) {}

    /** What a line's amount is. */
    public enum Earning {
        /** Paid for credits or for a cycle: earned as they are used, or as it ends. */
        DEFERRED,
        OVERAGE,
        PASS_THROUGH
    }

    public JournalInvoice {
        lines = List.copyOf(lines);
    }

    /** The invoice, and the payment that came before it, if any. */
    public List<JournalTransaction> transactions() {
        List<Posting> postings = new ArrayList<>();
        postings.add(Posting.of(JournalAccount.RECEIVABLE, total));
        for (Line line : lines) {
            postings.add(Posting.of(
                    account(line.earning()),
                    negated(line.net()),
                    new Tag("account", line.accountId()),
                    new Tag("line", number + "/" + line.number())));
        }
        if (taxed.minor() != 0) {
            postings.add(Posting.of(tax.account(), negated(taxed)));
        }
        List<JournalTransaction> transactions = new ArrayList<>();
        transactions.add(new JournalTransaction(issued, "invoice", tags(), postings));
        if (paid.minor() != 0) {
            transactions.add(new JournalTransaction(
                    issued,
                    "paid before the invoice",
                    tags(),
                    List.of(
                            Posting.of(JournalAccount.PAYMENTS, paid),
                            Posting.of(JournalAccount.RECEIVABLE, negated(paid)))));
        }
        return transactions;
    }

    private List<Tag> tags() {
        return List.of(new Tag("invoice", number), new Tag("account", payerId), new Tag("run", run));
    }

    private static JournalAccount account(Earning earning) {
        return switch (earning) {
            case DEFERRED -> JournalAccount.BILLED;
            case OVERAGE -> JournalAccount.OVERAGE;
            case PASS_THROUGH -> JournalAccount.PASS_THROUGH;
        };
    }

    private static Money negated(Money money) {
        return Money.zero(money.currency()).minus(money);
    }
}
