package io.nightbook.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The fonts that pages may be set in, each asked in turn for a character: Liberation Sans, those that were added, DejaVu
 * Sans. The last one has the sign for characters that none of them has.
 */
public final class Fonts {

    private static final String LIBERATION = "liberation/LiberationSans-";
    private static final String DEJAVU = "net/sf/jasperreports/fonts/dejavu/DejaVuSans";

    /** The fonts that come with the program: Latin, Greek, Cyrillic, Hebrew, Arabic and many signs. */
    public static final Fonts SHIPPED = new Fonts(
            List.of(TrueType.load(LIBERATION + "Regular.ttf"), TrueType.load(DEJAVU + ".ttf")),
            List.of(TrueType.load(LIBERATION + "Bold.ttf"), TrueType.load(DEJAVU + "-Bold.ttf")));

    private final List<TrueType> regular;
    private final List<TrueType> bold;

    private Fonts(List<TrueType> regular, List<TrueType> bold) {
        this.regular = regular;
        this.bold = bold;
    }

    /**
     * These fonts and the {@code *.ttf} and {@code *.ttc} of a folder, in the order of their names. One whose name has {@code bold} in it
     * sets bold text only; what no bold one has is set in the others.
     *
     * @param folder need not be there
     * @throws UnusableFont if one of them cannot be used
     */
    public Fonts with(Path folder) {
        List<TrueType> light = new ArrayList<>();
        List<TrueType> heavy = new ArrayList<>();
        for (Path file : files(folder)) {
            TrueType font = TrueType.read(file);
            (font.name().toLowerCase(Locale.ROOT).contains("bold") ? heavy : light).add(font);
        }
        heavy.addAll(light);
        return new Fonts(between(regular, light), between(bold, heavy));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(Fonts::isShown)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isShown(Path file) {
        return !String.valueOf(file.getFileName()).startsWith(".");
    }

    private static List<TrueType> between(List<TrueType> shipped, List<TrueType> more) {
        List<TrueType> all = new ArrayList<>(shipped);
        all.addAll(shipped.size() - 1, more);
        return List.copyOf(all);
    }

    /** The names of those that do not come with the program. */
    public List<String> added() {
        return Stream.concat(regular.stream(), bold.stream())
                .distinct()
                .filter(font -> !SHIPPED.regular.contains(font) && !SHIPPED.bold.contains(font))
                .map(TrueType::name)
                .toList();
    }

    /** Whether a character shows as it should: one of them has it, and it needs no more than that. */
    boolean canSet(int c) {
        return !FontAdvice.needsShaping(c) && regular.stream().anyMatch(font -> font.has(c));
    }

    List<TrueType> regular() {
        return regular;
    }

    List<TrueType> bold() {
        return bold;
    }
}
