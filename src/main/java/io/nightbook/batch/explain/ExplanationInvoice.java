package io.nightbook.batch.explain;

import io.nightbook.domain.money.Money;
import io.nightbook.postgres.ExplainStore.Invoice;
import io.nightbook.postgres.ExplainStore.Line;
import io.nightbook.postgres.ExplainStore.Paid;
import io.nightbook.postgres.ExplainStore.Used;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** An invoice, or one line of it: what each net is made of, the tax on their sum, and the run that issued it. */
final class ExplanationInvoice {

    private final Invoice invoice;
    private final Map<Integer, ExplanationFacts> facts;
    private final List<Line> all = new ArrayList<>();
    private final List<Line> lines;

    /** {@code only} is the number of one line, or empty for all. */
    ExplanationInvoice(Invoice invoice, Map<Integer, ExplanationFacts> facts, String only) {
        this.invoice = invoice;
        this.facts = facts;
        facts.values()
                .forEach(of -> of.dossier().lines().stream()
                        .filter(line -> line.number().equals(invoice.number()))
                        .forEach(all::add));
        all.sort(Comparator.comparingInt(Line::line));
        this.lines = only.isEmpty()
                ? all
                : all.stream()
                        .filter(line -> String.valueOf(line.line()).equals(only))
                        .toList();
    }

    List<Line> lines() {
        return lines;
    }

    /** The local days of whose events the explanation needs to know, by account number. */
    Map<Integer, Set<LocalDate>> days() {
        Map<Integer, Set<LocalDate>> days = new HashMap<>();
        for (Line line : lines) {
            Set<LocalDate> more = new ExplanationLine(of(line)).days(line);
            if (!more.isEmpty()) {
                days.computeIfAbsent(line.account(), account -> new TreeSet<>()).addAll(more);
            }
        }
        return days;
    }

    private ExplanationFacts of(Line line) {
        return Objects.requireNonNull(facts.get(line.account()));
    }

    void say(ExplanationPage page, Map<Integer, List<Used>> events) {
        page.say("Invoice " + invoice.number() + " to " + invoice.payerId() + " (" + invoice.payerName()
                + "), cycles of " + invoice.month().toString().substring(0, 7));
        page.inner()
                .say("issued " + invoice.issueDate() + ", due " + invoice.dueDate() + ", by " + invoice.sellerName()
                        + " in " + invoice.run());
        for (Line line : lines) {
            List<Used> used = events.getOrDefault(line.account(), List.of()).stream()
                    .filter(event -> isOfCycle(event, line))
                    .toList();
            new ExplanationLine(of(line)).say(page, line, used);
        }
        saySums(page);
    }

    private boolean isOfCycle(Used event, Line line) {
        var cycle = of(line).cycleFrom(line.firstDay());
        return cycle != null && cycle.holds(event.bearsOn());
    }

    // ---------------------------------------------------------------- tax

    private void saySums(ExplanationPage page) {
        String nets = all.stream()
                .map(line -> money(line.net()))
                .reduce((a, b) -> a + " + " + b)
                .orElse("0");
        page.say("Sum of the invoice");
        page.inner().say("net " + nets + (all.size() == 1 ? "" : " = " + money(invoice.net())));
        page.inner().say("tax " + taxOn(invoice.net(), invoice.tax()) + ", reckoned once on the sum: " + category());
        page.inner()
                .say("total " + money(invoice.net()) + " + " + money(invoice.tax()) + " = " + money(invoice.total())
                        + " " + invoice.currency());
        sayPaid(page.inner());
    }

    /** What was paid counts with its tax, reckoned on the sum of the paid lines. */
    private void sayPaid(ExplanationPage page) {
        long net = all.stream()
                .filter(line -> line.paid() == Paid.YES)
                .mapToLong(Line::net)
                .sum();
        page.say(
                net == 0
                        ? "paid " + money(invoice.paid())
                        : "paid lines " + money(net) + ", their tax " + taxOn(net, invoice.paid() - net) + ", paid "
                                + money(invoice.paid()));
        page.say("due " + money(invoice.total()) + " - " + money(invoice.paid()) + " = " + money(invoice.due()) + " "
                + invoice.currency());
    }

    private String taxOn(long net, long tax) {
        BigDecimal rate = invoice.taxRate();
        BigDecimal exact = new BigDecimal(money(net)).multiply(rate).movePointLeft(2);
        return money(net) + " x " + ExplanationEvents.number(rate) + " % = " + ExplanationEvents.number(exact)
                + ", rounded " + money(tax);
    }

    private String money(long minor) {
        return new Money(minor, Currency.getInstance(invoice.currency())).toString();
    }

    private String category() {
        String payer = invoice.payerCountry() == null ? "without a country" : "in " + invoice.payerCountry();
        String from = invoice.sellerCountry() == null ? "" : ", seller in " + invoice.sellerCountry();
        return switch (invoice.taxCategory()) {
            case "S" -> "category S, the standard rate (payer " + payer + from + ")";
            case "AE" ->
                "category AE, reverse charge (payer " + payer + " with tax id " + invoice.payerTaxId() + from + ")";
            default -> "category " + invoice.taxCategory() + ", no tax is due (payer " + payer + from + ")";
        };
    }
}
