package io.nightbook.yaml;

/**
 * A mistake in a file: where it is, what is wrong, what to do next.
 *
 * @param file as it was named to the reader
 * @param line from 1; 0 where the mistake is the file as a whole
 * @param column from 1, in code points
 * @param excerpt the line as it stands in the file
 */
public record Problem(String file, int line, int column, String what, String excerpt, String remedy) {

    static Problem ofFile(String file, String what, String remedy) {
        return new Problem(file, 0, 0, what, "", remedy);
    }

    /** Place and mistake, the line with a mark under the spot, the remedy. */
    @Override
    public String toString() {
        return where() + ": " + what + "\n" + picture() + "  " + remedy;
    }

    private String where() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }

    private String picture() {
        if (line == 0) {
            return "";
        }
        Excerpt shown = Excerpt.of(excerpt, column);
        String number = "    " + line;
        return number + " | " + shown.text() + "\n" + " ".repeat(number.length()) + " | " + " ".repeat(shown.caret())
                + "^\n";
    }
}
