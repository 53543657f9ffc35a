package io.nightbook.pdf;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be done about characters that pages cannot be set with: which font has them, or that none helps. */
public final class FontAdvice {

    private static final int SHOWN = 20;

    /** Their letters take their shapes and places from their neighbours, which takes more than a font. */
    private static final Set<UnicodeScript> SHAPED = EnumSet.of(
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.TIBETAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.KHMER,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.SYRIAC,
            UnicodeScript.NKO,
            UnicodeScript.THAANA,
            UnicodeScript.BALINESE,
            UnicodeScript.JAVANESE,
            UnicodeScript.SUNDANESE,
            UnicodeScript.CHAKMA,
            UnicodeScript.MEETEI_MAYEK);

    private static final String CHINESE = "DroidSansFallbackFull.ttf of Debian's package fonts-droid-fallback";
    private static final Map<UnicodeScript, String> SOURCES = new EnumMap<>(Map.of(
            UnicodeScript.HAN, CHINESE,
            UnicodeScript.HIRAGANA, CHINESE,
            UnicodeScript.KATAKANA, CHINESE,
            UnicodeScript.BOPOMOFO, CHINESE,
            UnicodeScript.HANGUL, "NanumGothic.ttf of Debian's package fonts-nanum",
            UnicodeScript.COMMON, "Symbola_hint.ttf of Debian's package fonts-symbola"));

    private FontAdvice() {}

    /** Whether a letter or mark needs more than a font: digits and signs of the same scripts stand for themselves. */
    static boolean needsShaping(int c) {
        return SHAPED.contains(UnicodeScript.of(c)) && (Character.isLetter(c) || isMark(c));
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** The characters by their scripts, with what has them: {@code \u6771 \u4EAC (Han: ...)}; and what to do, in a sentence. */
    public static String of(Collection<Integer> characters) {
        Map<UnicodeScript, NavigableSet<Integer>> scripts = new EnumMap<>(UnicodeScript.class);
        characters.forEach(c -> scripts.computeIfAbsent(UnicodeScript.of(c), script -> new TreeSet<>())
                .add(c));
        boolean helps = !characters.stream().allMatch(FontAdvice::needsShaping);
        return scripts.entrySet().stream()
                        .map(script -> of(script.getKey(), script.getValue()))
                        .collect(Collectors.joining("; "))
                + (helps
                        ? ". Put a TrueType font (.ttf, or .ttc with TrueType outlines; no .otf) that has them into the folder"
                                + " fonts of the configuration"
                        : "");
    }

    private static String of(UnicodeScript script, NavigableSet<Integer> characters) {
        String shown = characters.stream().limit(SHOWN).map(Character::toString).collect(Collectors.joining(" "))
                + (characters.size() > SHOWN ? " and " + (characters.size() - SHOWN) + " more" : "");
        String name = script == UnicodeScript.COMMON ? "signs" : name(script);
        boolean shaped = characters.stream().anyMatch(FontAdvice::needsShaping);
        return shown + " (" + name + ": "
                + (shaped
                        ? "its letters take their shapes from their neighbours, which these PDFs cannot do, whatever the font"
                        : SOURCES.getOrDefault(
                                        script,
                                        "NotoSans" + name.replace(" ", "")
                                                + "-Regular.ttf of Debian's package fonts-noto-core")
                                + " may have them")
                + ")";
    }

    private static String name(UnicodeScript script) {
        StringBuilder name = new StringBuilder();
        for (String word : script.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.length() == 0 ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word.substring(1));
        }
        return name.toString();
    }
}
