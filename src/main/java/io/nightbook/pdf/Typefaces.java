package io.nightbook.pdf;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The type that a group of documents is set in.
 *
 * <p>Embedding a font is the dearest part of a small PDF. So the fonts are cut down once: Liberation Sans to plain
 * Latin letters, digits and signs, for all documents, and to whatever else a group of documents needs in fonts of their
 * own, which only the documents that need them embed. What Liberation Sans lacks comes from other {@link Fonts}.
 */
public final class Typefaces {

    private static final NavigableSet<Integer> COMMON = common();

    /** For texts of plain Latin letters, digits and signs. */
    public static final Typefaces PLAIN = new Typefaces(
            Typeface.of(Typeface.font(Fonts.SHIPPED.regular().get(0), COMMON)),
            Typeface.of(Typeface.font(Fonts.SHIPPED.bold().get(0), COMMON)),
            Collections.emptyNavigableSet());

    private final Typeface regular;
    private final Typeface bold;
    private final NavigableSet<Integer> missing;
    private final Map<ByteBuffer, byte[]> packed = new ConcurrentHashMap<>();

    private Typefaces(Typeface regular, Typeface bold, NavigableSet<Integer> missing) {
        this.regular = regular;
        this.bold = bold;
        this.missing = missing;
    }

    private static NavigableSet<Integer> common() {
        NavigableSet<Integer> common = new TreeSet<>();
        for (int c = 0x20; c < 0x7F; c++) {
            common.add(c);
        }
        "\u2013\u2014\u2018\u2019\u201C\u201D\u2026\u20AC".codePoints().forEach(common::add);
        return common;
    }

    /** For these texts, whatever is in them, in these fonts. */
    public static Typefaces of(Collection<String> texts, Fonts fonts) {
        NavigableSet<Integer> rare = rare(texts);
        if (rare.isEmpty()) {
            return PLAIN;
        }
        NavigableSet<Integer> missing = new TreeSet<>(rare);
        missing.removeIf(fonts::canSet);
        if (!missing.isEmpty()) {
            rare.removeIf(FontAdvice::needsShaping);
            rare.add((int) VisualText.REPLACEMENT);
        }
        return new Typefaces(
                PLAIN.regular.with(rare, fonts.regular()),
                PLAIN.bold.with(rare, fonts.bold()),
                Collections.unmodifiableNavigableSet(missing));
    }

    private static NavigableSet<Integer> rare(Collection<String> texts) {
        NavigableSet<Integer> rare = new TreeSet<>();
        for (String text : new HashSet<>(texts)) {
            VisualText.of(text).codePoints().filter(c -> !COMMON.contains(c)).forEach(rare::add);
        }
        return rare;
    }

    /** The characters of texts that no page can be set with in these fonts. */
    public static NavigableSet<Integer> missing(Collection<String> texts, Fonts fonts) {
        NavigableSet<Integer> missing = rare(texts);
        missing.removeIf(fonts::canSet);
        return missing;
    }

    /** The characters of the texts that cannot be set: no font has them, or they need more than a font. */
    public NavigableSet<Integer> missing() {
        return missing;
    }

    /** The characters of some of the texts that cannot be set. */
    public NavigableSet<Integer> missing(Collection<String> some) {
        if (missing.isEmpty()) {
            return missing;
        }
        NavigableSet<Integer> theirs = rare(some);
        theirs.retainAll(missing);
        return theirs;
    }

    /** Its fonts as they are embedded, once they are. */
    Map<ByteBuffer, byte[]> packed() {
        return packed;
    }

    Typeface of(Style.Weight weight) {
        return weight == Style.Weight.BOLD ? bold : regular;
    }
}
