package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/** Nothing that is printed steers the terminal. */
class PrintableTest {

    private static String printed(String text) throws IOException {
        StringWriter out = new StringWriter();
        try (Writer printable = new Printable(out)) {
            printable.write(text);
            printable.write(text.toCharArray());
            printable.write(text.charAt(0));
        }
        return out.toString();
    }

    @Test
    void escapeSequencesAreShownAsTheirCodesAndLinesStayLines() throws IOException {
        assertThat(printed("\u001b[31mred\u001b[0m\n\t日本 é")).isEqualTo("""
                \\u001b[31mred\\u001b[0m
                \t日本 é\\u001b[31mred\\u001b[0m
                \t日本 é\\u001b""");
        assertThat(printed("\rx\u009b2Jy\u202Ez\u2066\b\0"))
                .startsWith("\\u000dx\\u009b2Jy\\u202ez\\u2066\\u0008\\u0000");
    }

    @Test
    void aValueInsideALineCannotEndIt() {
        assertThat(Printable.line("a\nb\r\u2028c\td")).isEqualTo("a\\u000ab\\u000d\\u2028c\\u0009d");
        assertThat(Printable.line("x' or 1=1; \"日本\" é")).isEqualTo("x' or 1=1; \"日本\" é");
    }
}
