package io.nightbook.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The records of a text by RFC 4180, one by one: cells stand between delimiters, a quoted one may hold delimiters, line
 * ends and, written twice, quotes. A line ends with a line feed, a carriage return, or both.
 *
 * <p>A record has at most {@link #LONGEST} characters, and no more than that is in memory. One that is longer, or whose
 * quote never ends, gives back its first physical line alone, and reading goes on at the next one: a quote that was left
 * open takes no other rows along. No line is read more than twice: a record that begins inside such a one, and is open at
 * the end of its own first line, is in the same place of the same text and comes to the same end.
 */
final class Records implements Closeable {

    /** The characters of a record, at most. */
    static final int LONGEST = 1 << 20;
    /** The characters that are given back of a line that is longer. */
    static final int GIVEN_BACK = 1_000;

    private static final int BUFFER = 1 << 16;
    private static final int NOBODY = -1;
    private static final String RULE = "; within one, each \" is written twice";

    private final Reader in;
    private char[] buffer = new char[BUFFER];
    private char delimiter = ',';
    /** In the buffer: where the record begins, how far it is read, and where what is there of the text ends. */
    private int start;

    private int at;
    private int end;
    private boolean isOver;
    /** The place in the text where the buffer begins. */
    private long base;
    /** Each line that begins before this place begins inside a quote, if the record did that went as far as here. */
    private long openThrough = NOBODY;

    /** The physical line where the record begins, how many line ends it has gone through, and where its quote begins. */
    private long line = 1;

    private long breaks;
    private long quoteLine;
    /** From where the record begins: its last line; the end of its first line, without and with what ends it. */
    private int lastBreak;

    private int firstText;
    private int firstBreak;
    private int usual = 8;

    Records(Reader in) {
        this.in = in;
    }

    /**
     * A record as it stands in the text.
     *
     * @param line the physical line where it begins, from 1
     * @param last the physical line where it ends
     * @param flaw why its cells cannot be told apart, or null
     * @param text what is given back of it then, else null
     */
    record Found(
            long line,
            long last,
            List<String> cells,
            @Nullable String flaw,
            @Nullable String text) {}

    /** How a cell ended. */
    private enum Ending {
        CELL,
        RECORD,
        /** The text is over inside a quote. */
        OPEN,
        /** Something follows a closing quote. */
        STRAY,
        TOO_LONG
    }

    void separatedBy(char separator) {
        delimiter = separator;
    }

    char delimiter() {
        return delimiter;
    }

    /** The physical line where the next record begins. */
    long line() {
        return line;
    }

    /** Whether the last record ended with its line, and not because nothing more came. */
    boolean isWhole() {
        return start < end || (start > 0 && isLineEnd(buffer[start - 1]));
    }

    /** The next record if it were separated so, without going on to it; null at the end. */
    @Nullable
    Found peek(char separator) throws IOException {
        char delimiterBefore = delimiter;
        long lineBefore = line;
        long place = base + start;
        delimiter = separator;
        Found found = next();
        delimiter = delimiterBefore;
        if (place >= base) {
            line = lineBefore;
            start = (int) (place - base);
            openThrough = NOBODY;
        }
        return found;
    }

    /** The next record, or null at the end. */
    @Nullable
    Found next() throws IOException {
        at = start;
        breaks = 0;
        lastBreak = 0;
        firstBreak = NOBODY;
        if (peek() == NOBODY) {
            return null;
        }
        List<String> cells = new ArrayList<>(usual);
        Ending ending = Ending.CELL;
        while (ending == Ending.CELL) {
            ending = peek() == '"' ? quotedCell(cells) : plainCell(cells);
        }
        if (ending == Ending.OPEN || at - start > LONGEST) {
            return firstLine(ending);
        }
        return switch (ending) {
            case STRAY -> asFarAsThisLine();
            case TOO_LONG -> firstLine(ending);
            default -> {
                usual = cells.size();
                yield done(cells, null, null);
            }
        };
    }

    private Ending plainCell(List<String> cells) throws IOException {
        int from = at - start;
        do {
            int i = at;
            int last = end;
            char[] text = buffer;
            char separator = delimiter;
            while (i < last && text[i] != separator && !isLineEnd(text[i])) {
                i++;
            }
            at = i;
        } while (at == end && fill());
        if (at == end && !isOver) {
            return Ending.TOO_LONG;
        }
        cells.add(new String(buffer, start + from, at - start - from));
        return at == end ? Ending.RECORD : passEnd();
    }

    private Ending quotedCell(List<String> cells) throws IOException {
        quoteLine = line + breaks;
        at++;
        int from = at - start;
        StringBuilder before = new StringBuilder(0);
        while (true) {
            Ending ending = toQuote();
            if (ending != Ending.CELL) {
                return ending;
            }
            at++;
            if (peek() != '"') {
                break;
            }
            before.append(buffer, start + from, at - start - from);
            at++;
            from = at - start;
        }
        String rest = new String(buffer, start + from, at - 1 - start - from);
        cells.add(before.isEmpty() ? rest : before.append(rest).toString());
        return afterQuote();
    }

    /** Goes to the next quote; answers how the cell ends if there is none. */
    private Ending toQuote() throws IOException {
        while (at < end || fill()) {
            char c = buffer[at];
            if (c == '"') {
                return Ending.CELL;
            }
            at++;
            if (isLineEnd(c)) {
                passLineEnd(c);
                if (base + start < openThrough) {
                    return Ending.OPEN;
                }
            }
        }
        return isOver ? Ending.OPEN : Ending.TOO_LONG;
    }

    /** Blanks between a closing quote and the end of the cell count nothing. */
    private Ending afterQuote() throws IOException {
        while (true) {
            int c = peek();
            if (c == NOBODY) {
                return isOver ? Ending.RECORD : Ending.TOO_LONG;
            }
            if (c == delimiter || isLineEnd((char) c)) {
                return passEnd();
            }
            if (!Character.isWhitespace(c)) {
                return Ending.STRAY;
            }
            at++;
        }
    }

    private Ending passEnd() throws IOException {
        char c = buffer[at++];
        if (c == delimiter) {
            return Ending.CELL;
        }
        if (c == '\r' && peek() == '\n') {
            at++;
        }
        breaks++;
        lastBreak = at - start;
        return Ending.RECORD;
    }

    /** Goes past a line end inside a quote, of which the first character is passed. */
    private void passLineEnd(char c) throws IOException {
        int text = at - 1 - start;
        if (c == '\r' && peek() == '\n') {
            at++;
        }
        breaks++;
        lastBreak = at - start;
        if (firstBreak == NOBODY) {
            firstText = text;
            firstBreak = lastBreak;
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** What belongs to the record cannot be told: it is given back as far as the end of the line. */
    private Found asFarAsThisLine() throws IOException {
        String place = String.format(
                Locale.ROOT, " (line %d, character %,d)", line + breaks, (long) at - start - lastBreak + 1);
        String reach = breaks == 0 ? "" : "as far as line " + (line + breaks) + ": ";
        int c = peek();
        while (c != NOBODY && !isLineEnd((char) c)) {
            at++;
            c = peek();
        }
        if (c == NOBODY && !isOver) {
            return firstLine(Ending.TOO_LONG);
        }
        String text = new String(buffer, start, at - start);
        if (c != NOBODY) {
            at++;
            passLineEnd((char) c);
        }
        return done(List.of(), reach + "a quote does not end where its cell does" + RULE + place, text);
    }

    /** Gives back the first line alone; the next one is read as if it began a record. */
    private Found firstLine(Ending ending) throws IOException {
        openThrough = Math.max(openThrough, base + at);
        String unending = (ending == Ending.OPEN
                        ? "a quote that begins in line " + quoteLine + " never ends"
                        : String.format(
                                Locale.ROOT,
                                "the row is longer than %,d characters; perhaps a quote that begins in line %d never ends",
                                LONGEST,
                                quoteLine))
                + RULE;
        if (firstBreak != NOBODY) {
            String text = new String(buffer, start, firstText);
            at = start + firstBreak;
            lastBreak = firstBreak;
            breaks = 1;
            return done(List.of(), unending + ". The next line is read as a row of its own", text);
        }
        if (ending == Ending.OPEN && end - start <= LONGEST) {
            String text = new String(buffer, start, end - start);
            at = end;
            return done(List.of(), unending, text);
        }
        return longLine();
    }

    /** Passes over a line that is too long, however long it is. */
    private Found longLine() throws IOException {
        int kept = GIVEN_BACK - (Character.isHighSurrogate(buffer[start + GIVEN_BACK - 1]) ? 1 : 0);
        String text = new String(buffer, start, kept);
        long length = skipLine();
        breaks = 0;
        if (peek() != NOBODY) {
            passEnd();
        }
        String left = String.format(Locale.ROOT, "%,d characters", length - kept);
        // no cell that holds this mark can be stored, so nobody sends the cut row again without mending it
        return done(
                List.of(),
                String.format(
                        Locale.ROOT,
                        "the line is longer than %,d characters, more than a row can have; the first %,d are given back, %s are left out",
                        LONGEST,
                        kept,
                        left),
                text + Values.UNREADABLE + " (" + left + " left out)");
    }

    /** Goes to the end of the line and lets go of it; answers its length. */
    private long skipLine() throws IOException {
        long from = base + start;
        at = start;
        int c = peek();
        while (c != NOBODY && !isLineEnd((char) c)) {
            at++;
            start = at;
            c = peek();
        }
        return base + at - from;
    }

    private Found done(List<String> cells, @Nullable String flaw, @Nullable String text) {
        boolean endsLine = breaks > 0 && lastBreak == at - start;
        Found found = new Found(line, line + breaks - (endsLine ? 1 : 0), cells, flaw, text);
        line += breaks;
        start = at;
        return found;
    }

    private int peek() throws IOException {
        return at < end || fill() ? buffer[at] : NOBODY;
    }

    /** Reads on, keeping what there is of the record; false where the text is over or the record too long. */
    private boolean fill() throws IOException {
        if (isOver || end - start > LONGEST) {
            return false;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        base += start;
        at -= start;
        end -= start;
        start = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int more = in.read(buffer, end, buffer.length - end);
        isOver = more < 0;
        end += Math.max(more, 0);
        return !isOver;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
