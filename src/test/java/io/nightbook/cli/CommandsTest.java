package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.batch.History;
import io.nightbook.cases.SmallWorld;
import io.nightbook.cases.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as a person or a cron line types them: what they print where, and their exit codes. */
class CommandsTest {

    @TempDir
    Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Runs a command line on the books of the test. */
    private Typed nightbook(String... arguments) {
        return nightbook(
                Map.of(
                        "NIGHTBOOK_DB_URL", world.url(),
                        "NIGHTBOOK_DB_USER", world.user(),
                        "NIGHTBOOK_DB_PASSWORD", world.password()),
                Stream.concat(
                                Stream.of("--config", folder.toString(), "--home", folder.toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Typed nightbook(Map<String, String> environment, String... arguments) {
        return Typed.nightbook(environment, arguments);
    }

    private static void assertCode(Typed done, int code) {
        assertThat(done.code()).as(done.toString()).isEqualTo(code);
        assertThat(done.err()).doesNotContain("\tat ", "Exception");
    }

    /** One plain message: a line on stderr and nothing else. */
    private static void assertComplaint(Typed done, int code, String... words) {
        assertCode(done, code);
        assertThat(done.err()).contains(words);
        assertThat(done.err().lines()).as(done.err()).hasSize(1);
        assertThat(done.out()).isEmpty();
    }

    // ---------------------------------------------------------------- exit codes

    @Test
    void aDayAtTheCommandLineEndsWithZero() {
        world.september();

        Typed night = nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");

        assertCode(night, 0);
        assertThat(night.err()).isEmpty();
        assertThat(night.out()).isEqualTo("""
                        nightly as of 2026-09-21T04:30:00Z (run 1)
                          accounts       4
                          parked         0
                          events         6
                          entries        9
                          cycles closed  0
                          invoices       0
                          allocated      9,600.000000
                          consumed       1,520.000000
                          expired        70.000000
                          rolled out     0
                          voided         0
                          proof          %1$d of %1$d checks hold
                        """.formatted(History.checks()));
    }

    @Test
    void aRunAndItsPreviewStandBesideTheLastRunOfTheirJob() {
        world.september();
        nightbook("run", "month-end", "--cycle", "2026-09");
        nightbook("run", "nightly", "--as-of", "2026-10-03T04:30:00Z");
        world.use("usage-2.csv", "c-3,cora,reply,2026-10-06T00:00:00Z,7");

        Typed preview = nightbook("run", "month-end", "--cycle", "2026-10", "--preview");
        Typed run = nightbook("run", "month-end", "--cycle", "2026-10");

        assertThat(preview.out()).contains("  consumed       7.000000\n").endsWith("""
                          since the last (2026-10-01): events -83.3 %, entries -47.1 %, invoices -50.0 %, allocated -45.3 %,\
                         consumed -99.5 %, expired from 1,330 to 6,000, rolled out -33.3 %
                        """);
        assertThat(run.out().replaceAll("\\(run \\d+\\)", ""))
                .isEqualTo(preview.out().replaceAll("Preview of |\\(run \\d+\\)", ""));
    }

    @Test
    void anImportWithRejectedRowsEndsWithThree() throws IOException {
        Path accounts = world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC");
        Path usage = world.write(
                "usage.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "e-1,acme,reply,2026-09-03T00:00:00Z,1",
                "e-1,acme,reply,2026-09-03T00:00:00Z,1",
                "e-2,acme,repyl,2026-09-03T00:00:00Z,1");

        Typed done = nightbook("import", accounts.toString(), usage.toString());

        assertCode(done, 3);
        assertThat(done.out())
                .isEqualTo("accounts.csv: 1 accepted, 0 duplicate, 0 rejected\n"
                        + "usage.csv: 1 accepted, 1 duplicate, 1 rejected\n"
                        + "  line 4: unknown_meter: repyl is not in the catalog\n"
                        + "  mend and send again: " + folder.resolve("rejects/usage.csv") + "\n");
        assertThat(folder.resolve("rejects/usage.csv"))
                .hasContent("event_id,account_id,meter,occurred_at,quantity\ne-2,acme,repyl,2026-09-03T00:00:00Z,1\n");
        assertCode(nightbook("import", accounts.toString()), 0);
        assertThat(Files.exists(folder.resolve("rejects/accounts.csv"))).isFalse();
    }

    @Test
    void anImportRenamesAndFillsColumns() {
        Path accounts = world.write("accounts.csv", "customer,name,currency", "acme,Acme,USD");

        Typed done = nightbook("import", "--map", "customer=account_id", accounts.toString(), "--set", "time_zone=UTC");

        assertCode(done, 0);
        assertThat(world.value("select account_id, time_zone from account")).isEqualTo("acme|UTC");
    }

    @Test
    void aForeignFileAndOnesOwnGoTogether() {
        Path accounts = world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC");
        Path own = world.write(
                "usage-1.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "e-1,acme,reply,2026-09-03T00:00:00Z,1");
        Path foreign = world.write("usage-2.csv", "event_id,who,occurred_at,quantity", "e-2,acme,2026-09-03,2");

        assertCode(
                nightbook(
                        "import",
                        "--map=account_id=who",
                        "--set=meter=reply",
                        accounts.toString(),
                        own.toString(),
                        foreign.toString()),
                0);
        assertThat(world.rows("select event_id, quantity from usage_event order by 1"))
                .containsExactly("e-1|1", "e-2|2");

        Path both = world.write("usage-3.csv", "event_id,who,account_id,meter,occurred_at,quantity");
        Typed refused = nightbook("import", "--map=account_id=who", both.toString());
        assertCode(refused, 2);
        assertThat(refused.err()).contains("usage-3.csv:1: has a column who to rename and a column account_id already");
        assertCode(
                nightbook("import", "--set=country=US", "--map=name=account_id", accounts.toString(), own.toString()),
                0);
        assertThat(world.rows("select country, properties from account join usage_event using (account_no) order by 2"))
                .as("what is set for accounts is no property of usage")
                .containsExactly("US|null", "US|null");
        refused = nightbook("import", "--map=account_id=whom", own.toString());
        assertCode(refused, 0);
        refused = nightbook("import", "--map=agnet=bot", own.toString());
        assertCode(refused, 2);
        assertThat(refused.err())
                .contains("--map agnet=bot: no file has a column agnet or bot to rename. usage-1.csv has");
        refused = nightbook("import", "--set=agent=bot", accounts.toString());
        assertCode(refused, 2);
        assertThat(refused.err())
                .contains("--set agent: no file has use for such a column. accounts.csv has account_id");
    }

    @Test
    void usageThatShouldNotHaveBeenImportedIsTakenBack() throws IOException {
        Path accounts = world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC");
        Path batches = world.write(
                "credit_batches.csv", "batch_id,account_id,effective_at,credits", "b-1,acme,2026-08-01,100");
        Path august = world.write(
                "usage-1.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "e-1,acme,reply,2026-08-03T00:00:00Z,1");
        Path wrong = world.write(
                "usage-2.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "e-2,acme,reply,2026-09-03T00:00:00Z,2",
                ",acme,reply,2026-09-03T00:00:00Z,2",
                "e-3,acme,third,2026-09-04T00:00:00Z,4");
        nightbook("import", accounts.toString(), batches.toString(), august.toString());
        nightbook("run", "month-end", "--cycle", "2026-08");
        nightbook("import", wrong.toString());
        nightbook("run", "nightly", "--as-of", "2026-09-06T04:30:00Z");
        assertThat(world.value("select remaining from credit_batch")).isEqualTo("95.666667");

        Typed taken = nightbook("import", "--take-back", wrong.toString());
        assertCode(taken, 3);
        assertThat(taken.out())
                .contains("usage-2.csv: 2 accepted, 0 duplicate, 1 rejected\n", "line 3: malformed: event_id is empty");
        assertThat(nightbook("import", "--take-back", wrong.toString()).out())
                .contains("0 accepted, 2 duplicate, 1 rejected");
        nightbook("run", "nightly", "--as-of", "2026-09-07T04:30:00Z");
        assertThat(world.value("select remaining from credit_batch")).isEqualTo("99.000000");

        Typed late = nightbook("import", "--take-back", august.toString());
        assertCode(late, 3);
        assertThat(late.out()).contains("line 2: closed: ");
        assertThat(Files.readString(folder.resolve("rejects/usage-1.csv")))
                .startsWith("event_id,account_id,meter,occurred_at,quantity,voids\nvoid:e-1,acme,")
                .endsWith(",1,e-1\n");
        assertThat(nightbook("import", wrong.toString()).out())
                .contains(
                        "0 accepted, 2 duplicate, 1 rejected\n",
                        "  beware: 2 of the events are void, such as e-2: a void");
        Path later = world.write(
                "usage-4.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "e-8,acme,reply,2026-09-05T00:00:00Z,8");
        assertThat(nightbook("import", "--take-back", later.toString()).out())
                .isEqualTo("usage-4.csv: 1 accepted, 0 duplicate, 0 rejected\n");
        assertThat(nightbook("import", later.toString()).out())
                .contains(
                        "1 accepted, 0 duplicate, 0 rejected\n",
                        "  beware: 1 of the events are void, such as e-8: a void");
        Path mixed = world.write(
                "usage-3.csv",
                "voids,event_id,account_id,meter,occurred_at,quantity",
                ",e-5,acme,reply,2026-09-05T00:00:00Z,5",
                "e-5,v-5,acme,reply,2026-09-05T00:00:00Z,5",
                ",e-6,acme,reply,2026-09-05T00:00:00Z,6");
        assertCode(nightbook("import", mixed.toString()), 0);
        assertThat(nightbook("import", "--take-back", mixed.toString()).out())
                .as("the void stays")
                .isEqualTo("usage-3.csv: 2 accepted, 1 duplicate, 0 rejected\n");
        nightbook("run", "nightly", "--as-of", "2026-09-08T04:30:00Z");
        assertThat(world.value("select remaining from credit_batch")).isEqualTo("99.000000");
        assertThat(nightbook("import", "--take-back", batches.toString()).err())
                .contains("credit_batches.csv: only usage can be taken back; a batch is voided by its voided_at");
    }

    @Test
    void anIdOfAnyLengthIsTakenBack() {
        Path accounts = world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC");
        String longest = "x".repeat(128);
        Path usage = world.write(
                "usage.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                longest + ",acme,reply,2026-09-03T00:00:00Z,1");
        assertCode(nightbook("import", accounts.toString(), usage.toString()), 0);

        assertCode(nightbook("import", "--take-back", usage.toString()), 0);

        assertThat(world.value("select voids from usage_void")).isEqualTo(longest);
        assertThat(nightbook("import", "--take-back", usage.toString()).out())
                .isEqualTo("usage.csv: 0 accepted, 1 duplicate, 0 rejected\n");
    }

    @Test
    void rejectedRowsComeBackWithTheColumnsThatWereSetForThem() throws IOException {
        Path accounts = world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC");
        Path usage = world.write(
                "usage.csv", "event_id,account_id,meter,occurred_at,quantity", "e-1,acme,reply,2026-09-03T00:00:00Z,x");

        assertCode(nightbook("import", "--set=agent=a,b", accounts.toString(), usage.toString()), 3);
        Path mend = folder.resolve("rejects/usage.csv");
        assertThat(mend).hasContent("""
                        event_id,account_id,meter,occurred_at,quantity,agent
                        e-1,acme,reply,2026-09-03T00:00:00Z,x,"a,b"
                        """);

        Files.writeString(mend, Files.readString(mend).replace(",x,", ",4,"));
        assertCode(nightbook("import", mend.toString()), 0);
        assertThat(world.value("select agent, quantity from usage_event")).isEqualTo("a,b|4");
    }

    @Test
    void aRunWithParkedAccountsEndsWithThreeAndTheyAreRunLater() {
        world.september();
        world.take(
                world.write(
                        "accounts-es.csv",
                        "account_id,name,currency,time_zone,country",
                        "eva,Eva,EUR,Europe/Madrid,ES"),
                world.write(
                        "credit_batches-es.csv",
                        "batch_id,account_id,effective_at,credits,price",
                        "eva-1,eva,2026-09-02,100,10.00"));

        Typed preview = nightbook("run", "month-end", "--cycle", "2026-09", "--preview");
        assertCode(preview, 3);
        assertThat(preview.out()).contains("  parked eva: payer eva owes the tax of ES");

        Typed close = nightbook("run", "month-end", "--cycle", "2026-09");

        assertCode(close, 3);
        assertThat(close.out())
                .startsWith("month-end as of 2026-10-01T12:00:00Z (run 2)\n")
                .contains(
                        "  parked         1\n",
                        "  parked eva: payer eva owes the tax of ES, but seller.yaml has no rate of it on 2026-10-01;",
                        "  parked accounts: nightbook export parked --out -;");
        assertThat(nightbook("runs").out()).contains("  (accounts parked: 1)\n");
        assertThat(nightbook("export", "parked", "--out", "-").out())
                .startsWith("account_id,job,identity,run_id,reason\neva,month-end,2026-10-01,2,");
        world.write(
                "seller.yaml", SmallWorld.SELLER + "  - { country: ES, category: S, rate: 21.0, from: 2012-09-01 }\n");
        assertCode(nightbook("run", "month-end", "--cycle", "2026-09", "--account", "eva"), 0);
        assertThat(nightbook("export", "invoices", "--out", "-").out()).contains("INV-2026-00005,");
    }

    @Test
    void aNeedIsRatedByItsProperties() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");

        Typed rated = training("--with", "seconds=100", "--with", "gigabytes=4");
        assertCode(rated, 0);
        assertThat(rated.out()).contains("4.000000  needed");
        for (Typed refused : List.of(training(), training("--with", "secnds=100"), training("--with", "seconds=-1"))) {
            assertCode(refused, 5);
            assertThat(refused.err())
                    .contains("Meter training is rated by gigabytes, seconds; say how many with --with NAME=NUMBER");
        }
    }

    private Typed training(String... more) {
        return nightbook(Stream.concat(
                        Stream.of("balance", "cora", "--as-of", "2026-09-21T12:00:00Z", "--need", "training=1"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void whatLapsesSoonIsToldOnAnyDay() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-15T04:30:00Z");

        Typed all = nightbook("export", "lapses", "--out", "-");
        assertCode(all, 0);
        assertThat(all.out())
                .startsWith("account_id,batch_id,class,source,expires_at,within_days,remaining,currency,value,"
                        + "account_consumed_30_days\n")
                .contains("dune,dune-1,");
        assertThat(nightbook("export", "lapses", "--account", "acme", "--out", "-")
                        .out()
                        .lines()
                        .skip(1))
                .containsExactly(
                        "acme,allowance:acme:2026-09-01,paid,allowance,2026-10-01T00:00:00Z,30,3800.000000,USD,"
                                + "151.24,1200.000000");
    }

    @Test
    void aBalanceThatWouldNotPayEndsWithFour() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");
        String asOf = "2026-09-21T12:00:00Z";

        Typed pays = nightbook("balance", "cora", "--as-of", asOf, "--need", "reply=750");
        Typed short1 = nightbook("balance", "cora", "--as-of", asOf, "--need", "reply=750.000001");
        Typed alone = nightbook("balance", "cora", "--as-of", asOf);

        assertCode(pays, 0);
        assertThat(pays.out()).endsWith("  The balance pays for it.\n");
        assertCode(short1, 4);
        assertThat(short1.out()).isEqualTo("""
                        cora as of 2026-09-21T12:00:00Z
                                    750.000000  paid top_up     cora-1, expires 2027-09-06T04:00:00Z
                                    750.000000  credits in all
                                    750.000001  needed
                          Not enough: 0.000001 credits are missing. Add a batch or wait for the next cycle.
                        """);
        assertCode(alone, 0);
        assertThat(world.value("select count(*) from run")).isEqualTo("1");
    }

    @Test
    void aRunThatIsDoneOrComesTooLateEndsWithFive() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");

        assertComplaint(
                nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z"),
                5,
                "nightly of 2026-09-21 is done already: run 1 posted it.");
        assertComplaint(
                nightbook("run", "nightly", "--as-of", "2026-09-20T04:30:00Z"),
                5,
                "nightly as of 2026-09-20T04:30:00Z comes too late: a run as of 2026-09-21T04:30:00Z is posted.");
        assertComplaint(
                nightbook("run", "nightly", "--preview", "--as-of", "2026-09-21T04:30:00Z"),
                5,
                "nightly of 2026-09-21 is done already");
    }

    @Test
    void whileAnotherRunHoldsTheBooksARunEndsWithFive() throws SQLException {
        try (Connection other = world.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('nightbook.run'))");

            assertComplaint(
                    nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z"), 5, "Another run holds the books.");
        }
    }

    @Test
    void aRunWhoseProofFailsEndsWithFiveAndRunsOnceMended() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");
        world.use("usage-2.csv", "c-9,cora,reply,2026-09-21T10:00:00Z,1");
        world.tamper("update credit_batch set consumed = consumed + 1 where batch_id = 'cora-1'");

        assertComplaint(
                nightbook("run", "nightly", "--as-of", "2026-09-22T04:30:00Z"),
                5,
                "The proof of run 2 failed, so nothing of it is posted.",
                "values-add-up: {batch_id=cora-1,");
        assertThat(nightbook("run-status", "2").out())
                .contains("  state          refused\n", "The proof of run 2 failed");

        world.tamper("update credit_batch set consumed = consumed - 1 where batch_id = 'cora-1'");
        Typed mended = nightbook("run", "nightly", "--as-of", "2026-09-22T04:30:00Z");
        assertCode(mended, 0);
        assertThat(mended.out()).contains("  entries        1\n", "  consumed       1.000000\n");
    }

    @Test
    void aRunThatFailsEndsWithOneAndGoesOnWhenItIsStartedAgain() {
        world.september();
        world.fillDisk("stage_movement");

        assertComplaint(
                nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z"),
                1,
                "nightly of 2026-09-21 ended FAILED",
                "the disk of stage_movement is full",
                "Start it again: it goes on where it stopped.");

        world.freeDisk("stage_movement");
        assertCode(nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z"), 0);
    }

    @Test
    void onlyDebugShowsAStackTrace() {
        Typed done = nightbook("--debug", "run", "nonsense");

        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).contains("There is no job nonsense").contains("\tat io.nightbook.cli.RunCommand");
    }

    @Test
    void aDatabaseThatIsNotThereEndsWithOneAndSaysWhatToCheck() {
        Typed done = nightbook(
                Map.of("NIGHTBOOK_DB_USER", world.user(), "NIGHTBOOK_DB_PASSWORD", "wrong"),
                "--config",
                folder.toString(),
                "runs",
                "--db",
                world.url());

        assertCode(done, 1);
        assertThat(done.err())
                .contains("cannot be used", "password authentication failed", "NIGHTBOOK_DB_PASSWORD")
                .doesNotContain("wrong");
    }

    @Test
    void noPasswordOfAUrlIsTold() {
        for (String option : List.of("--config=" + folder, "--debug")) {
            Typed silent = nightbook(Map.of(), option, "--db", "postgres://nb:SECRET@127.0.0.1:1/books", "runs");
            assertThat(silent.code()).isEqualTo(1);
            assertThat(silent.err()).contains("127.0.0.1:1/books").doesNotContain("SECRET");

            Typed foreign = nightbook(Map.of(), option, "--db", "mysql://nb:SECRET@127.0.0.1:1/books", "runs");
            assertThat(foreign.code()).isEqualTo(2);
            assertThat(foreign.err())
                    .contains("Write jdbc:postgresql://HOST:PORT/DATABASE")
                    .doesNotContain("SECRET");

            Typed stray = nightbook(Map.of(), option, "postgres://nb:SECRET@127.0.0.1:1/books", "runs");
            assertThat(stray.code()).isEqualTo(2);
            assertThat(stray.err()).contains("127.0.0.1:1/books").doesNotContain("SECRET");
        }
    }

    @Test
    void anExportUnderTheHomeIsForTheUserOfTheHomeAlone() throws IOException {
        assertCode(
                nightbook("export", "runs", "--out", folder.resolve("runs.csv").toString()), 0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("runs.csv"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDatabaseThatFailsIsToldInItsOwnWords() {
        Path accounts = world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC");
        world.fillDisk("account");

        Typed done = nightbook("import", accounts.toString());

        assertComplaint(
                done,
                1,
                "The database failed: ERROR: the disk of account is full",
                ". What is in the books is whole; mend the cause and start the command again.");
        assertThat(done.err()).doesNotContain("insert into", "Callback", "copy account");
        world.freeDisk("account");
        assertCode(nightbook("import", accounts.toString()), 0);
    }

    @Test
    void aBalanceShowsWhatAVendorsPageShows() {
        world.september();
        world.take(world.write(
                "credit_batches-2.csv",
                "batch_id,account_id,effective_at,credits,expires_at,categories",
                "acme-llm,acme,2026-09-02,250,2026-12-01,LLM;Replies",
                "acme-2,acme,2026-09-03T10:00:00Z,1000,,"));
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");

        Typed balance = nightbook("balance", "acme", "--as-of", "2026-09-21T12:00:00Z");

        assertCode(balance, 0);
        assertThat(balance.out()).isEqualTo("""
                        acme as of 2026-09-21T12:00:00Z, dates in UTC
                          Cycle       2026-09-01 to 2026-09-30; resets on 2026-10-01
                          Allocation          6,250.000000
                          Used                1,200.000000  19 % [###                 ]
                          Remaining           5,050.000000  allowance 3,800.000000, top-up 1,250.000000
                          Active batches, in the order in which they are drawn:
                            Credit Allocated  Added Date  Remaining Balance  Credit Type     Expiry Date  Batch
                                5,000.000000  2026-09-01       3,800.000000  paid allowance  2026-09-30   allowance:acme:2026-09-01
                                  250.000000  2026-09-02         250.000000  paid top-up     2026-11-30   acme-llm, for LLM, Replies only
                                1,000.000000  2026-09-03       1,000.000000  paid top-up     never        acme-2
                        """);
    }

    @Test
    void idsThatBeginWithAnAtNameNoFilesAndNeedsOfOneMeterAddUp() {
        world.take(
                world.write("accounts.csv", "account_id,name,currency,time_zone", "@acme,Acme,USD,UTC"),
                world.write(
                        "credit_batches.csv", "batch_id,account_id,effective_at,credits", "b-1,@acme,2026-09-01,100"));

        Typed pays = nightbook("balance", "@acme", "--as-of", "2026-09-02T00:00:00Z", "--need", "reply=100");
        Typed lacks = nightbook(
                "balance", "@acme", "--as-of", "2026-09-02T00:00:00Z", "--need", "reply=60", "--need", "reply=60");

        assertCode(pays, 0);
        assertCode(lacks, 4);
        assertThat(lacks.out()).contains("Not enough: 20.000000 credits are missing");
    }

    @Test
    void usageAheadOfTheClockIsTakenInAndSaid() {
        world.take(world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC"));
        Path usage = world.write(
                "usage.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "e-1,acme,reply,2026-09-03T00:00:00Z,1",
                "e-2,acme,reply,2999-01-01T00:00:00Z,1",
                "e-3,acme,third,2026-09-03T00:00:00Z,1");

        Typed done = nightbook("import", usage.toString());

        assertCode(done, 0);
        assertThat(done.out()).isEqualTo("usage.csv: 3 accepted, 0 duplicate, 0 rejected\n");
        assertThat(done.err())
                .isEqualTo(
                        "usage.csv: usage of reply is dated up to 2999-01-01, which is still to come: it counts from then"
                                + " on, and its rate is held until then. If that is a mistake, void the event.\n");
    }

    @Test
    void aRunAheadOfTheClockThatIsMeantSaysWhatThatMeans() {
        world.take(world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC"));

        Typed done = nightbook("run", "nightly", "--as-of", "2999-01-01T00:00:00Z", "--ahead");

        assertCode(done, 0);
        assertThat(done.err())
                .contains("days ahead of the clock: what is booked stays, and no earlier night can follow");
    }

    @Test
    void datesThatLieYearsAwayAreCountedWithTheWayBack() {
        world.take(world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC"));

        Typed usage = nightbook(
                "import",
                world.write(
                                "usage.csv",
                                "event_id,account_id,meter,occurred_at,quantity",
                                "e-1,acme,reply,1990-01-15T00:00:00Z,1",
                                "e-2,acme,reply,1991-01-15T00:00:00Z,1",
                                "e-3,acme,reply,2026-01-15T00:00:00Z,1")
                        .toString());
        Typed batches = nightbook(
                "import",
                world.write(
                                "credit_batches.csv",
                                "batch_id,account_id,effective_at,credits,expires_at",
                                "b-1,acme,2026-09-01,100,2026-12-31",
                                "b-2,acme,2062-09-01,100,2999-01-01")
                        .toString());
        Typed subscriptions = nightbook(
                "import",
                world.write("subscriptions.csv", "account_id,plan_id,starts_on", "acme,pro,2062-09-01")
                        .toString());

        assertCode(usage, 0);
        assertThat(usage.out()).isEqualTo("usage.csv: 3 accepted, 0 duplicate, 0 rejected\n");
        assertThat(usage.err())
                .matches(
                        "usage.csv: beware: 2 rows have occurred_at before \\d{4} \\(1990 to 1991\\), years away from now. If that"
                                + " is a mistake, take the file back: nightbook import --take-back usage.csv.\n");
        assertThat(batches.err())
                .contains(
                        "1 rows have effective_at after ", " (in 2062)", "1 rows have expires_at after ", " (in 2999)")
                .contains("send the rows again with a voided_at");
        assertThat(subscriptions.err()).contains("1 rows have starts_on after ", "send the rows again with an ends_on");
    }

    @Test
    void anAsOfWithAMistypedYearIsRefusedBeforeAnythingIsBooked() {
        world.september();

        Typed run = nightbook("run", "nightly", "--as-of", "2999-01-01T00:00:00Z");
        Typed close = nightbook("run", "month-end", "--cycle", "2998-10");

        assertComplaint(
                run,
                5,
                "nightly as of 2999-01-01T00:00:00Z is ",
                " days ahead of the clock, which says ",
                "no earlier night can follow",
                "a mistyped year would end the books",
                "give --ahead if it is meant");
        assertComplaint(close, 5, "month-end as of 2998-11-01T12:00:00Z is ", " days ahead of the clock");
        assertThat(world.value("select count(*) from run")).isEqualTo("0");
        String nextYear = (Instant.now().atOffset(ZoneOffset.UTC).getYear() + 1) + "-10";
        assertCode(nightbook("run", "month-end", "--cycle", nextYear, "--preview"), 0);
        assertThat(world.value("select count(*) from ledger")).isEqualTo("0");
    }

    @Test
    void aDayThatHasBegunSomewhereIsNotAheadOfTheClock() {
        Instant clock = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        assertCode(
                nightbook(
                        "run",
                        "nightly",
                        "--as-of",
                        clock.plusSeconds(17 * 3600).toString()),
                0);
        assertComplaint(
                nightbook(
                        "run",
                        "nightly",
                        "--as-of",
                        clock.plusSeconds(19 * 3600).toString()),
                5,
                " is 18 hours ahead of the clock");
    }

    @Test
    void aMonthThatNightsWentOverIsClosedAsOfTheLastOfThemAndOnce() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-10-03T04:30:00Z");

        Typed preview = nightbook("run", "month-end", "--cycle", "2026-09", "--preview");
        Typed close = nightbook("run", "month-end", "--cycle", "2026-09");

        assertCode(close, 0);
        assertThat(close.out())
                .startsWith(
                        "2026-09 ends as of 2026-10-03T04:30:00Z: a run as of then is posted, and time goes one way\n"
                                + "month-end as of 2026-10-03T04:30:00Z (run ");
        assertThat(preview.out()).contains("Preview of month-end as of 2026-10-03T04:30:00Z");
        assertThat(world.value("select count(*) from cycle where state = 'closed'"))
                .isNotEqualTo("0");
        nightbook("run", "nightly", "--as-of", "2026-10-04T04:30:00Z");
        assertComplaint(
                nightbook("run", "month-end", "--cycle", "2026-09"), 5, "month-end of 2026-10-03 is done already");
        assertComplaint(
                nightbook("run", "month-end", "--cycle", "2026-08"), 5, "month-end of 2026-10-03 is done already");
    }

    @Test
    void aMonthIsOverAtNoonOnTheFirst() {
        world.september();

        assertThat(nightbook("run", "month-end", "--cycle", "2026-09").out())
                .startsWith("month-end as of 2026-10-01T12:00:00Z (run ");
    }

    @Test
    void countriesOfAnotherListAreNamedByTheCheckAndParkedByTheClose() {
        world.take(
                world.write(
                        "accounts.csv",
                        "account_id,name,currency,time_zone,country",
                        "elia,Elia AE,EUR,Europe/Athens,GR"),
                world.write("subscriptions.csv", "account_id,plan_id,starts_on", "elia,pro,2026-09-01"));
        world.execute("update account set country = 'EL'");

        Typed check = nightbook("check");
        Typed close = nightbook("run", "month-end", "--cycle", "2026-09");

        assertThat(check.out())
                .contains(
                        "books: beware: country EL of 1 accounts, the first is elia, is not in ISO 3166; write GR in an"
                                + " accounts file and import it");
        assertCode(close, 3);
        assertThat(close.out())
                .contains(
                        "parked elia: payer elia has the country EL, which is not in ISO 3166, so that nobody knows its tax;"
                                + " write GR in an accounts file");
        assertThat(world.value("select count(*) from invoice")).isEqualTo("0");
    }

    // ---------------------------------------------------------------- wrong usage

    @ParameterizedTest(name = "{0} is wrong usage: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "run nonsense | There is no job nonsense; known: mid-month, month-end, nightly",
                "run nightly --as-of yesterday | --as-of yesterday is not an instant such as 2026-11-02T12:00:00Z",
                "run nightly --as-of 2026-09-31 | --as-of 2026-09-31 is not an instant such as 2026-11-02T12:00:00Z, nor a date",
                "export ledger --from october | --from october is not an instant such as 2026-11-02T12:00:00Z, nor a date",
                "export ledger --agent bot | ledger are not told apart by --agent; leave it out, or take a table that has it: usage, activity",
                "export alerts --from 2026-10-01 | alerts are not told apart by --from; leave it out, or take a table that has it: batches, ledger, cycles, usage, activity, invoices, invoice_lines, runs",
                "export usage --until 2026-10-01T00:00:00Z | usage tell of days: give --until a date such as 2026-10-01",
                "export usage --with-companies | --with-companies takes the companies of an account along; name it with --account",
                "export usage --meter nonsense | No usage of a meter nonsense has come in; there is usage of:",
                "run nightly --as-of 2026-09-21T00:00:00Z --cycle 2026-09 | --as-of and --cycle both say when; give one",
                "run nightly --cycle 2026-13 | --cycle 2026-13 is not a month such as 2026-10",
                "export nonsense --out - | There is no table nonsense; known: batches, ledger, cycles, usage, activity",
                "export ledger --cycle october --out - | --cycle october is not a month",
                "export rejects --account acme --out - | rejects are not told apart by --account; leave it out",
                "export lapses --cycle 2026-10 --out - | lapses are not told apart by --cycle; leave it out",
                "balance nobody | There is no account nobody; import it in an accounts file first",
                "balance acme --need reply=-1 | --need reply=-1: the quantity is a plain decimal of 0 or more",
                "balance acme --need nonsense=1 --as-of 2026-09-21T12:00:00Z | Meter nonsense",
                "run-status 99 | There is no run 99; nightbook runs lists them",
                "explain nonsense | There is no batch, no invoice line and no account with a cycle called nonsense",
                "explain nonsense --cycle 2026-09 | There is no account called nonsense",
                "export ledger --account ghost --out - | There is no account ghost",
                "import pom.xml --set agent | --set agent is not a name, then = and a value",
                "import pom.xml --set agent=1 --set agent=2 | --set agent is given twice; give it once",
                "import missing/usage.csv | missing/usage.csv: cannot be read: there is no such file",
                "import missing/events.csv | missing/events.csv: cannot be read: there is no such file",
                "import pom.xml | pom.xml: what it holds is told by how its name begins",
                "import src | src: is a folder; name the files in it"
            })
    void whatMeansNothingEndsWithTwo(String arguments, String message) {
        world.take(world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC"));

        assertComplaint(nightbook(arguments.split(" ")), 2, message);
    }

    @ParameterizedTest(name = "\"{0}\" is no command line")
    @CsvSource({
        "'', Say which command to run.",
        "nonsense, nonsense",
        "run, JOB",
        "run-status x, x",
        "approve --help, There is no command approve; known: demo, import, run,",
        "--help approve, There is no command approve; known: demo, import, run,",
        "run --help month-end now, now",
        "export ledger --cicle 2026-10, nightbook export takes no --cicle"
    })
    void aCommandLineThatCannotBeReadEndsWithTwo(String arguments, String message) {
        Typed done = nightbook(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertCode(done, 2);
        assertThat(done.err()).contains(message, "--help shows more)");
        assertThat(done.err().lines()).as("one message, not the whole help").hasSize(1);
        assertThat(done.out()).isEmpty();
    }

    @Test
    void wrongConfigurationEndsWithTwoAndNamesThePlace() {
        world.write("catalog/catalog.yaml", SmallWorld.CATALOG.replace("category: LLM, rate", "kategory: LLM, rate"));

        Typed done = nightbook("check");

        assertCode(done, 2);
        assertThat(done.err()).contains("catalog.yaml:3:", "kategory", "category");
    }

    @Test
    void noConfigurationEndsWithTwo() {
        Typed done = nightbook(Map.of(), "--config", folder.resolve("nowhere").toString(), "check");

        assertCode(done, 2);
        assertThat(done.err()).contains("nowhere");
    }

    // ---------------------------------------------------------------- options and output

    @Test
    void optionsStandBeforeOrAfterTheCommand() {
        world.september();
        String url = world.url();
        Map<String, String> environment =
                Map.of("NIGHTBOOK_DB_USER", world.user(), "NIGHTBOOK_DB_PASSWORD", world.password());
        String home = folder.toString();

        Typed before = nightbook(
                environment,
                "--db",
                url,
                "--home",
                home,
                "--config",
                home,
                "run",
                "nightly",
                "--as-of",
                "2026-09-21T04:30:00Z");
        Typed after = nightbook(
                environment,
                "run",
                "nightly",
                "--as-of",
                "2026-09-22T04:30:00Z",
                "--db",
                url,
                "--config",
                home,
                "--home",
                home);

        assertCode(before, 0);
        assertCode(after, 0);
        assertThat(world.rows("select identity, state from run order by run_no"))
                .containsExactly("2026-09-21|posted", "2026-09-22|posted");
    }

    @Test
    void theOptionWinsOverTheEnvironment() {
        String other = TestServer.get().url("books_that_are_not_there");

        assertCode(nightbook("--db", other, "runs"), 1);
        assertCode(nightbook("runs"), 0);
    }

    @Test
    void aPreviewPrintsWhatTheRunWillPrint() {
        world.september();

        Typed preview = nightbook("run", "--preview", "month-end", "--cycle", "2026-09");
        assertThat(world.value("select count(*) from run")).isEqualTo("0");
        Typed run = nightbook("run", "month-end", "--cycle", "2026-09");

        assertCode(preview, 0);
        assertThat(preview.out()).startsWith("Preview of month-end as of 2026-10-01T12:00:00Z (run ");
        assertThat(preview.out().lines().skip(1))
                .containsExactlyElementsOf(run.out().lines().skip(1).toList());
    }

    @Test
    void theHistoryShowsRunsAndOneRun() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");

        Typed runs = nightbook("runs");
        Typed one = nightbook("run-status", "1");

        assertCode(runs, 0);
        assertThat(runs.out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("    1  nightly      2026-09-21   2026-09-21T04:30:00Z   posted     ");
        assertCode(one, 0);
        assertThat(one.out())
                .startsWith("run 1: nightly of 2026-09-21, as of 2026-09-21T04:30:00Z\n  state          posted\n")
                .contains(
                        "  entries        9\n",
                        "  proof          %1$d of %1$d checks held when it posted\n".formatted(History.checks()))
                .doesNotContain("message");
    }

    @Test
    void theStatusOfARunThatHasNotEndedTellsHowFarItIs() {
        world.september();
        world.fillDisk("ledger");
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");
        world.execute("update run set ended_at = null, state = 'running';"
                + " update batch_step_execution set step_name = 'posted' where step_name = 'post'");
        Typed posting = nightbook("run-status", "1");
        world.execute(
                "update batch_step_execution set step_name = 'replay:posted' where step_name = 'posted'; delete from stage_account where account_no > 3");
        Typed replaying = nightbook("run-status", "1");

        assertThat(posting.out()).contains("  ended          not yet\n  step           posted\n");
        assertThat(replaying.out()).contains("  ended          not yet\n  step           replay: 3 of 4 accounts\n");
    }

    @Test
    void theProofOfTheWholeBooksTellsByItsExitCode() {
        world.september();
        nightbook("run", "month-end", "--cycle", "2026-09");
        Typed holds = nightbook("check", "--books");
        world.tamper("update credit_batch set consumed = consumed + 1 where batch_id = 'cora-1'");

        Typed fails = nightbook("check", "--books");

        assertCode(holds, 0);
        assertThat(holds.out()).endsWith("books: %1$d of %1$d checks hold\n".formatted(History.checks()));
        assertCode(fails, 5);
        assertThat(fails.out()).contains("books: batches-add-up: {batch_id=cora-1,");
    }

    @Test
    void documentsAreHadAgain() throws IOException {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");
        nightbook("run", "month-end", "--cycle", "2026-09");
        Files.delete(folder.resolve("out/2026-09/invoices/INV-2026-00001.pdf"));

        Typed again = nightbook("publish", "1", "2");

        assertCode(again, 0);
        assertThat(again.out()).isEqualTo("""
                        run 1: 0 documents, 0 of them stand as they were published, 0 published now
                        run 2: 30 documents, 29 of them stand as they were published, 1 published now
                        """);
        assertComplaint(nightbook("publish", "1", "3"), 2, "There is no run 3; nightbook runs lists them");
    }

    @Test
    void helpIsPrintedWithoutAnyDatabase() {
        Map<String, String> nothing = Map.of("NIGHTBOOK_DB_URL", "jdbc:postgresql://localhost:1/nowhere");

        Typed help = nightbook(nothing, "--help");
        Typed version = nightbook(nothing, "--version");

        assertCode(help, 0);
        assertThat(help.out()).contains("import", "run-status", "Exit codes: 0 done; 1 failed; 2 wrong usage");
        assertCode(version, 0);
        assertThat(version.out()).startsWith("nightbook ");
        for (String command :
                List.of("import", "run", "runs", "export", "balance", "explain", "check", "serve", "demo")) {
            assertCode(nightbook(nothing, command, "--help"), 0);
        }
    }

    // ---------------------------------------------------------------- exports

    private String export(String... arguments) {
        Typed done = nightbook(
                Stream.concat(Stream.concat(Stream.of("export"), Arrays.stream(arguments)), Stream.of("--out", "-"))
                        .toArray(String[]::new));
        assertCode(done, 0);
        return done.out();
    }

    @Test
    void exportsHaveTheColumnsOfTheContract() {
        assertThat(export("batches"))
                .isEqualTo(
                        "batch_id,account_id,class,source,allocated,nominal_at,effective_at,expires_at,remaining,consumed,"
                                + "expired,rolled_out,voided,value,origin_batch_id\n");
        assertThat(export("ledger"))
                .isEqualTo("entry_id,account_id,batch_id,kind,credits,value,effective_at,cycle,run_id\n");
        assertThat(export("cycles"))
                .isEqualTo("account_id,cycle,from,until,state,plan_id,allocated,rated,consumed,uncovered,expired,"
                        + "rolled_over,voided,debt\n");
        assertThat(export("usage"))
                .isEqualTo("account_id,cycle,day,meter,category,agent,project,events,quantity,credits\n");
        assertThat(export("activity"))
                .isEqualTo("account_id,occurred_at,event_id,agent,activity,project,meter,quantity,credits,late\n");
        assertThat(export("invoices"))
                .isEqualTo("number,series,issue_date,due_date,payer_id,currency,net,tax,total,paid,due,state\n");
        assertThat(export("invoice_lines"))
                .isEqualTo("number,line,account_id,kind,description,quantity,unit_price,net,tax_category,tax_rate\n");
        assertThat(export("rejects")).isEqualTo("file,line,reason,detail,row\n");
        assertThat(export("runs")).startsWith("run_id,job,identity,as_of,state,started_at,ended_at,");
    }

    @Test
    void exportsShowSixPlacesTheCurrencysPlacesAndUtc() {
        world.take(
                world.write(
                        "accounts.csv",
                        "account_id,name,currency,time_zone",
                        "jun,Jun,JPY,Asia/Tokyo",
                        "kim,Kim,KWD,Asia/Kuwait"),
                world.write(
                        "credit_batches.csv",
                        "batch_id,account_id,effective_at,credits,price,expires_at",
                        "j-1,jun,2026-09-01,12.5,4900,2027-01-01",
                        "k-1,kim,2026-09-01T00:00:00.123456Z,1000,1.234,"),
                world.write(
                        "usage.csv",
                        "event_id,account_id,meter,occurred_at,quantity",
                        "e-1,kim,reply,2026-09-10T00:00:00Z,0.5"));
        nightbook("run", "month-end", "--cycle", "2026-09");

        assertThat(export("batches")).endsWith("""
                        j-1,jun,paid,top_up,12.500000,2026-08-31T15:00:00Z,2026-08-31T15:00:00Z,2026-12-31T15:00:00Z,12.500000,0.000000,0.000000,0.000000,0.000000,4900,
                        k-1,kim,paid,top_up,1000.000000,2026-09-01T00:00:00.123456Z,2026-09-01T00:00:00.123456Z,,999.500000,0.500000,0.000000,0.000000,0.000000,1.234,
                        """);
        assertThat(export("ledger", "--account", "kim")).endsWith("""
                        2,kim,k-1,allocated,1000.000000,1.234,2026-09-01T00:00:00.123456Z,2026-09-01,1
                        3,kim,k-1,consumed,-0.500000,-0.001,2026-09-09T21:00:00Z,2026-09-01,1
                        """);
        assertThat(export("invoices")).endsWith("""
                        INV-2026-00001,INV,2026-10-01,2026-10-15,jun,JPY,4900,0,4900,0,4900,issued
                        INV-2026-00002,INV,2026-10-01,2026-10-15,kim,KWD,1.234,0.000,1.234,0.000,1.234,issued
                        """);
    }

    @Test
    void anExportIsNarrowedToAMonthAndAnAccount() throws IOException {
        world.september();
        nightbook("run", "month-end", "--cycle", "2026-09");
        Path file = folder.resolve("deep/down/cycles.csv");

        Typed done = nightbook("export", "cycles", "--cycle", "2026-10", "--account", "acme", "--out", file.toString());

        assertCode(done, 0);
        assertThat(done.out()).isEqualTo(file + ": 1 row\n");
        assertThat(Files.readString(file))
                .endsWith("\nacme,2026-10-01,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,open,pro,5000.000000,0.000000,"
                        + "0.000000,0.000000,0.000000,0.000000,0.000000,0.000000\n");
        assertThat(export("cycles", "--cycle", "2026-09").lines()).hasSize(5);
        assertThat(export("alerts", "--account", "dune").lines()).hasSize(1);
    }

    @Test
    void anExportGoesToStandardOutputUnlessAFileIsNamed() {
        assertThat(nightbook("export", "rejects").out()).isEqualTo("file,line,reason,detail,row\n");
    }

    /** Of bolt (Berlin) the third of September begins at 22:00 UTC on the second. */
    @Test
    void anExportIsNarrowedToATimeThatEndsBeforeItsEnd() {
        world.september();
        world.use(
                "usage-2.csv",
                "n-1,bolt,reply,2026-09-12T22:00:00Z,1",
                "n-2,bolt,reply,2026-09-13T21:59:59Z,2",
                "n-3,bolt,reply,2026-09-13T22:00:00Z,3");
        nightbook("run", "nightly", "--as-of", "2026-09-21");

        assertThat(export("activity", "--from", "2026-09-13", "--until", "2026-09-14")
                        .lines()
                        .skip(1))
                .containsExactly(
                        "bolt,2026-09-12T22:00:00Z,n-1,,,,reply,1,1.000000,false",
                        "bolt,2026-09-13T21:59:59Z,n-2,,,,reply,2,2.000000,false");
        assertThat(export("activity", "--from", "2026-09-13T22:00:00Z", "--until", "2026-09-19T12:00:00Z")
                        .lines()
                        .skip(1))
                .containsExactly("bolt,2026-09-13T22:00:00Z,n-3,,,,reply,3,3.000000,false");
        assertThat(export("usage", "--from", "2026-09-13", "--until", "2026-09-14")
                        .lines()
                        .skip(1))
                .containsExactly("bolt,2026-09-10,2026-09-13,reply,Replies,,,2,3,3.000000");
        assertThat(export("ledger", "--from", "2026-09-13", "--until", "2026-09-14")
                        .lines()
                        .skip(1))
                .singleElement()
                .asString()
                .contains(",bolt,allowance:bolt:2026-09-10,consumed,-3.000000,", ",2026-09-12T22:00:00Z,2026-09-10,1");
        assertThat(export("batches", "--from", "2026-09-10", "--until", "2026-09-11")
                        .lines()
                        .skip(1))
                .singleElement()
                .asString()
                .startsWith("allowance:bolt:2026-09-10,bolt,");
        assertThat(export("runs", "--from", "2026-09-21", "--until", "2026-09-22")
                        .lines())
                .hasSize(2);
        assertThat(export("runs", "--until", "2026-09-21").lines()).hasSize(1);
    }

    @Test
    void anExportOfUsageIsNarrowedToWhoUsedWhat() {
        world.september();
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");

        assertThat(export("activity", "--agent", "bot").lines().skip(1))
                .containsExactly("acme,2026-09-03T08:00:00Z,a-1,bot,,,inference,1200000,1200.000000,false");
        assertThat(export("activity", "--agent", "", "--account", "bolt").lines())
                .hasSize(2);
        assertThat(export("usage", "--meter", "inference").lines()).hasSize(2);
        assertThat(export("usage", "--agent", "x' or 'x' = 'x").lines()).hasSize(1);
        assertThat(export("usage", "--project", "\\").lines()).hasSize(1);
    }

    @Test
    void anAgencysExportTakesItsCompaniesAlong() {
        world.take(
                world.write(
                        "accounts.csv",
                        "account_id,name,currency,time_zone,parent_id",
                        "agency,Agency,USD,UTC,",
                        "branch,Branch,USD,UTC,agency",
                        "leaf,Leaf,USD,UTC,branch",
                        "other,Other,USD,UTC,"),
                world.write(
                        "credit_batches.csv",
                        "batch_id,account_id,effective_at,package_id",
                        "b-1,agency,2026-09-01,standard",
                        "b-2,branch,2026-09-01,standard",
                        "b-3,leaf,2026-09-01,standard",
                        "b-4,other,2026-09-01,standard"));
        nightbook("run", "month-end", "--cycle", "2026-09");

        assertThat(export("batches", "--account", "agency").lines()).hasSize(2);
        assertThat(export("batches", "--account", "agency", "--with-companies")
                        .lines()
                        .skip(1))
                .extracting(line -> line.substring(0, 3))
                .containsExactly("b-1", "b-2", "b-3");
        assertThat(export("invoices", "--account", "branch", "--with-companies").lines())
                .hasSize(3);
        assertThat(export("ledger", "--account", "agency", "--with-companies", "--cycle", "2026-09")
                        .lines())
                .hasSize(4);
    }

    @Test
    void theListOfRunsSaysHowLongTheyTookAndWhatCameOfThem() {
        world.september();
        nightbook("run", "month-end", "--as-of", "2026-10-02");

        assertThat(nightbook("runs").out().lines().skip(1))
                .singleElement()
                .asString()
                .matches(
                        "    1  month-end    2026-10-02   2026-10-02T00:00:00Z   posted +[0-9.]+ s +4 +[0-9]+ +4 +4  \\S+"
                                + "  invoiced [0-9.,]+ EUR, [0-9.,]+ USD");
        assertThat(nightbook("run-status", "1").out()).contains("  invoiced EUR   ", "  invoiced USD   ");
    }

    @Test
    void aFolderOfJobsThatSomeoneNamesMustBeThere() {
        Typed done = nightbook("--jobs", "nowhere", "check");

        assertCode(done, 2);
        assertThat(done.err()).startsWith("nowhere: no such folder");
    }

    @Test
    void anAccountToBeExplainedIsAskedForItsCycle() {
        world.september();
        world.run("nightly", "2026-09-21T04:30:00Z");

        assertComplaint(
                nightbook("explain", "acme"), 2, "acme is an account; say which of its cycles with --cycle: 2026-09");
    }

    @Test
    void anExportThatCannotBeWrittenSaysSoAndLeavesNothing() throws IOException {
        world.september();
        Path taken = Files.createDirectories(folder.resolve("ledger.csv/full"));

        assertComplaint(
                nightbook(
                        "export",
                        "ledger",
                        "--out",
                        folder.resolve("ledger.csv").toString()),
                1,
                "ledger.csv cannot be written");
        assertThat(taken).isDirectory();
        assertThat(folder.resolve(".ledger.csv.part")).doesNotExist();
    }

    // ---------------------------------------------------------------- a catalog in use

    @Test
    void theCheckNamesWhatTheBooksAskOfTheCatalogAndDoNotFindThere() throws IOException {
        world.september();
        world.take(
                world.write(
                        "accounts-2.csv",
                        "account_id,name,currency,time_zone",
                        "rex,Rex,EUR,Europe/Rome",
                        "roy,Roy,EUR,Europe/Rome"),
                world.write(
                        "subscriptions-2.csv",
                        "account_id,plan_id,starts_on,ends_on",
                        "rex,pro,2026-09-05,",
                        "roy,pro,2026-09-06,",
                        "roy,anniversary,2026-09-20,2026-10-31"));
        assertCode(nightbook("check"), 0);

        say("""
                        rollover: none
                        anchor: anniversary
                """, """
                        rollover: none
                        anchor: anniversary
                      - { from: 2026-11-01, fee: { USD: 1.00 } }
                      - { from: 2026-10-31, fee: { USD: 1.00, GBP: 1.00 }, overage: { bill: { USD: 1.00 } } }
                """);
        Typed check = nightbook("check");

        assertCode(check, 2);
        assertThat(check.err())
                .contains(
                        "catalog.yaml:36:34: 'fee' of a plan version has no price in EUR; on plan 'anniversary', and paying"
                                + " in it: roy",
                        "add it. Priced: USD, GBP",
                        "catalog.yaml:36:69: 'overage' of a plan version has no price in EUR")
                .doesNotContain("catalog.yaml:35", "plan 'pro'");
        say("  - { id: reply, category: Replies, rate: { per_unit: { credits: 1 } } }\n", "");
        assertThat(nightbook("check").err())
                .contains(
                        "meter 'reply' is gone; with usage of it in open cycles: bolt and 2 more",
                        "put it back, with rate: none if it is no longer sold. Known meters: inference");
        say("  - { id: third, category: Replies, rate: { per_unit: { per: 3, credits: 1 } } }\n", "");
        Path taken = world.write(
                "usage-9.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "t-1,acme,third,2026-09-03T00:00:00Z,1");
        assertThat(nightbook("check").err()).doesNotContain("meter 'third'");
        say("alerts: [50, 80, 100]", "alerts: [50, 80, 100] ");
        assertCode(nightbook("import", taken.toString()), 0);
        nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");
        say("  - { id: third, category: Replies, rate: { per_unit: { per: 3, credits: 1 } } }\n", "");
        assertThat(nightbook("check").err()).contains("meter 'third' is gone; with usage of it in open cycles: acme");
        say("alerts: [50, 80, 100]", "alerts: [50, 80, 100] ");
        assertCode(nightbook("import", "--take-back", taken.toString()), 0);
        nightbook("run", "nightly", "--as-of", "2026-09-22T04:30:00Z");
        say("  - { id: third, category: Replies, rate: { per_unit: { per: 3, credits: 1 } } }\n", "");
        assertThat(nightbook("check").err())
                .as("what was taken back needs no meter")
                .doesNotContain("meter 'third'");
        say("id: pro\n", "id: proo\n");
        assertThat(nightbook("check").err())
                .contains(
                        "plan 'pro' is gone; on it, and paying in EUR: bolt and 2 more",
                        "plans in use are never removed. did you mean 'proo'?");
    }

    private void say(String before, String after) {
        assertThat(SmallWorld.CATALOG).contains(before);
        world.write(
                "catalog/catalog.yaml",
                SmallWorld.CATALOG.replace(before, after).split("\n"));
    }

    @Test
    void termsInUseAreNotEditedWithoutAWord() throws IOException {
        world.september();
        assertCode(nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z"), 0);
        say("allowance: { credits: 5000 }", "allowance: { credits: 4000 }");
        Path usage = world.write(
                "usage-2.csv",
                "event_id,account_id,meter,occurred_at,quantity",
                "a-9,acme,reply,2026-09-21T00:00:00Z,1");

        for (Typed refused : List.of(
                nightbook("run", "nightly", "--as-of", "2026-09-22T04:30:00Z"),
                nightbook("run", "nightly", "--as-of", "2026-09-22T04:30:00Z", "--preview"),
                nightbook("import", usage.toString()),
                nightbook("check"))) {
            assertCode(refused, 2);
            assertThat(refused.err())
                    .contains(
                            "plan pro from 2026-01-01, allowance: 5000 paid is in use, the catalog says 4000 paid",
                            "later `from`",
                            "check --accept-edits")
                    .doesNotContain("overage", "anniversary");
        }
        assertThat(nightbook("runs").out().lines().filter(line -> line.contains("nightly")))
                .hasSize(1);

        Typed accepted = nightbook("check", "--accept-edits");
        assertCode(accepted, 0);
        assertThat(accepted.out())
                .contains(
                        "accepted: plan pro from 2026-01-01, allowance: 5000 paid is in use, the catalog says 4000 paid");
        assertCode(nightbook("check"), 0);
        assertCode(nightbook("run", "nightly", "--as-of", "2026-09-22T04:30:00Z"), 0);
        assertThat(nightbook("export", "batches", "--account", "acme", "--out", "-")
                        .out())
                .contains("4000.000000");
    }

    @Test
    void ratesAreInUseAsSoonAsUsageIsRated() {
        world.september();
        say(
                "{ id: reply, category: Replies, rate: { per_unit: { credits: 1 } } }",
                "{ id: reply, category: Replies, rate: { per_unit: { credits: 2 } } }");
        Typed refused = nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z");
        assertCode(refused, 2);
        assertThat(refused.err())
                .contains("meter reply, rate: 1 credit per unit is in use, the catalog says 2 credits per unit");

        say(
                "{ id: reply, category: Replies, rate: { per_unit: { credits: 1 } } }",
                "{ id: reply, category: Replies, rates: [ { from: 2026-01-01, rate: { per_unit: { credits: 1.0 } } },"
                        + " { from: 2026-10-01, rate: { per_unit: { credits: 2 } } } ] }");
        assertCode(nightbook("run", "nightly", "--as-of", "2026-09-21T04:30:00Z"), 0);
    }
}
