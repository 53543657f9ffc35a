package io.nightbook.pdf;

import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.domain.report.IssuedInvoice.Levy;
import io.nightbook.domain.report.IssuedInvoice.Line;
import io.nightbook.domain.report.IssuedInvoice.Party;
import io.nightbook.domain.report.IssuedInvoice.Reference;
import io.nightbook.domain.report.IssuedInvoice.Section;
import io.nightbook.domain.report.IssuedInvoice.Sums;
import io.nightbook.pdf.Strip.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An invoice on A4: who, to whom, a table of lines for each account, net, tax, total, and what is still due. */
public final class InvoicePdf {

    private static final float QUANTITY = 300;
    private static final float PRICE = 365;
    private static final float NET = 460;

    private final Typefaces typefaces;
    private final Instant created;
    private final IssuedInvoice invoice;

    private InvoicePdf(IssuedInvoice invoice, Instant created, Typefaces typefaces) {
        this.invoice = invoice;
        this.created = created;
        this.typefaces = typefaces;
    }

    /**
     * The bytes of an invoice's file.
     *
     * @param created when the file counts as written
     */
    public static byte[] of(IssuedInvoice invoice, Instant created, Typefaces typefaces) {
        return PdfFile.of(new InvoicePdf(invoice, created, typefaces).outline(), typefaces);
    }

    /** All that is written on these invoices beyond figures and fixed words. */
    public static Collection<String> texts(List<IssuedInvoice> invoices) {
        Set<String> texts = new HashSet<>();
        for (IssuedInvoice invoice : invoices) {
            texts.add(invoice.number());
            texts.addAll(lines(invoice.seller()));
            texts.addAll(lines(invoice.payer()));
            texts.add(invoice.seller().name());
            texts.add(invoice.payer().name());
            for (Section section : invoice.sections()) {
                texts.add(section.name());
                texts.add(section.accountId());
                for (Line line : section.lines()) {
                    LineText text = new LineText(line);
                    texts.add(text.description());
                    texts.add(text.note() == null ? "" : text.note());
                }
            }
            invoice.corrects().forEach(corrected -> texts.add(corrected.number()));
        }
        return texts;
    }

    private Outline outline() {
        List<Strip> strips = new ArrayList<>();
        strips.add(letterhead());
        strips.add(highlights());
        for (Section section : invoice.sections()) {
            if (!isOfPayerAlone()) {
                strips.add(AccountHeading.of(section.name(), section.accountId(), typefaces));
            }
            strips.addAll(lines(section));
            strips.add(new Gap(10));
        }
        strips.add(totals());
        strips.add(new Gap(14));
        notes().forEach(note -> strips.add(new Note(note)));
        return new Outline(
                title() + " " + invoice.number(),
                invoice.seller().name(),
                created,
                invoice.seller().name() + VisualText.LEFT_TO_RIGHT + ", " + title().toLowerCase(Locale.ROOT) + " "
                        + invoice.number(),
                strips);
    }

    private String title() {
        return invoice.isCredit() ? "Credit note" : "Invoice";
    }

    private boolean isOfPayerAlone() {
        List<Section> sections = invoice.sections();
        return sections.size() == 1
                && sections.get(0).accountId().equals(invoice.payer().id());
    }

    private Letterhead letterhead() {
        Party payer = invoice.payer();
        return new Letterhead(title(), typefaces)
                .block("From", invoice.seller().name(), lines(invoice.seller()))
                .block(invoice.isCredit() ? "Credited to" : "Billed to", payer.name(), lines(payer))
                .fact("Number", invoice.number())
                .fact("Issued", Figures.date(invoice.issueDate()))
                .fact("Month", Figures.month(invoice.month()))
                .fact("Customer", payer.id())
                .fact("Corrects", corrects());
    }

    private String corrects() {
        return invoice.corrects().stream().map(Reference::number).collect(Collectors.joining(", "));
    }

    private Highlights highlights() {
        Money due = invoice.sums().due();
        String amount = Figures.moneyWithCurrency(due.minor() < 0 ? due.negated() : due);
        return new Highlights(
                due.minor() > 0
                        ? List.of(
                                new Highlights.Fact("Amount due", amount),
                                new Highlights.Fact("Due on", Figures.date(invoice.dueDate())))
                        : List.of(new Highlights.Fact(due.minor() < 0 ? "To be paid back" : "Nothing is due", amount)));
    }

