package io.nightbook.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.domain.report.IssuedInvoice.Line;
import io.nightbook.domain.report.IssuedInvoice.Party;
import io.nightbook.domain.report.IssuedInvoice.Payment;
import io.nightbook.domain.report.IssuedInvoice.Section;
import io.nightbook.domain.report.IssuedInvoice.Sums;
import io.nightbook.domain.report.IssuedInvoice.Tax;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceXmlTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Party SELLER = new Party(
            "",
            "Kestrel & Söhne",
            "Beispielweg 7\n10115 Berlin\nHof\n2. Stock",
            "DE",
            "DE000000017",
            "b@kestrel.example");

    private static Party payer(String country, String taxId) {
        return new Party(
                "acme",
                "Acme <\"Łódź\"> \u0007",
                null,
                country.isEmpty() ? null : country,
                taxId.isEmpty() ? null : taxId,
                null);
    }

    private static Line line(String kind, String quantity, String price, long net, Payment payment) {
        return new Line(
                1,
                kind,
                "pro, 1,000 credits",
                new BigDecimal(quantity),
                new BigDecimal(price),
                new Money(net, EUR),
                payment);
    }

    private static IssuedInvoice invoice(Party payer, Tax tax, Currency currency, Line... lines) {
        List<Line> numbered = new ArrayList<>();
        Money net = Money.zero(currency);
        Money paidNet = Money.zero(currency);
        for (Line line : lines) {
            Money amount = new Money(line.net().minor(), currency);
            numbered.add(new Line(
                    numbered.size() + 1,
                    line.kind(),
                    line.description(),
                    line.quantity(),
                    line.unitPrice(),
                    amount,
                    line.payment()));
            net = net.plus(amount);
            paidNet = line.payment() == Payment.PAID ? paidNet.plus(amount) : paidNet;
        }
        Money taxed = net.percent(tax.percent(), RoundingMode.HALF_UP);
        Money paid = paidNet.plus(paidNet.percent(tax.percent(), RoundingMode.HALF_UP));
        Money total = net.plus(taxed);
        int half = numbered.size() / 2;
        return new IssuedInvoice(
                "KST-2026-00001",
                LocalDate.of(2026, 11, 2),
                LocalDate.of(2026, 11, 16),
                YearMonth.of(2026, 10),
                SELLER,
                payer,
                Stream.of(
                                new Section("acme", "Acme", numbered.subList(0, half)),
                                new Section("acme-labs", "Acme Labs", numbered.subList(half, numbered.size())))
                        .filter(section -> !section.lines().isEmpty())
                        .toList(),
                tax,
                new Sums(net, taxed, total, paid, total.minus(paid)));
    }

    private static Tax tax(String category, String percent) {
        return new Tax(category, new BigDecimal(percent));
    }

    private static String xml(IssuedInvoice invoice) {
        assertThat(InvoiceXml.obstacle(invoice)).isNull();
        byte[] file = InvoiceXml.of(invoice);
        assertThat(StandardRules.brokenBy(file)).as(text(file)).isEmpty();
        assertThat(InvoiceXml.of(invoice)).isEqualTo(file);
        return text(file);
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    @Test
    void whatAnInvoiceCorrectsIsNamed() {
        IssuedInvoice plain =
                invoice(payer("DE", ""), tax("S", "19"), EUR, line("fee", "1", "30.00", 3000, Payment.OPEN));
        IssuedInvoice correcting = new IssuedInvoice(
                plain.number(),
                plain.issueDate(),
                plain.dueDate(),
                plain.month(),
                plain.seller(),
                plain.payer(),
                plain.sections(),
                plain.tax(),
                plain.sums(),
                List.of(new IssuedInvoice.Reference("KST-2026-00007", LocalDate.of(2026, 9, 2))));

        assertThat(xml(plain)).doesNotContain("BillingReference");
        assertThat(xml(correcting).replaceAll("\\s+", ""))
                .contains(
                        "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>KST-2026-00007</cbc:ID>"
                                + "<cbc:IssueDate>2026-09-02</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>");
    }

    @ParameterizedTest
    @CsvSource({
        "S, 19.0, DE, ''",
        "S, 20, FR, ''",
        "S, 0, DE, DE000000025",
        "AE, 0, ES, ESB00000031",
        "AE, 0, GR, EL000000031",
        "AE, 0, ES, B00000031",
        "O, 0, US, 12-3456789",
        "O, 0, CH, CHE123456789"
    })
    void eachKindOfTaxPassesTheRules(String category, String percent, String country, String taxId) {
        String xml = xml(invoice(
                payer(country, taxId),
                tax(category, percent),
                EUR,
                line("fee", "1", "189.00", 18_900, Payment.OPEN),
                line("overage", "1234.5", "0.012", 1_481, Payment.OPEN),
                line("top_up", "1", "45.00", 4_500, Payment.PAID)));

        assertThat(xml)
                .contains(
                        "<cbc:Name>Use beyond credits: pro, 1,000 credits</cbc:Name>",
                        "<cbc:InvoicedQuantity unitCode=\"C62\">1234.5</cbc:InvoicedQuantity>",
                        "<cbc:PriceAmount currencyID=\"EUR\">0.012</cbc:PriceAmount>",
                        "<cbc:LineExtensionAmount currencyID=\"EUR\">248.81</cbc:LineExtensionAmount>",
                        "<cbc:PrepaidAmount currencyID=\"EUR\">");
    }

    @Test
    void theRulesSeeWhatIsWrong() {
        String right =
                xml(invoice(payer("DE", ""), tax("S", "19.0"), EUR, line("fee", "1", "189.00", 18_900, Payment.OPEN)));

        assertThat(rulesBrokenBy(right.replace(
                        "<cbc:PayableAmount currencyID=\"EUR\">224.91",
                        "<cbc:PayableAmount currencyID=\"EUR\">224.92")))
                .anySatisfy(rule -> assertThat(rule).contains("[BR-CO-16]"));
        assertThat(rulesBrokenBy(right.replace("DE000000017", "000000017")))
                .anySatisfy(rule -> assertThat(rule).contains("[BR-CO-09]"));
        assertThat(rulesBrokenBy(right.replace("cbc:IssueDate", "cbc:IssuedOn")))
                .anySatisfy(rule -> assertThat(rule).contains("IssuedOn"));
    }

    private static List<String> rulesBrokenBy(String xml) {
        return StandardRules.brokenBy(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsOfNoTaxNamesNoTaxNumberAsOne() {
        String xml = xml(invoice(
                payer("US", "12-3456789"), tax("O", "0"), EUR, line("fee", "1", "189.00", 18_900, Payment.OPEN)));

        assertThat(xml)
                .doesNotContain("PartyTaxScheme", "Percent")
                .contains("<cbc:CompanyID>DE000000017</cbc:CompanyID>", "<cbc:CompanyID>12-3456789</cbc:CompanyID>");
    }

    @Test
    void moneyForThePayerIsACreditNote() {
        String xml = xml(invoice(
                payer("DE", ""),
                tax("S", "19.0"),
                EUR,
                line("late", "-2000", "0.012", -2_400, Payment.OPEN),
                line("proration", "1", "-10.00", -1_000, Payment.OPEN),
                line("overage", "100", "0.01", 100, Payment.OPEN)));

        assertThat(xml)
                .contains(
                        "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>",
                        "<cbc:CreditedQuantity unitCode=\"C62\">2000</cbc:CreditedQuantity>",
                        "<cbc:CreditedQuantity unitCode=\"C62\">-100</cbc:CreditedQuantity>",
                        "<cbc:PayableAmount currencyID=\"EUR\">39.27</cbc:PayableAmount>");
    }

    @Test
    void aLineWhoseQuantityAndPriceDoNotMakeItsAmountIsOnePiece() {
        String xml = xml(invoice(
                payer("DE", ""),
                tax("S", "19.0"),
                EUR,
                line("fee", "1", "189.00", 6_300, Payment.OPEN),
                line("late", "3", "0.5", -151, Payment.OPEN)));

        assertThat(xml)
                .contains(
                        "<cbc:PriceAmount currencyID=\"EUR\">63</cbc:PriceAmount>",
                        "<cbc:InvoicedQuantity unitCode=\"C62\">-1</cbc:InvoicedQuantity>",
                        "<cbc:PriceAmount currencyID=\"EUR\">1.51</cbc:PriceAmount>");
    }

    @Test
    void anyMixOfLinesPassesTheRules() {
        Random random = new Random(20261127);
        for (int i = 0; i < 60; i++) {
            Line[] lines = new Line[1 + random.nextInt(5)];
            Arrays.setAll(
                    lines,
                    n -> line(
                            "overage",
                            String.valueOf(random.nextInt(100_000)),
                            BigDecimal.valueOf(random.nextInt(1_000_000), 9).toPlainString(),
                            random.nextInt(200_000) - 60_000L,
                            random.nextInt(4) == 0 ? Payment.PAID : Payment.OPEN));
            String currency = List.of("EUR", "USD", "JPY").get(random.nextInt(3));

            xml(invoice(payer("DE", ""), tax("S", "7.5"), Currency.getInstance(currency), lines));
        }
    }

    @Test
    void whatTheStandardHasNoRoomForIsSaid() {
        Line fee = line("fee", "1", "189.00", 18_900, Payment.OPEN);

        assertThat(InvoiceXml.obstacle(invoice(payer("", ""), tax("O", "0"), EUR, fee)))
                .isEqualTo("the payer has no country of ISO 3166; give the account one for later invoices");
        assertThat(InvoiceXml.obstacle(invoice(payer("ZZ", ""), tax("O", "0"), EUR, fee)))
                .isEqualTo("the payer has no country of ISO 3166; give the account one for later invoices");
        assertThat(InvoiceXml.obstacle(invoice(payer("KW", ""), tax("O", "0"), Currency.getInstance("KWD"), fee)))
                .isEqualTo("KWD has more than the two places that the standard takes");
    }
}
