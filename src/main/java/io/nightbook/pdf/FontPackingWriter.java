package io.nightbook.pdf;

import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfDocument;
import com.lowagie.text.pdf.PdfIndirectObject;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfStream;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A writer that compresses each font once for all documents that embed it: the plain writer does it for each of them, and
 * that takes longer than all the rest of a page.
 *
 * <p>Fonts come to it stored ({@link Typeface#font} asks for that), which costs next to nothing.
 */
final class FontPackingWriter extends PdfWriter {

    private static final PdfName UNPACKED_LENGTH = new PdfName("Length1");

    private final Map<ByteBuffer, byte[]> packed;

    private FontPackingWriter(PdfDocument pdf, OutputStream out, Map<ByteBuffer, byte[]> packed) {
        super(pdf, out);
        this.packed = packed;
    }

    /** @param packed fonts packed so far, safe for many threads */
    static PdfWriter on(Document document, OutputStream out, Map<ByteBuffer, byte[]> packed) {
        PdfDocument pdf = new PdfDocument();
        pdf.setTextRenderingOptions(document.getTextRenderingOptions());
        document.addDocListener(pdf);
        PdfWriter writer = new FontPackingWriter(pdf, out, packed);
        pdf.addWriter(writer);
        return writer;
    }

    @Override
    public PdfIndirectObject addToBody(@Nullable PdfObject object) throws IOException {
        if (object instanceof PdfStream font && font.contains(UNPACKED_LENGTH)) {
            ByteArrayOutputStream stored = new ByteArrayOutputStream(1 << 15);
            font.writeContent(stored);
            PdfStream shared = new PdfStream(
                    packed.computeIfAbsent(ByteBuffer.wrap(stored.toByteArray()), FontPackingWriter::pack));
            shared.put(PdfName.FILTER, PdfName.FLATEDECODE);
            shared.put(UNPACKED_LENGTH, font.get(UNPACKED_LENGTH));
            return super.addToBody(shared);
        }
        return super.addToBody(object);
    }

    private static byte[] pack(ByteBuffer stored) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(stored.limit());
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try (OutputStream out = new InflaterOutputStream(new DeflaterOutputStream(packed, best))) {
            out.write(stored.array(), stored.arrayOffset(), stored.limit());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            best.end();
        }
        return packed.toByteArray();
    }
}
