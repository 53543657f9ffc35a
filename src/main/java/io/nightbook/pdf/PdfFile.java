package io.nightbook.pdf;

import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfLiteral;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;

/** A document as the bytes of a PDF file: the same outline, the same bytes. */
final class PdfFile {

    private static final int ID_BYTES = 16;

    private final Outline outline;
    private final Typefaces typefaces;
    private final MessageDigest content = digest();

    private PdfFile(Outline outline, Typefaces typefaces) {
        this.outline = outline;
        this.typefaces = typefaces;
    }

    static byte[] of(Outline outline, Typefaces typefaces) {
        return new PdfFile(outline, typefaces).write();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 15);
        Document document = new Document(PageSize.A4);
        PdfWriter writer = FontPackingWriter.on(document, out, typefaces.packed());
        describe(document, writer);
        List<List<Pages.Placed>> pages = Pages.of(outline.strips());
        for (int i = 0; i < pages.size(); i++) {
            document.newPage();
            draw(writer.getDirectContent(), pages.get(i), "Page " + (i + 1) + " of " + pages.size());
        }
        identify(writer);
        document.close();
        return out.toByteArray();
    }

    private void describe(Document document, PdfWriter writer) {
        PdfDate created = new PdfDate(GregorianCalendar.from(outline.created().atZone(ZoneOffset.UTC)));
        document.addTitle(outline.title());
        document.addAuthor(outline.author());
        document.addCreator("Nightbook");
        document.open();
        writer.getInfo().put(PdfName.CREATIONDATE, created);
        writer.getInfo().put(PdfName.MODDATE, created);
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
        writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
    }

    private void draw(PdfContentByte canvas, List<Pages.Placed> page, String number) {
        Pen pen = new Pen(canvas, typefaces);
        page.forEach(placed -> placed.strip().draw(pen, placed.top()));
        float foot = Pages.BOTTOM + 22;
        pen.rule(Strip.LEFT, Strip.RIGHT, foot - 11);
        pen.textWithin(Style.SMALL, Strip.LEFT, Strip.RIGHT - 80, foot, outline.footer());
        pen.textTo(Style.SMALL, Strip.RIGHT, foot, number);
        content.update(canvas.getInternalBuffer().toByteArray());
    }

    /** The file's id is a digest of what it shows; without one, it would be random. */
    private void identify(PdfWriter writer) {
        String id = HexFormat.of().formatHex(content.digest(), 0, ID_BYTES);
        writer.getInfo().put(PdfName.FILEID, new PdfLiteral("[<" + id + "><" + id + ">]"));
    }
}
