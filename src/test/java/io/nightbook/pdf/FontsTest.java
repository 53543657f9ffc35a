package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void lettersThatTakeTheirShapesFromTheirNeighboursAreMissingWhateverTheFont() throws IOException {
        fontOf(0x0939, "devanagari.ttf");
        fontOf(0x0967, "digits.ttf");

        Typefaces typefaces = Typefaces.of(List.of("\u0939\u0967"), Fonts.SHIPPED.with(folder));

        assertThat(typefaces.missing()).containsExactly(0x0939);
        assertThat(shown(typefaces, "\u0939\u0967", Style.Weight.REGULAR)).isEqualTo("\uFFFD\u0967");
        assertThat(FontAdvice.of(typefaces.missing()))
                .isEqualTo(
                        "\u0939 (Devanagari: its letters take their shapes from their neighbours, which these PDFs cannot"
                                + " do, whatever the font)");
    }

    @Test
    void theAdviceNamesAFontForEachScript() {
        assertThat(FontAdvice.of(List.of(EAST, 0xAC00, 0x1F680, 0x1206)))
                .contains("\u1206 (Ethiopic: NotoSansEthiopic-Regular.ttf of Debian's package fonts-noto-core may have"
                        + " them)")
                .contains(
                        "\u6771 (Han: DroidSansFallbackFull.ttf of Debian's package fonts-droid-fallback may have them)")
                .contains("\uAC00 (Hangul: NanumGothic.ttf of Debian's package fonts-nanum may have them)")
                .contains("(signs: Symbola_hint.ttf of Debian's package fonts-symbola may have them)")
                .endsWith(
                        "Put a TrueType font (.ttf, or .ttc with TrueType outlines; no .otf) that has them into the folder"
                                + " fonts of the configuration");
    }

    @Test
    void ofACollectionTheFirstFontSets() throws IOException {
        byte[] font = Files.readAllBytes(fontOf(EAST, "kanji.ttf"));
        ByteBuffer whole = ByteBuffer.allocate(font.length + 16);
        whole.putInt(0x74746366).putInt(0x00010000).putInt(1).putInt(16).put(font);
        for (int i = 0; i < whole.getShort(20); i++) {
            int offset = 16 + 12 + 16 * i + 8;
            whole.putInt(offset, whole.getInt(offset) + 16);
        }
        Files.delete(folder.resolve("kanji.ttf"));
        Files.write(folder.resolve("kanji.ttc"), whole.array());

        assertThat(Typefaces.missing(List.of("\u6771\u4EAC"), Fonts.SHIPPED.with(folder)))
                .containsExactly(CAPITAL);
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

    private Path fontOf(int character, String name) throws IOException {
        return SampleFont.of(character, folder.resolve(name));
    }
}
