package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontsTest {

    private static final int EAST = 0x6771;
    private static final int CAPITAL = 0x4EAC;

    @TempDir
    Path folder;

    @Test
    void charactersThatNoFontHasAreNamedAndShownAsTheReplacementSign() {
        Typefaces typefaces = Typefaces.of(List.of("\u6771\u4EAC, \u00E9"), Fonts.SHIPPED);

        assertThat(typefaces.missing()).containsExactly(CAPITAL, EAST);
        assertThat(shown(typefaces, "\u6771", Style.Weight.REGULAR)).isEqualTo("\uFFFD");
    }

    @Test
    void anAddedFontSetsWhatItHas() throws IOException {
        fontOf(EAST, "kanji.ttf");
        fontOf(CAPITAL, "kanji-Bold.ttf");

        Typefaces typefaces = Typefaces.of(List.of("\u6771\u4EAC"), Fonts.SHIPPED.with(folder));

        assertThat(typefaces.missing()).containsExactly(CAPITAL);
        assertThat(shown(typefaces, "\u6771", Style.Weight.REGULAR)).isEqualTo("\u6771");
        assertThat(shown(typefaces, "\u6771\u4EAC", Style.Weight.BOLD)).isEqualTo("\u6771\u4EAC");
    }

    @Test
    void withoutAFolderTheyAreThoseThatComeWithTheProgram() {
        Typefaces typefaces =
                Typefaces.of(List.of("\u05D0\u0627\u0416"), Fonts.SHIPPED.with(folder.resolve("missing")));

        assertThat(typefaces.missing()).isEmpty();
    }

    @Test
    void aFileThatIsNoTrueTypeFontIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("kanji.otf"), "OTTO and more than twelve bytes");

        assertThatExceptionOfType(UnusableFont.class)
                .isThrownBy(() -> Fonts.SHIPPED.with(folder))
                .withMessageStartingWith(file + ": is no TrueType font")
                .withMessageContaining("put a TrueType font (.ttf");
    }

    @Test
    void aFontThatIsCutShortIsRefused() throws IOException {
        Path file = fontOf(EAST, "kanji.ttf");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatExceptionOfType(UnusableFont.class)
                .isThrownBy(() -> Fonts.SHIPPED.with(folder))
                .withMessageContaining("kanji.ttf");
    }

    private static String shown(Typefaces typefaces, String text, Style.Weight weight) {
        StringBuilder shown = new StringBuilder();
        typefaces.of(weight).runs(text).forEach(run -> shown.append(run.text()));
        return shown.toString();
    }

    /** A font with one character, drawn as an A. */
    private Path fontOf(int character, String name) throws IOException {
        byte[] font = FontSubset.of(Fonts.SHIPPED.regular().get(0), new TreeSet<>(List.of((int) 'A')));
        ByteBuffer bytes = ByteBuffer.wrap(font);
        int group = 0;
        while (bytes.getInt(group) != 'A' || bytes.getInt(group + 4) != 'A') {
            group++;
        }
        bytes.putInt(group, character).putInt(group + 4, character);
        return Files.write(folder.resolve(name), font);
    }
}
