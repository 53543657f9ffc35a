package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.SmallWorld;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads of several files, and of rows that were made to be misread. */
class ImportedFilesTest {

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

    private Typed nightbook(String... arguments) {
        return Typed.nightbook(
                Map.of(
                        "NIGHTBOOK_DB_URL", world.url(),
                        "NIGHTBOOK_DB_USER", world.user(),
                        "NIGHTBOOK_DB_PASSWORD", world.password()),
                Stream.concat(
                                Stream.of("--config", folder.toString(), "--home", folder.toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void whatIsInTheBooksIsSaidThoughALaterFileFails() {
        Path first = world.write("usage-1.csv", HEADER, "e-1,acme,reply," + TIME + ",1");
        Path batches =
                world.write("credit_batches.csv", "batch_id,account_id,effective_at,credits", "b-1,acme,2026-09-01,5");
        Path last = world.write("usage-3.csv", HEADER, "e-3,acme,reply," + TIME + ",1");
        world.fillDisk("usage_event");

        Typed done = nightbook("import", first.toString(), batches.toString(), last.toString());

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out()).isEqualTo("credit_batches.csv: 1 accepted, 0 duplicate, 0 rejected\n");
        assertThat(done.err())
                .startsWith("In the books: " + batches + ". Not in the books: " + first + ", " + last
                        + "; once what follows is mended, import these again.\nThe database failed: ")
                .doesNotContain("Exception");
        world.freeDisk("usage_event");
        assertThat(nightbook("import", first.toString(), last.toString()).out()).isEqualTo("""
                        usage-1.csv: 1 accepted, 0 duplicate, 0 rejected
                        usage-3.csv: 1 accepted, 0 duplicate, 0 rejected
                        """);
    }

    @Test
    void nothingOfARowOrAnIdSteersTheTerminal() {
        Path file = world.write(
                "usage.csv",
                HEADER,
                "e-1,acme,\"\u001b[2Jx\nusage.csv: 7 accepted\"," + TIME + ",1",
                "e-2,acme,reply," + TIME + ",\u009b1m");
        world.take(
                world.write("accounts-2.csv", "account_id,name,currency,time_zone", "\"ev\u001b[8mil\nid\",E,USD,UTC"),
                world.write(
                        "credit_batches.csv",
                        "batch_id,account_id,effective_at,credits",
                        "\"b\u001b]0;x\u0007\",\"ev\u001b[8mil\nid\",2026-09-01,5"));

        Typed imported = nightbook("import", file.toString());
        Typed balance = nightbook("balance", "ev\u001b[8mil\nid", "--as-of", "2026-09-05T00:00:00Z");
        Typed unknown = nightbook("balance", "no\u001b[8mbody");
        Typed explained = nightbook("explain", "b\u001b]0;x\u0007");

        assertThat(imported.out())
                .contains("  line 2: unknown_meter: \\u001b[2Jx\\u000ausage.csv: 7 accepted is not in the catalog\n")
                .contains("  line 4: malformed: quantity \\u009b1m is not");
        assertThat(balance.out())
                .startsWith("ev\\u001b[8mil\\u000aid as of ")
                .containsPattern("paid top-up +never +b\\\\u001b]0;x\\\\u0007\n");
        assertThat(unknown.err()).startsWith("There is no account no\\u001b[8mbody");
        assertThat(imported.out() + balance.out() + unknown.err() + explained.out() + explained.err())
                .doesNotContain("\u001b", "\u009b", "\u0007");
    }
}
