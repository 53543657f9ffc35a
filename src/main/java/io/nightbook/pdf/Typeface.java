package io.nightbook.pdf;

import com.lowagie.text.DocumentException;
import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.zip.Deflater;

/**
 * One weight of the type that pages are set in: a font for most text, and further ones for characters that it lacks.
 * Immutable, and safe for all threads: fonts are embedded as they are, so that a document changes nothing in them.
 */
final class Typeface {

    private static final int COMMON = 0x100;

    private final List<BaseFont> fonts;
    private final int[] widths = new int[COMMON];

    /** A typeface of fonts that are asked in turn for a character; the last one has the replacement sign, or none is needed. */
    private Typeface(List<BaseFont> fonts) {
        this.fonts = fonts;
        BaseFont main = fonts.get(0);
        for (int c = 0; c < COMMON; c++) {
            widths[c] = main.charExists(c) ? main.getWidth(c) : -1;
        }
    }

    /** Text in the type of one font. */
    record Run(BaseFont font, String text) {}

    static Typeface of(BaseFont font) {
        return new Typeface(List.of(font));
    }

    /** This typeface and further characters, each from the first source that has it. */
    Typeface with(NavigableSet<Integer> characters, List<TrueType> sources) {
        List<BaseFont> more = new ArrayList<>(fonts);
        NavigableSet<Integer> left = new TreeSet<>(characters);
        left.removeIf(fonts.get(0)::charExists);
        for (TrueType source : sources) {
            NavigableSet<Integer> found = new TreeSet<>(left);
            found.removeIf(c -> !source.has(c));
            left.removeAll(found);
            boolean isLast = source == sources.get(sources.size() - 1);
            if (isLast && !left.isEmpty()) {
                found.add((int) VisualText.REPLACEMENT);
            }
            if (!found.isEmpty()) {
                more.add(font(source, found));
            }
        }
        return new Typeface(List.copyOf(more));
    }

    /** A font to embed, cut down to characters that the source has; it is compressed once, not for each document. */
    static BaseFont font(TrueType source, NavigableSet<Integer> characters) {
        try {
            byte[] bytes = FontSubset.of(source, characters);
            BaseFont font = BaseFont.createFont(
                    source.name() + ".ttf", BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, bytes, null);
            font.setSubset(false);
            font.setIncludeCidSet(false);
            font.setCompressionLevel(Deflater.NO_COMPRESSION);
            return font;
        } catch (DocumentException e) {
            throw new IllegalStateException(source.name() + " cannot be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The width of text in visual order, at a size in points. */
    float width(String text, float size) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= COMMON || widths[c] < 0) {
                return mixedWidth(text, size);
            }
            sum += widths[c];
        }
        return sum * size / 1000;
    }

    private float mixedWidth(String text, float size) {
        float width = 0;
        for (Run run : runs(text)) {
            width += run.font().getWidthPoint(run.text(), size);
        }
        return width;
    }

    /** Text in visual order, cut where the font changes. */
    List<Run> runs(String text) {
        if (isPlain(text)) {
            return List.of(new Run(fonts.get(0), text));
        }
        List<Run> runs = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        BaseFont pendingFont = fonts.get(0);
        for (int c : text.codePoints().map(this::shown).toArray()) {
            BaseFont font = fontOf(c);
            if (font != pendingFont && pending.length() > 0) {
                runs.add(new Run(pendingFont, pending.toString()));
                pending.setLength(0);
            }
            pendingFont = font;
            pending.appendCodePoint(c);
        }
        runs.add(new Run(pendingFont, pending.toString()));
        return runs;
    }

    private int shown(int c) {
        return fonts.stream().anyMatch(font -> font.charExists(c)) ? c : VisualText.REPLACEMENT;
    }

    private boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= COMMON || widths[c] < 0) {
                return false;
            }
        }
        return true;
    }

    private BaseFont fontOf(int codePoint) {
        for (BaseFont font : fonts) {
            if (font.charExists(codePoint)) {
                return font;
            }
        }
        return fonts.get(fonts.size() - 1);
    }
}
