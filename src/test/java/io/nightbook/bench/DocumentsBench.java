package io.nightbook.bench;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PRStream;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfWriter;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.domain.report.IssuedInvoice.Line;
import io.nightbook.domain.report.IssuedInvoice.Party;
import io.nightbook.domain.report.IssuedInvoice.Payment;
import io.nightbook.domain.report.IssuedInvoice.Section;
import io.nightbook.domain.report.IssuedInvoice.Sums;
import io.nightbook.domain.report.IssuedInvoice.Tax;
import io.nightbook.pdf.Fonts;
import io.nightbook.pdf.InvoicePdf;
import io.nightbook.pdf.Typefaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How many invoices a second are set on all cores, beside a bare OpenPDF loop that puts the same lines of text on a page in
 * the same font, cut down and read once: no layout, no rules, no columns.
 */
final class DocumentsBench {

    private static final Instant CREATED = Instant.parse("2026-11-02T12:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final int ROUNDS = 5;

    private final PrintStream out;
    private final List<IssuedInvoice> invoices;
    private final Typefaces typefaces;
    private final List<List<String>> lines;
    private final BaseFont font;

    DocumentsBench(PrintStream out, int documents) throws IOException {
        this.out = out;
        this.invoices =
                IntStream.range(0, documents).mapToObj(DocumentsBench::invoice).toList();
        this.typefaces = Typefaces.of(InvoicePdf.texts(invoices), Fonts.SHIPPED);
        this.lines = new ArrayList<>();
        for (IssuedInvoice invoice : invoices) {
            lines.add(lines(set(invoice)));
        }
        this.font = BaseFont.createFont(
                "bare.ttf",
                BaseFont.IDENTITY_H,
                BaseFont.EMBEDDED,
                BaseFont.NOT_CACHED,
                font(set(invoices.get(0))),
                null);
    }

    void run() {
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double bare = perSecond(this::bare);
            double ours = perSecond(i -> set(invoices.get(i)));
            ratios[round] = ours / bare;
            out.printf(Locale.ROOT, "invoices/s %,.0f, of a bare loop %,.0f: %.2f x%n", ours, bare, ratios[round]);
        }
        Arrays.sort(ratios);
        out.printf(Locale.ROOT, "%-44s %8.2f x%n", "invoices/s / of a bare loop, median", ratios[ROUNDS / 2]);
    }

    private double perSecond(IntFunction<byte[]> document) {
        long start = System.nanoTime();
        long bytes = IntStream.range(0, invoices.size())
                .parallel()
                .mapToLong(i -> document.apply(i).length)
                .sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (bytes == 0) {
            throw new IllegalStateException("nothing was set");
        }
        return invoices.size() / seconds;
    }

    private byte[] set(IssuedInvoice invoice) {
        return InvoicePdf.of(invoice, CREATED, typefaces);
    }

    private byte[] bare(int number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Document document = new Document(PageSize.A4);
            PdfWriter writer = PdfWriter.getInstance(document, bytes);
            document.open();
            PdfContentByte page = writer.getDirectContent();
            page.beginText();
            page.setFontAndSize(font, 9);
            float at = 800;
            for (String line : lines.get(number)) {
                page.setTextMatrix(50, at);
                page.showText(line);
                at -= 12;
            }
            page.endText();
            document.close();
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static List<String> lines(byte[] file) throws IOException {
        try (PdfReader reader = new PdfReader(file)) {
            return new PdfTextExtractor(reader).getTextFromPage(1).lines().toList();
        }
    }

    /** The first font that a file embeds, as it is. */
    private static byte[] font(byte[] file) throws IOException {
        try (PdfReader reader = new PdfReader(file)) {
            for (int i = 0; i < reader.getXrefSize(); i++) {
                PdfObject object = reader.getPdfObject(i);
                if (object instanceof PdfDictionary dictionary && dictionary.get(PdfName.FONTFILE2) != null) {
                    PdfObject stream = PdfReader.getPdfObject(dictionary.get(PdfName.FONTFILE2));
                    return PdfReader.getStreamBytes((PRStream) Objects.requireNonNull(stream));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        throw new IllegalStateException("no font is embedded");
    }

    private static IssuedInvoice invoice(int number) {
        Money fee = new Money(4_900, EUR);
        Money overage = new Money(1_234L + number % 1000, EUR);
        Money topUp = new Money(9_900, EUR);
        Money net = fee.plus(overage).plus(topUp);
        Tax tax = new Tax("S", new BigDecimal("21"));
        Money taxed = net.percent(tax.percent(), RoundingMode.HALF_UP);
        Party seller = new Party("", "Bench S.L.", "Calle Mayor 1\n28013 Madrid", "ES", "ESB12345678", null);
        Party payer = new Party(
                "acct-" + number, "Account " + number, "Street " + number + "\n1000 Town", "ES", "ESA" + number, null);
        List<Line> lines = List.of(
                line(1, "fee", "starter from 2026-11-01, in advance", "1", fee),
                line(2, "overage", "credits beyond the allowance at 0.012", String.valueOf(number % 1000 + 1), overage),
                line(3, "top_up", "pack of 10,000 credits", "1", topUp));
        return new IssuedInvoice(
                String.format(Locale.ROOT, "INV-2026-%05d", number),
                LocalDate.of(2026, 11, 2),
                LocalDate.of(2026, 11, 16),
                YearMonth.of(2026, 10),
                seller,
                payer,
                List.of(new Section("acct-" + number, "Account " + number, lines)),
                tax,
                new Sums(net, taxed, net.plus(taxed), Money.zero(EUR), net.plus(taxed)));
    }

    private static Line line(int number, String kind, String description, String quantity, Money net) {
        return new Line(
                number, kind, description, new BigDecimal(quantity), new BigDecimal("0.012"), net, Payment.OPEN);
    }
}
