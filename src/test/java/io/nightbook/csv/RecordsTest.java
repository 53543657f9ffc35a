package io.nightbook.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.csv.Records.Found;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records come out of a text one by one, and a broken or endless one takes no other along. */
class RecordsTest {

    private static List<Found> all(Reader text) {
        List<Found> all = new ArrayList<>();
        try (Records records = new Records(text)) {
            for (Found found = records.next(); found != null; found = records.next()) {
                all.add(found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static List<Found> all(String text) {
        return all(new StringReader(text));
    }

    /** A record in short: its lines, and its cells or what is given back. */
    private static String shortly(Found found) {
        String content = found.flaw() == null ? String.join("|", found.cells()) : "broken " + found.text();
        return found.line() + "-" + found.last() + " " + content;
    }

    /** Gives a character over and over, and counts how many were asked for. */
    private static final class Endless extends Reader {

        private final String start;
        private final long length;
        private final char c;
        private long given;

        Endless(String start, char c, long length) {
            this.start = start;
            this.c = c;
            this.length = length;
        }

        @Override
        public int read(char[] into, int from, int most) {
            int now = (int) Math.min(most, length - given);
            for (int i = 0; i < now; i++) {
                into[from + i] = given + i < start.length() ? start.charAt((int) given + i) : c;
            }
            given += now;
            return now == 0 ? -1 : now;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void cellsMayHoldSeparatorsLineEndsAndDoubledQuotes() {
        assertThat(all("a,\"b,\"\"c\"\"\r\nd\",e\r\n\n,\"\" ,\r\"f\"\nx\"y,\"z\""))
                .map(RecordsTest::shortly)
                .containsExactly("1-2 a|b,\"c\"\r\nd|e", "3-3 ", "4-4 ||", "5-5 f", "6-6 x\"y|z");
    }

    @Test
    void aQuoteThatNeverEndsTakesItsOwnLineAlone() {
        List<Found> found = all("a,1\nb,\"2\nc,3\nd,4\n");

        assertThat(found)
                .map(RecordsTest::shortly)
                .containsExactly("1-1 a|1", "2-2 broken b,\"2", "3-3 c|3", "4-4 d|4");
        assertThat(found.get(1).flaw())
                .isEqualTo(
                        "a quote that begins in line 2 never ends; within one, each \" is written twice. The next line is"
                                + " read as a row of its own");
        assertThat(all("a,1\nb,\"2")).map(RecordsTest::shortly).containsExactly("1-1 a|1", "2-2 broken b,\"2");
    }

    @Test
    void aRecordLongerThanTheBoundTakesItsOwnLineAloneToo() {
        String rows = "c,3\n".repeat(Records.LONGEST / 2);

        List<Found> found = all("a,\"1\n" + rows + "d,\"4\n5\"\n");

        assertThat(found).hasSize(Records.LONGEST / 2 + 2);
        assertThat(shortly(found.get(0))).isEqualTo("1-1 broken a,\"1");
        assertThat(found.get(0).flaw())
                .startsWith(
                        "the row is longer than 1,048,576 characters; perhaps a quote that begins in line 1 never ends");
        assertThat(found.subList(1, found.size() - 1)).allMatch(row -> row.flaw() == null);
        assertThat(shortly(found.get(found.size() - 1)))
                .isEqualTo((Records.LONGEST / 2 + 2) + "-" + (Records.LONGEST / 2 + 3) + " d|4\n5");
    }

    @Test
    void linesOfWhichEachSeemsToBeOpenAreReadTwiceAtMost() {
        int lines = 200_000;
        Endless text = new Endless("a\",\"\n".repeat(lines), ' ', 5L * lines);

        List<Found> found = all(text);

        assertThat(found).hasSize(lines).allMatch(row -> row.flaw() != null && "a\",\"".equals(row.text()));
    }

    @Test
    void aRecordIsAsLongAsTheBoundAndNotLonger() {
        String most = "x".repeat(Records.LONGEST - 1);

        assertThat(all(most + "\nb\n")).map(Found::flaw).containsExactly(null, null);
        List<Found> found = all(most + "xy\nb\n");
        assertThat(found.get(0).flaw())
                .isEqualTo(
                        "the line is longer than 1,048,576 characters, more than a row can have; the first 1,000 are given"
                                + " back, 1,047,577 characters are left out");
        assertThat(found.get(0).text()).isEqualTo("x".repeat(1000) + "\uFFFD (1,047,577 characters left out)");
        assertThat(shortly(found.get(1))).isEqualTo("2-2 b");
    }

    @Test
    void aLineWithoutEndIsPassedOverHoweverLongItIs() {
        long length = 40L * Records.LONGEST;
        List<Found> found = all(new Endless("a,\"1", '\0', length));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).flaw()).endsWith(String.format("%,d characters are left out", length - 1000));
        assertThat(found.get(0).text()).hasSizeLessThan(1100);
    }

    @Test
    void whatFollowsAClosingQuoteBreaksItsRecordAsFarAsThatLine() {
        List<Found> found = all("\"a\"b,1\nc,\"2\n\"d\"\ne,3\n");

        assertThat(found)
                .map(RecordsTest::shortly)
                .containsExactly("1-1 broken \"a\"b,1", "2-3 broken c,\"2\n\"d\"", "4-4 e|3");
        assertThat(found.get(0).flaw())
                .isEqualTo(
                        "a quote does not end where its cell does; within one, each \" is written twice (line 1, character 4)");
        assertThat(found.get(1).flaw()).startsWith("as far as line 3: ").endsWith("(line 3, character 2)");
    }
}
