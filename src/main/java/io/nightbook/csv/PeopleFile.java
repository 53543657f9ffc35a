package io.nightbook.csv;

import io.nightbook.domain.money.Credits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that a person will open in a spreadsheet: RFC 4180, a header, one row after the other.
 *
 * <p>Numbers and dates stay what they are. Text that a spreadsheet would run as a formula, which is text that begins with
 * {@code = + - @}, of any width, a tab or a line's end, gets a {@code '} in front.
 */
public final class PeopleFile {

    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

    private final CSVPrinter printer;

    /** Writes to {@code out}, which stays open. */
    public PeopleFile(Appendable out) {
        try {
            this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void row(@Nullable Object... cells) {
        row(java.util.Arrays.asList(cells));
    }

    public void row(List<? extends @Nullable Object> cells) {
        try {
            for (Object cell : cells) {
                printer.print(shown(cell));
            }
            printer.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof CharSequence text) {
            return harmless(text.toString());
        }
        if (cell instanceof Credits credits) {
            return credits.toString();
        }
        return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
    }

    static String harmless(String text) {
        return text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
