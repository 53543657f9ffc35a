package io.nightbook.batch.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.cases.SmallWorld;
import io.nightbook.csv.UnusableFile;
import io.nightbook.domain.input.Reject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What spreadsheets make of a file is read where it is safe, and refused by its own name where it is not. */
class SpreadsheetFilesTest {

    private static final String HEADER = "event_id,account_id,meter,occurred_at,quantity";
    private static final String TIME = "2026-09-03T00:00:00Z";

    @TempDir
    Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder);
        world.take(world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private IntakeResult take(String text, Charset charset) {
        return world.take(world.write("usage.csv", text.getBytes(charset))).get(0);
    }

    private IntakeResult take(String text) {
        return take(text, StandardCharsets.UTF_8);
    }

    private static List<String> shortly(IntakeResult result) {
        return result.rejects().stream()
                .map(reject -> reject.line() + " " + reject.detail())
                .toList();
    }

    private static void assertAccepted(IntakeResult result, long accepted) {
        assertThat(List.of(result.accepted(), result.rejected()))
                .as("%s", result.rejects())
                .containsExactly(accepted, 0L);
    }

    private void assertRefused(String file, byte[] bytes, String... words) {
        Path path = world.write(file, bytes);
        assertThatExceptionOfType(UnusableFile.class)
                .isThrownBy(() -> world.take(path))
                .withMessageContainingAll(words);
    }

    @Test
    void semicolonsTabsAndBarsAreReadWhereTheHeaderIsKnownByThem() throws IOException {
        assertAccepted(take(HEADER.replace(',', '\t') + "\r\nt\tacme\treply\t" + TIME + "\t12.5\r\n"), 1);
        assertAccepted(take(HEADER.replace(',', '|') + "\nb|acme|reply|" + TIME + "|1\n"), 1);
        IntakeResult result = take((HEADER + ",agent\ns1,acme,reply," + TIME + ",1").replace(',', ';')
                + ";x,y\r\ns2;acme;reply;" + TIME + ";12,5;\r\ns3;acme;\"reply\"x;" + TIME + ";1;a,b\r\n");

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(shortly(result))
                .containsExactly(
                        "3 quantity 12,5 is not a plain decimal: a point before the places, and no grouping",
                        "4 a quote does not end where its cell does; within one, each \" is written twice (line 4, character 16)");
        Path mend = new RejectFiles(world.database(), folder).write(result);
        assertThat(mend)
                .hasContent(HEADER + ",agent\ns2,acme,reply," + TIME + ",\"12,5\",\ns3,acme,\"reply\"x," + TIME
                        + ",1,\"a,b\"\n");
        Files.writeString(
                mend, Files.readString(mend).replace("\"12,5\"", "12.5").replace("\"reply\"x", "reply"));
        assertAccepted(world.take(mend).get(0), 2);
        assertThat(world.rows("select quantity, agent from usage_event where event_id like 's%' order by event_id"))
                .containsExactly("1|x,y", "12.5|", "1|a,b");
    }

    @Test
    void aFirstLineThatNamesTheSeparatorIsNoRow() {
        IntakeResult result = take("sep=;\r\n" + HEADER.replace(',', ';') + "\r\np1;acme;reply;" + TIME
                + ";1\r\np2;acme;x;" + TIME + ";1\r\n");

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.rejects()).extracting(Reject::line).containsExactly(4L);
        assertAccepted(take("sep=,\n" + HEADER + "\np3,acme,reply," + TIME + ",1\n"), 1);
        assertRefused("usage.csv", "sep=#\na#b\n".getBytes(StandardCharsets.UTF_8), "usage.csv:1: ", "separated by #");
    }

    @Test
    void aByteOrderMarkSaysTheEncoding() {
        assertAccepted(take("\uFEFF" + HEADER + "\nu1,acme,reply," + TIME + ",1\n", StandardCharsets.UTF_16LE), 1);
        assertAccepted(
                take("\uFEFF" + HEADER + ",agent\nu2,acme,reply," + TIME + ",1,Zoë\n", StandardCharsets.UTF_16BE), 1);
        assertAccepted(take("\uFEFF" + HEADER + "\nu3,acme,reply," + TIME + ",1\n"), 1);
        assertThat(world.value("select agent from usage_event where event_id = 'u2'"))
                .isEqualTo("Zoë");
        assertRefused(
                "usage.csv",
                (HEADER + "\nu4,acme,reply," + TIME + ",1\n").getBytes(StandardCharsets.UTF_16LE),
                "usage.csv:1: the name of column 1 holds a NUL character",
                "UTF-16",
                "save it as \"CSV UTF-8\"");
        assertRefused(
                "usage.csv",
                (HEADER + ",größe\n").getBytes(StandardCharsets.ISO_8859_1),
                "the name of column 6 is not valid UTF-8",
                "save it as \"CSV UTF-8\"");
    }

    @Test
    void namesThatDifferByCaseOrBlanksAreReadIfTheFileIsUnusableOtherwise() {
        assertAccepted(
                take("Event ID, account_id ,\u00A0Meter,OCCURRED_AT,Quantity,Agent,Model\n" + "h1,acme,reply," + TIME
                        + ",1,bot,large\n"),
                1);
        assertAccepted(take(HEADER + ",Agent\nh2,acme,reply," + TIME + ",1,bot\n"), 1);
        assertThat(world.rows("select agent, trim(E'\\n' from properties) from usage_event order by event_id"))
                .containsExactly("bot|Model=large", "|Agent=bot");
        assertRefused(
                "usage.csv",
                "Event_ID,EVENT_ID,account_id,meter,occurred_at,quantity\n".getBytes(StandardCharsets.UTF_8),
                "lacks the column event_id");
        assertAccepted(
                world.take(world.write("accounts-2.csv", "Account_ID,Name,Currency,Time_Zone", "bolt,Bolt,EUR,UTC"))
                        .get(0),
                1);
    }

    @Test
    void columnsAndRowsWithoutAnythingInThemAreNone() {
        IntakeResult result = take(HEADER + ",,\nb1,acme,reply," + TIME + ",1,,\n,,,,,,\nb2,acme,reply," + TIME
                + ",1\nb3,acme,reply," + TIME + ",1,,x\n,,,,,,\n");

        assertThat(result.accepted()).isEqualTo(2);
        assertThat(shortly(result)).containsExactly("5 the row has 7 fields where the header names 5");
        assertThat(world.rows("select properties from usage_event")).containsExactly("null", "null");
    }

    @Test
    void whatIsNoTextIsRefusedByItsName() throws IOException {
        assertRefused(
                "usage.zip", archive("usage.csv"), "is a zip archive that begins with usage.csv; take the files out");
        assertRefused(
                "usage.xlsx", archive("[Content_Types].xml"), "is an Excel workbook (.xlsx); save it as \"CSV UTF-8");
        assertRefused(
                "usage.xls",
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0},
                "is an Excel workbook (.xls)");
        assertRefused("usage.csv", "PAR1xxxx".getBytes(StandardCharsets.UTF_8), "is a Parquet file");
        assertRefused("usage.csv.gz", new byte[0], "usage.csv.gz: is empty; the first line must name the columns");
        assertRefused("usage.csv.gz", new byte[] {0x1F, (byte) 0x8B, 8}, "usage.csv.gz: cannot be read: it breaks off");
        assertRefused(
                "usage.csv",
                "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8),
                "usage.csv:1: does not name the columns: the line is longer than 1,048,576 characters");
        Path zero = Files.createSymbolicLink(folder.resolve("usage-zero.csv"), Path.of("/dev/zero"));
        assertThatExceptionOfType(UnusableFile.class)
                .isThrownBy(() -> world.take(zero))
                .withMessageContainingAll(
                        "usage-zero.csv: is a pipe or a device", "write what comes out of it to a file");
    }

    private static byte[] archive(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write('x');
        }
        return bytes.toByteArray();
    }
}
