package io.nightbook.pdf;

import com.lowagie.text.pdf.PdfContentByte;
import org.jspecify.annotations.Nullable;

/** Draws on one page: text and filled boxes, in points from its left and its top. */
final class Pen {

    static final float WIDTH = 595;
    static final float HEIGHT = 842;

    private final PdfContentByte canvas;
    private final Typefaces typefaces;
    private @Nullable Ink ink;

    Pen(PdfContentByte canvas, Typefaces typefaces) {
        this.canvas = canvas;
        this.typefaces = typefaces;
    }

    /** Sets text that begins at {@code left}. */
    void text(Style style, float left, float baseline, String text) {
        visual(style, left, baseline, VisualText.of(text));
    }

    /** Sets text that begins at {@code left} and goes no further than {@code right}; an ellipsis says where it is cut. */
    void textWithin(Style style, float left, float right, float baseline, String text) {
        text(style, left, baseline, Wrapping.cut(text, typefaces.of(style.weight()), style.size(), right - left));
    }

    /** Sets text that ends at {@code right}. */
    void textTo(Style style, float right, float baseline, String text) {
        String visual = VisualText.of(text);
        visual(style, right - typefaces.of(style.weight()).width(visual, style.size()), baseline, visual);
    }

    private void visual(Style style, float left, float baseline, String text) {
        if (text.isEmpty()) {
            return;
        }
        use(style.ink());
        canvas.beginText();
        boolean first = true;
        for (Typeface.Run run : typefaces.of(style.weight()).runs(text)) {
            canvas.setFontAndSize(run.font(), style.size());
            if (first) {
                canvas.setTextMatrix(left, HEIGHT - baseline);
                first = false;
            }
            canvas.showText(run.text());
        }
        canvas.endText();
    }

    void box(Ink fill, float left, float top, float width, float height) {
        if (width > 0 && height > 0) {
            use(fill);
            canvas.rectangle(left, HEIGHT - top - height, width, height);
            canvas.fill();
        }
    }

    /** A thin line from left to right. */
    void rule(float left, float right, float at) {
        box(Ink.RULE, left, at, right - left, 0.5f);
    }

    private void use(Ink fill) {
        if (fill != ink) {
            canvas.setRGBColorFill(fill.red, fill.green, fill.blue);
            ink = fill;
        }
    }
}