    private static List<String> lines(Party party) {
        return Stream.of(
                        address(party.address()),
                        Stream.of(country(party.country())),
                        tax(party.taxId()),
                        Stream.of(party.email()))
                .flatMap(lines -> lines)
                .filter(line -> line != null && !line.isBlank())
                .map(String::valueOf)
                .toList();
    }

    private static @Nullable String country(@Nullable String code) {
        return code == null ? null : new Locale("", code).getDisplayCountry(Locale.ENGLISH);
    }

    private static Stream<@Nullable String> address(@Nullable String address) {
        return address == null ? Stream.empty() : address.lines().map(String::strip);
    }

    private static Stream<@Nullable String> tax(@Nullable String taxId) {
        return taxId == null ? Stream.empty() : Stream.of("Tax ID " + taxId);
    }

    // ---------------------------------------------------------------- lines

    private List<Strip> lines(Section section) {
        String currency = invoice.sums().currency().getCurrencyCode();
        Table table = new Table(
                typefaces,
                List.of(
                        Column.text("Description", Strip.LEFT, QUANTITY - 15),
                        Column.number("Quantity", QUANTITY, PRICE),
                        Column.number("Unit price", PRICE, NET),
                        Column.number("Net " + currency, NET, Strip.RIGHT)));
        Money sum = Money.zero(invoice.sums().currency());
        for (Line line : section.lines()) {
            LineText text = new LineText(line);
            table.noted(text.note(), text.description(), text.quantity(), text.unitPrice(), Figures.money(line.net()));
            sum = sum.plus(line.net());
        }
        if (invoice.sections().size() > 1) {
            table.total("Account total", "", "", Figures.money(sum));
        }
        return table.strips();
    }

    // ---------------------------------------------------------------- totals

    private Totals totals() {
        Sums sums = invoice.sums();
        List<Totals.Item> items = new ArrayList<>();
        if (invoice.tax().levy() == Levy.TAXES) {
            items.add(new Totals.Item(Style.BODY, "Net", Figures.money(sums.net())));
            items.add(new Totals.Item(Style.BODY, taxLabel(), Figures.money(sums.tax())));
        }
        items.add(new Totals.Item(Style.STRONG, "Total", Figures.money(sums.total())));
        if (sums.paid().minor() != 0) {
            items.add(new Totals.Item(
                    Style.BODY, "Paid", Figures.money(sums.paid().negated())));
        }
        Money due = sums.due();
        return new Totals(
                items,
                due.minor() < 0
                        ? new Totals.Item(Style.HEADING, "To be paid back", Figures.money(due.negated()))
                        : new Totals.Item(Style.HEADING, "Amount due", Figures.money(due)));
    }

    private String taxLabel() {
        String rate = Figures.decimal(invoice.tax().percent(), 0) + " %";
        return switch (invoice.tax().category()) {
            case "AE" -> "Tax, reverse charge (AE, " + rate + ")";
            case "O" -> "Tax, outside the scope (O)";
            default -> "Tax " + rate + " (" + invoice.tax().category() + ")";
        };
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (invoice.tax().category().equals("AE")) {
            notes.add("Reverse charge: the recipient is liable for the tax.");
        } else if (invoice.tax().category().equals("O") && invoice.tax().levy() == Levy.TAXES) {
            notes.add("Outside the scope of VAT.");
        }
        for (Reference corrected : invoice.corrects()) {
            notes.add("This corrects invoice " + corrected.number() + " of " + Figures.date(corrected.issueDate())
                    + ": a change of plan came after a fee was billed in advance.");
        }
        if (invoice.sums().due().minor() > 0) {
            notes.add("Please pay by " + Figures.date(invoice.dueDate()) + ", naming " + invoice.number() + ".");
        } else if (invoice.sums().due().minor() < 0) {
            notes.add("This amount is in your favour: it is paid back to you, and nothing is to be paid.");
        } else {
            notes.add("Nothing is due: all of it is paid.");
        }
        return notes;
    }
}
