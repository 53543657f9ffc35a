package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.nightbook.cases.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read on invoices and statements. */
class PapersTest {

    private static final String CLOSE = "2026-10-02T12:00:00Z";

    @TempDir
    Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder).september();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The text of a document, its words apart by one space. */
    private String text(String path) throws IOException {
        PdfReader reader =
                new PdfReader(Files.readAllBytes(folder.resolve("out").resolve(path)));
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(reader).getTextFromPage(page)).append(' ');
        }
        return text.toString().replaceAll("\\s+", " ");
    }

    private String invoiceOf(String payer) throws IOException {
        return text("2026-09/invoices/"
                + world.value(
                        "select number from invoice join account a on a.account_no = invoice.payer_no where account_id = '"
                                + payer + "' order by invoice_no desc limit 1")
                + ".pdf");
    }

    @Test
    void anInvoiceBeginsWithWhatIsDueAndWritesAllDatesOneWay() throws IOException {
        world.run("month-end", CLOSE);

        assertThat(invoiceOf("acme"))
                .contains("Amount due USD 398.00 Due on 16 October 2026")
                .contains("Plan fee: pro from 1 September 2026, in arrears")
                .contains("United States")
                .doesNotContain("2026-09-01")
                .doesNotContain("Account Acme");
    }

    @Test
    void aPackIsToldAsItsCreditsAndCostAsWhatTheMeterCounted() throws IOException {
        world.take(world.write(
                "usage-2.csv",
                "event_id,account_id,meter,occurred_at,quantity,cost",
                "c-3,cora,call,2026-09-08T00:00:00Z,2.5,0.30",
                "c-4,cora,call,2026-09-12T00:00:00Z,1.5,0.50"));
        world.run("month-end", CLOSE);

        assertThat(invoiceOf("cora"))
                .contains("Credit top-up: 1,000 credits, package standard1,0000.04949.00")
                .contains("Batch cora-1")
                .contains("At cost: call40.200.80");
        assertThat(world.export("invoice_lines"))
                .as("files stay one piece at the amount")
                .contains(",1,49,49.00,")
                .contains(",1,0.8,0.80,");
    }

    @Test
    void whoChargesNoTaxesHasNoLineOfThem() throws IOException {
        world.write("seller.yaml", "seller: { name: Tiny, time_zone: UTC, terms_days: 14, series: T }\ntaxes: []\n");
        world.run("month-end", CLOSE);

        assertThat(invoiceOf("acme"))
                .contains("Total 398.00")
                .doesNotContain("Tax")
                .doesNotContain("VAT");
    }

    @Test
    void aCreditNoteSaysWhatIsPaidBackAndWhichInvoiceItCorrects() throws IOException {
        world.write("catalog/catalog.yaml", SmallWorld.CATALOG.replace("anchor: anniversary", "anchor: calendar"));
        world.write("seller.yaml", SmallWorld.SELLER.replace("series: INV", "series: INV, e_invoices: ubl"));
        world.run("month-end", CLOSE);
        String corrected = world.value("select number from invoice where payer_name = 'Bolt GmbH'");
        world.take(world.write("subscriptions-2.csv", "account_id,plan_id,starts_on", "bolt,anniversary,2026-09-16"));
        world.run("month-end", "2026-11-02T12:00:00Z");

        String number = world.value("select number from invoice where payer_name = 'Bolt GmbH' and total < 0");
        assertThat(text("2026-10/invoices/" + number + ".pdf"))
                .startsWith("Credit note")
                .contains("To be paid back EUR 201.11")
                .contains("This corrects invoice " + corrected + " of 2 October 2026");
    }

    @Test
    void aStatementNamesDaysOfUseAndSaysThatCreditsRanOut() throws IOException {
        world.run("month-end", CLOSE);

        assertThat(text("2026-09/accounts/dune/statement-2026-09-01.pdf"))
                .contains("Credits ran out on 20 September 2026: usage worth 5 credits was not covered.")
                .contains("Top-up dune-11001 Sep 20260Paid20 Sep 2026, 02:00")
                .contains("Lapsed: Top-up dune-120 Sep 2026, 02:00 70")
                .doesNotContain("T00:00:00Z");
        assertThat(text("2026-09/accounts/acme/statement-2026-09-01.pdf"))
                .contains("Allowance of September 2026")
                .doesNotContain("allowance:acme");
    }
}
