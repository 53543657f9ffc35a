package io.nightbook.batch.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.SmallWorld;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.csv.ForeignColumns.Purpose;
import io.nightbook.domain.input.Reject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be booked, or not as they seem, are rejected or said one by one, and the others come in. */
class HostileRowsTest {

    private static final String HEADER = "event_id,account_id,meter,occurred_at,quantity";
    private static final String TIME = "2026-09-03T00:00:00Z";

    @TempDir
    Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder);
        world.take(world.write(
                "accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC", "bolt,Bolt,EUR,UTC"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static List<String> shortly(IntakeResult result) {
        return result.rejects().stream()
                .map(reject -> reject.line() + " " + reject.reason().word() + " " + reject.detail())
                .toList();
    }

    private void assertOneRejected(String file, String header, String good, String bad, String expected) {
        IntakeResult result = world.take(world.write(file, header, good, bad)).get(0);
        assertThat(result.accepted()).as("%s", result.rejects()).isEqualTo(1);
        assertThat(shortly(result)).containsExactly("3 malformed " + expected);
    }

    @Test
    void aCharacterThatCannotBeStoredIsOneRejectedRowInAnyColumnOfAnyFile() {
        assertOneRejected(
                "accounts-2.csv",
                "account_id,name,currency,time_zone,parent_id",
                "cora,Cora,USD,UTC,",
                "dune,Dune,USD,UTC,ac\0me",
                "parent_id holds a NUL character");
        assertOneRejected(
                "subscriptions.csv",
                "account_id,plan_id,starts_on",
                "acme,pro,2026-09-01",
                "ac\0me,pro,2026-09-01",
                "account_id holds a NUL character");
        String batches = "batch_id,account_id,effective_at,credits,categories";
        assertOneRejected(
                "credit_batches.csv",
                batches,
                "b-1,acme,2026-09-01,5,",
                "b-2,ac\0me,2026-09-01,5,",
                "account_id holds a NUL character");
        assertOneRejected(
                "credit_batches-2.csv",
                batches,
                "b-3,acme,2026-09-01,5,",
                "b-4,acme,2026-09-01,5,L\0LM",
                "categories holds a NUL character");
        assertOneRejected(
                "usage.csv",
                HEADER + ",model",
                "e-1,acme,reply," + TIME + ",1,",
                "e-2,ac\0me,reply," + TIME + ",1,",
                "account_id holds a NUL character");
        assertOneRejected(
                "usage-2.csv",
                HEADER + ",model",
                "e-3,acme,reply," + TIME + ",1,",
                "e-4,acme,reply," + TIME + ",1,a\0b",
                "model holds a NUL character");
    }

    @Test
    void moneyInAnotherCurrencyIsNeverTakenAsTheAccounts() {
        IntakeResult usage = world.take(world.write(
                        "usage.csv",
                        HEADER + ",cost,BillingCurrency",
                        "e-1,acme,call," + TIME + ",1,2.50,USD",
                        "e-2,bolt,call," + TIME + ",1,2.50,usd",
                        "e-3,bolt,call," + TIME + ",1,2.50,",
                        "e-4,bolt,call," + TIME + ",1,2.50,eur"))
                .get(0);
        IntakeResult batches = world.take(world.write(
                        "credit_batches.csv",
                        "batch_id,account_id,effective_at,credits,price,currency",
                        "b-1,acme,2026-09-01,5,9.00,EUR",
                        "b-2,bolt,2026-09-01,5,9.00,EUR"))
                .get(0);

        assertThat(usage.accepted()).isEqualTo(3);
        assertThat(shortly(usage))
                .containsExactly(
                        "3 conflict BillingCurrency usd is not the currency of bolt, EUR; give its money in EUR, or send"
                                + " the row for an account in that currency");
        assertThat(batches.accepted()).isEqualTo(1);
        assertThat(shortly(batches))
                .singleElement()
                .asString()
                .startsWith("2 conflict currency EUR is not the currency of acme");
    }

    @Test
    void aComponentOfASumThatNoColumnHoldsIsSaid() {
        IntakeResult lacking = world.take(
                        world.write("usage.csv", HEADER + ",seconds", "e-1,acme,training," + TIME + ",1,10"))
                .get(0);
        IntakeResult whole = world.take(world.write(
                        "usage-2.csv", HEADER + ",seconds,gigabytes", "e-2,acme,training," + TIME + ",1,10,"))
                .get(0);

        assertThat(lacking.notes())
                .containsExactly(
                        "training is rated by gigabytes too, which no column of usage.csv holds: it counted as 0. If"
                                + " some was used, take the file back (import --take-back) and send it with that column, under new event"
                                + " ids");
        assertThat(whole.notes()).isEmpty();
        assertThat(world.use("usage-3.csv", "e-3,acme,reply," + TIME + ",1").notes())
                .isEmpty();
    }

    @Test
    void aRenamedColumnByWhichUsageIsRatedStaysUnderItsOwnNameToo() {
        Path file = world.write(
                "usage.csv",
                "event_id,account_id,meter,occurred_at,seconds,gigabytes",
                "e-1,acme,training," + TIME + ",10,4",
                "e-2,nobody,training," + TIME + ",10,4");

        IntakeResult result = new Intake(world.database(), world.books().catalog(), progress -> {})
                .take(
                        List.of(file),
                        new ForeignColumns(Map.of("quantity", "seconds"), Map.of(), Purpose.TAKE_IN, Set.of()))
                .get(0);

        assertThat(result.notes()).isEmpty();
        assertThat(world.value("select quantity, credits from usage_event")).isEqualTo("10|2.200000");
        assertThat(new RejectFiles(world.database(), folder).write(result))
                .hasContent("event_id,account_id,meter,occurred_at,quantity,gigabytes,seconds\ne-2,nobody,training,"
                        + TIME + ",10,4,10\n");
    }

    @Test
    void afterAQuoteThatNeverEndsEveryLineIsAccountedFor() {
        String[] lines = new String[60_002];
        lines[0] = HEADER;
        lines[1] = "e-0,acme,reply," + TIME + ",\"1";
        for (int i = 1; i <= 60_000; i++) {
            lines[i + 1] = "e-" + i + ",acme," + (i == 60_000 ? "nothing" : "reply") + "," + TIME + ",1";
        }

        IntakeResult result = world.take(world.write("usage.csv", lines)).get(0);

        assertThat(List.of(result.accepted(), result.duplicates(), result.rejected()))
                .containsExactly(59_999L, 0L, 2L);
        assertThat(result.rejects()).extracting(Reject::line).containsExactly(2L, 60_002L);
        assertThat(result.rejects().get(0).row()).isEqualTo(lines[1]);
    }

    @Test
    void aCutRowIsRejectedAgainIfNobodyMendsIt() {
        IntakeResult result = world.use(
                "usage.csv", "e-1,acme,reply," + TIME + ",1" + "0".repeat(3_000_000), "e-2,acme,reply," + TIME + ",1");
        Path mend = new RejectFiles(world.database(), folder).write(result);

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(shortly(result))
                .singleElement()
                .asString()
                .startsWith("2 malformed the line is longer than 1,048,576");
        assertThat(mend.toFile().length()).isLessThan(2_000);
        assertThat(world.take(mend).get(0).rejected()).isEqualTo(1);
    }

    @Test
    void rejectsOfAFileWithALongNameAreGivenBackUnderAShorterOne() {
        String name = "usage-" + "é".repeat(119);
        Path file = world.write(name + ".csv", HEADER, "e-1,acme,nothing," + TIME + ",1");
        RejectFiles files = new RejectFiles(world.database(), folder);

        Path mend = files.write(world.take(file).get(0));

        assertThat(String.valueOf(mend.getFileName())).startsWith("usage-éé").matches(".*~[0-9a-f]{8}\\.csv");
        assertThat(folder.resolve("rejects"))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
        assertThat(files.write(world.take(mend).get(0))).as("sent again").isEqualTo(mend);
        Path other = world.write(name.replaceFirst("éé$", "éa") + ".csv", HEADER, "e-2,acme,nothing," + TIME + ",1");
        assertThat(files.write(world.take(other).get(0))).isNotEqualTo(mend);
    }

    @Test
    void aNameThatSteersATerminalIsGivenBackWithoutThat() {
        Path file = world.write("usage-\u001b[2J.csv", HEADER, "e-1,acme,nothing," + TIME + ",1");

        Path mend =
                new RejectFiles(world.database(), folder).write(world.take(file).get(0));

        assertThat(mend).hasFileName("usage-_[2J.csv").exists();
        assertThat(Files.exists(Objects.requireNonNull(mend.getParent()).resolve("usage-_[2J.reasons.csv")))
                .isTrue();
    }
}
