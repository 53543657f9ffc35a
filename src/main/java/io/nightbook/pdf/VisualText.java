package io.nightbook.pdf;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.Map;

/**
 * Text as its glyphs stand on the line, from left to right: composed, joined, mirrored and ordered.
 *
 * <p>What only joins, parts, varies or directs its neighbours draws nothing: joiners, zero-width spaces, soft hyphens,
 * variation selectors, marks and isolates of direction. A control, or what would turn the text around it, becomes {@link
 * #REPLACEMENT}, so that nothing else vanishes; line breaks and tabs are spaces.
 */
final class VisualText {

    static final char REPLACEMENT = '\uFFFD';

    /** Put after a text that may run from right to left, keeps what follows on its right; it is not seen itself. */
    static final char LEFT_TO_RIGHT = '\u200E';

    private static final int FIRST_MARK = 0x300;
    private static final Map<Integer, Integer> MIRRORED = Map.of(
            (int) '(', (int) ')', (int) ')', (int) '(', (int) '[', (int) ']', (int) ']', (int) '[', (int) '{',
            (int) '}', (int) '}', (int) '{', (int) '<', (int) '>', (int) '>', (int) '<');

    private VisualText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_MARK || Character.isISOControl(c) || c == '\u00AD') {
                return ordered(visible(Normalizer.normalize(text, Normalizer.Form.NFC)))
                        .replace(String.valueOf(LEFT_TO_RIGHT), "");
            }
        }
        return text;
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .filter(c -> c == LEFT_TO_RIGHT || !Invisible.is(c))
                .forEach(c -> visible.appendCodePoint(
                        !Invisible.isControl(c) ? c : Character.isWhitespace(c) ? ' ' : REPLACEMENT));
        return visible.toString();
    }

    private static String ordered(String text) {
        char[] chars = text.toCharArray();
        if (!Bidi.requiresBidi(chars, 0, chars.length)) {
            return text;
        }
        String shaped = ArabicForms.shaped(text);
        Bidi bidi = new Bidi(shaped, Bidi.DIRECTION_LEFT_TO_RIGHT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        String[] pieces = new String[runs];
        for (int i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String run = shaped.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            pieces[i] = levels[i] % 2 == 1 ? reversed(run) : run;
        }
        Bidi.reorderVisually(levels, 0, pieces, 0, runs);
        return String.join("", pieces);
    }

    /** Backwards, each character with the marks that follow it. */
    private static String reversed(String run) {
        StringBuilder reversed = new StringBuilder();
        int end = run.length();
        for (int at = end; at > 0; ) {
            at = run.offsetByCodePoints(at, -1);
            int c = run.codePointAt(at);
            if (Character.getType(c) != Character.NON_SPACING_MARK || at == 0) {
                reversed.appendCodePoint(MIRRORED.getOrDefault(c, c));
                reversed.append(run, at + Character.charCount(c), end);
                end = at;
            }
        }
        return reversed.toString();
    }
}
