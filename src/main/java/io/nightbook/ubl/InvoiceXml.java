package io.nightbook.ubl;

import io.nightbook.domain.account.Country;
import io.nightbook.domain.invoice.VatId;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.domain.report.IssuedInvoice.Line;
import io.nightbook.domain.report.IssuedInvoice.Party;
import io.nightbook.domain.report.IssuedInvoice.Reference;
import io.nightbook.domain.report.IssuedInvoice.Section;
import io.nightbook.domain.report.IssuedInvoice.Sums;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An invoice after EN 16931-1, syntax UBL 2.1: an {@code Invoice} of type 380, or, where money goes to the payer, a {@code
 * CreditNote} of type 381 with the signs turned. Comments name the business terms (BT) and rules (BR) of the standard.
 */
public final class InvoiceXml {

    private static final String STANDARD = "urn:cen.eu:en16931:2017";
    private static final int MOST_PLACES = 2;
    /** What a quantity counts: one, for neither credits nor fees have a unit of measure. */
    private static final String UNIT = "C62";

    private final IssuedInvoice invoice;
    private final String category;
    private final Elements xml;

    private InvoiceXml(IssuedInvoice invoice, Elements xml) {
        this.invoice = invoice;
        this.category = category(invoice);
        this.xml = xml;
    }

    /** Why the standard has no room for an invoice, or null where it has. */
    public static @Nullable String obstacle(IssuedInvoice invoice) {
        Party seller = invoice.seller();
        if (invoice.sums().currency().getDefaultFractionDigits() > MOST_PLACES) { // BR-DEC
            return invoice.sums().currency() + " has more than the two places that the standard takes";
        }
        if (!isCountry(invoice.payer().country())) { // BR-11, BR-CL-14
            return "the payer has no country of ISO 3166; give the account one for later invoices";
        }
        if (!isCountry(seller.country()) || seller.taxId() == null) { // BR-9, BR-CO-26
            return "the seller had no country or no tax_id; give them for later invoices";
        }
        if (!category(invoice).equals("O") && !VatId.isOne(seller.taxId())) { // BR-S-2, BR-AE-2, BR-CO-9
            return "the seller's tax_id does not begin with its country; write it so for later invoices";
        }
        return null;
    }

    private static boolean isCountry(@Nullable String text) {
        return text != null && Country.isIso(text);
    }

    /** A rate of nothing is a category of its own. */
    private static String category(IssuedInvoice invoice) {
        boolean isZeroRated =
                invoice.tax().category().equals("S") && invoice.tax().percent().signum() == 0;
        return isZeroRated ? "Z" : invoice.tax().category();
    }

    /**
     * The bytes of an invoice's file.
     *
     * @param invoice one without an {@link #obstacle}
     */
    public static byte[] of(IssuedInvoice invoice) {
        return Elements.document(
                invoice.isCredit() ? "CreditNote" : "Invoice", xml -> new InvoiceXml(invoice, xml).write());
    }

    private void write() {
        xml.text("CustomizationID", STANDARD);
        xml.text("ID", invoice.number());
        xml.text("IssueDate", invoice.issueDate().toString());
        if (invoice.isCredit()) {
            xml.text("CreditNoteTypeCode", "381");
        } else {
            xml.text("DueDate", invoice.dueDate().toString());
            xml.text("InvoiceTypeCode", "380");
        }
        xml.text("DocumentCurrencyCode", invoice.sums().currency().getCurrencyCode());
        for (Reference corrected : invoice.corrects()) { // BG-3
            xml.group(
                    "BillingReference",
                    () -> xml.group("InvoiceDocumentReference", () -> {
                        xml.text("ID", corrected.number());
                        xml.text("IssueDate", corrected.issueDate().toString());
                    }));
        }
        xml.group("AccountingSupplierParty", () -> party(invoice.seller()));
        xml.group("AccountingCustomerParty", () -> party(invoice.payer()));
        if (invoice.isCredit()) { // BR-CO-25
            xml.group("PaymentTerms", () -> xml.text("Note", "This amount is in your favour; nothing is to be paid."));
        }
        sums(invoice.sums());
        for (Section section : invoice.sections()) {
            for (Line line : section.lines()) {
                xml.group(invoice.isCredit() ? "CreditNoteLine" : "InvoiceLine", () -> line(section, line));
            }
        }
    }

    // ---------------------------------------------------------------- parties

