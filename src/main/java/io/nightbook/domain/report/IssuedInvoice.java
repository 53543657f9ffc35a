package io.nightbook.domain.report;

import io.nightbook.domain.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as it was issued.
 *
 * @param month the month whose cycles it bills
 * @param sections by account, in the order of its lines
 * @param corrects earlier invoices of which it takes back or adds to something, as far as the books can tell
 */
public record IssuedInvoice(
        String number,
        LocalDate issueDate,
        LocalDate dueDate,
        YearMonth month,
        Party seller,
        Party payer,
        List<Section> sections,
        Tax tax,
        Sums sums,
        List<Reference> corrects) {

    /** One that corrects none. */
    public IssuedInvoice(
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            YearMonth month,
            Party seller,
            Party payer,
            List<Section> sections,
            Tax tax,
            Sums sums) {
        this(number, issueDate, dueDate, month, seller, payer, sections, tax, sums, List.of());
    }

    /** An earlier invoice. */
    public record Reference(String number, LocalDate issueDate) {}

    /** Who issues it, or who pays it; {@code id} is empty for the seller. */
    public record Party(
            String id,
            String name,
            @Nullable String address,
            @Nullable String country,
            @Nullable String taxId,
            @Nullable String email) {}

    /** The lines of one account. */
    public record Section(String accountId, String name, List<Line> lines) {}

    /**
     * One line of an account.
     *
     * @param unitPrice major units, up to 9 places
     * @param goods what it is for, where the books know; what a reader is told, never what is reckoned with
     */
    public record Line(
            int number,
            String kind,
            String description,
            BigDecimal quantity,
            BigDecimal unitPrice,
            Money net,
            Payment payment,
            @Nullable Goods goods) {

        /** One of which no more is known. */
        public Line(
                int number,
                String kind,
                String description,
                BigDecimal quantity,
                BigDecimal unitPrice,
                Money net,
                Payment payment) {
            this(number, kind, description, quantity, unitPrice, net, payment, null);
        }

        /** What kind of line it is, in words. */
        public String title() {
            return switch (kind) {
                case "fee" -> "Plan fee";
                case "proration" -> "Plan change";
                case "top_up" -> "Credit top-up";
                case "overage" -> "Use beyond credits";
                case "at_cost" -> "At cost";
                case "late" -> "Late usage";
                default -> kind;
            };
        }
    }

    /**
     * What a line is for.
     *
     * @param subject the batch of credits, or the meter
     * @param quantity the credits of the batch, or what the meter counted
     * @param bundle the package that the batch was bought as, or null
     */
    public record Goods(
            String subject, BigDecimal quantity, @Nullable String bundle) {}

    /** Whether a line was paid before the invoice was issued. */
    public enum Payment {
        OPEN,
        PAID
    }

    /** Whether the seller charges taxes at all. */
    public enum Levy {
        TAXES,
        NONE
    }

    /** A category code of EN 16931 and its rate in percent. */
    public record Tax(String category, BigDecimal percent, Levy levy) {

        /** Of a seller who charges taxes. */
        public Tax(String category, BigDecimal percent) {
            this(category, percent, Levy.TAXES);
        }
    }

    /**
     * What the lines add up to.
     *
     * @param due total less paid; negative where the payer has money to get
     */
    public record Sums(Money net, Money tax, Money total, Money paid, Money due) {
        public Currency currency() {
            return net.currency();
        }
    }

    /**
     * An invoice that adds up.
     *
     * @throws IllegalStateException if lines and sums do not agree
     */
    public IssuedInvoice {
        Money net = Money.zero(sums.currency());
        for (Section section : sections) {
            for (Line line : section.lines()) {
                net = net.plus(line.net());
            }
        }
        expect(number, "net", net, sums.net());
        expect(number, "tax", net.percent(tax.percent()), sums.tax());
        expect(number, "total", net.plus(sums.tax()), sums.total());
        expect(number, "due", sums.total().minus(sums.paid()), sums.due());
    }

    private static void expect(String number, String figure, Money reckoned, Money found) {
        if (!reckoned.equals(found)) {
            throw new IllegalStateException(
                    "invoice " + number + ": its lines make " + figure + " " + reckoned + ", it says " + found);
        }
    }

    /** Whether it is money for the payer rather than from it. */
    public boolean isCredit() {
        return sums.total().minor() < 0;
    }
}