    private void party(Party party) {
        String taxId = party.taxId();
        boolean isVatId = taxId != null && VatId.isOne(taxId) && !category.equals("O"); // BR-O-2: none of these then
        xml.group("Party", () -> {
            if (!party.id().isEmpty()) {
                xml.group("PartyIdentification", () -> xml.text("ID", party.id()));
            }
            xml.group("PostalAddress", () -> address(party));
            if (isVatId) {
                xml.group("PartyTaxScheme", () -> {
                    xml.text("CompanyID", taxId);
                    scheme();
                });
            }
            xml.group("PartyLegalEntity", () -> {
                xml.text("RegistrationName", party.name());
                xml.text("CompanyID", isVatId ? null : taxId);
            });
            if (party.email() != null) {
                xml.group("Contact", () -> xml.text("ElectronicMail", party.email()));
            }
        });
    }

    /** An address is free text: its first lines are the three that the standard has. */
    private void address(Party party) {
        List<String> lines = party.address() == null
                ? List.of()
                : party.address()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        xml.text("StreetName", lines.isEmpty() ? null : lines.get(0));
        xml.text("AdditionalStreetName", lines.size() < 2 ? null : lines.get(1));
        if (lines.size() > 2) {
            xml.group(
                    "AddressLine", () -> xml.text("Line", lines.stream().skip(2).collect(Collectors.joining(", "))));
        }
        xml.group("Country", () -> xml.text("IdentificationCode", party.country()));
    }

    // ---------------------------------------------------------------- sums

    private void sums(Sums sums) {
        xml.group("TaxTotal", () -> {
            amount("TaxAmount", sums.tax());
            xml.group("TaxSubtotal", () -> {
                amount("TaxableAmount", sums.net());
                amount("TaxAmount", sums.tax());
                xml.group("TaxCategory", () -> taxCategory(exemption()));
            });
        });
        xml.group("LegalMonetaryTotal", () -> {
            amount("LineExtensionAmount", sums.net());
            amount("TaxExclusiveAmount", sums.net());
            amount("TaxInclusiveAmount", sums.total());
            if (sums.paid().minor() != 0) {
                amount("PrepaidAmount", sums.paid());
            }
            amount("PayableAmount", sums.due());
        });
    }

    private void taxCategory(@Nullable String exemption) {
        xml.text("ID", category);
        if (!category.equals("O")) { // BR-O-5
            xml.text("Percent", plain(invoice.tax().percent()));
        }
        xml.text("TaxExemptionReason", exemption);
        scheme();
    }

    private @Nullable String exemption() {
        return switch (category) {
            case "AE" -> "Reverse charge";
            case "O" -> "Not subject to VAT";
            default -> null;
        };
    }

    private void scheme() {
        xml.group("TaxScheme", () -> xml.text("ID", "VAT"));
    }

    private void amount(String name, Money money) {
        xml.text(name, signed(money).toString(), "currencyID", money.currency().getCurrencyCode());
    }

    /** What a credit note gives is positive in it. */
    private Money signed(Money money) {
        return invoice.isCredit() ? Money.zero(money.currency()).minus(money) : money;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    // ---------------------------------------------------------------- lines

    private void line(Section section, Line line) {
        Money net = signed(line.net());
        Priced priced = Priced.of(line, net);
        xml.text("ID", String.valueOf(line.number()));
        xml.text(
                invoice.isCredit() ? "CreditedQuantity" : "InvoicedQuantity",
                plain(priced.quantity()),
                "unitCode",
                UNIT);
        amount("LineExtensionAmount", line.net());
        xml.group("Item", () -> {
            xml.text("Name", line.title() + ": " + line.description());
            xml.group("ClassifiedTaxCategory", () -> taxCategory(null));
            property("Account", section.accountId());
            property("Account name", section.name());
        });
        xml.group(
                "Price",
                () -> xml.text(
                        "PriceAmount",
                        plain(priced.price()),
                        "currencyID",
                        net.currency().getCurrencyCode()));
    }

    private void property(String name, String value) {
        xml.group("AdditionalItemProperty", () -> {
            xml.text("Name", name);
            xml.text("Value", value);
        });
    }

    /**
     * A quantity, below zero where the line takes something back, and a price, which never is (BR-27).
     *
     * <p>Where the two do not give the line's amount to the last digit, as that is a share of a month, the line is one piece
     * at that amount.
     */
    private record Priced(BigDecimal quantity, BigDecimal price) {

        static Priced of(Line line, Money net) {
            BigDecimal price = line.unitPrice().abs();
            BigDecimal quantity = net.minor() < 0
                    ? line.quantity().abs().negate()
                    : line.quantity().abs();
            int places = net.currency().getDefaultFractionDigits();
            boolean isExact = quantity.multiply(price)
                            .setScale(places, RoundingMode.HALF_UP)
                            .compareTo(net.amount())
                    == 0;
            return isExact
                    ? new Priced(quantity, price)
                    : new Priced(
                            BigDecimal.valueOf(net.minor() < 0 ? -1 : 1),
                            net.amount().abs());
        }
    }
}
