package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.SmallWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage of any period beside the one before, by whom and what; who used something before and nothing now is there at 0. */
class ReportTest {

    @TempDir
    private Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder);
        world.take(
                world.write(
                        "accounts.csv",
                        "account_id,name,currency,time_zone,parent_id",
                        "agency,Agency,USD,America/New_York,",
                        "shop,Shop,USD,America/New_York,agency"),
                world.write(
                        "credit_batches.csv", "batch_id,account_id,effective_at,credits", "b,agency,2026-07-01,1000"),
                world.write(
                        "usage.csv",
                        "event_id,account_id,meter,occurred_at,quantity,agent",
                        "e-1,agency,reply,2026-07-10T12:00:00Z,5,Old",
                        "e-2,agency,reply,2026-08-10T12:00:00Z,40,Inbox",
                        // the last evening of August in New York
                        "e-3,agency,reply,2026-09-01T03:59:59Z,2,Inbox",
                        "e-4,agency,reply,2026-09-01T04:00:00Z,30,Inbox",
                        "e-5,agency,reply,2026-09-10T12:00:00Z,10,",
                        "e-6,shop,reply,2026-09-11T12:00:00Z,7,=Inbox"));
        world.run("nightly", "2026-09-21T04:30:00Z");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Typed report(String... arguments) {
        return Typed.nightbook(
                Map.of(
                        "NIGHTBOOK_DB_URL", world.url(),
                        "NIGHTBOOK_DB_USER", world.user(),
                        "NIGHTBOOK_DB_PASSWORD", world.password()),
                Stream.concat(
                                Stream.of("--config", folder.toString(), "--home", folder.toString(), "report"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void byAgentOfAMonthBesideTheMonthBefore() {
        assertThat(report("usage", "agency", "--month", "2026-09").out()).isEqualTo("""
                        agency, usage by agent, 2026-09-01 to 2026-09-30 beside 2026-08-01 to 2026-08-31, days in America/New_York
                                       credits  share       events       credits before  agent
                                     30.000000   75 %            1            42.000000  Inbox
                                     10.000000   25 %            1             0.000000  (none)
                                      0.000000    0 %            0             0.000000  Old
                                     40.000000                                42.000000  in all
                        """);
    }

    @Test
    void byCompanyAndByAgentOfAllCompaniesAsCsv() {
        assertThat(report("usage", "agency", "--month", "2026-09", "--by", "company", "--csv")
                        .out())
                .isEqualToNormalizingNewlines("""
                        company,events,credits,events_before,credits_before
                        agency,2,40.000000,2,42.000000
                        shop,1,7.000000,0,0.000000
                        """);
        assertThat(report("usage", "agency", "--month", "2026-09", "--with-companies", "--csv")
                        .out())
                .contains("'=Inbox,1,7.000000,0,0.000000");
    }

    @Test
    void aDayAWeekAndARangeStandBesideAsManyDays() {
        for (List<String> period : List.of(
                List.of("--day", "2026-09-10", "2026-09-10 to 2026-09-10 beside 2026-09-09 to 2026-09-09"),
                List.of("--week", "2026-09-07", "2026-09-07 to 2026-09-13 beside 2026-08-31 to 2026-09-06"))) {
            assertThat(report("usage", "agency", "--by", "meter", period.get(0), period.get(1))
                            .out())
                    .contains(period.get(2))
                    .contains("10.000000  100 %");
        }
        assertThat(report("usage", "agency", "--from", "2026-09-01", "--until", "2026-09-04")
                        .out())
                .contains("2026-09-01 to 2026-09-03 beside 2026-08-29 to 2026-08-31");
    }

    @Test
    void whatNobodyKnowsIsRefusedWithWhatToSay() {
        for (String[] wrong : new String[][] {
            {"costs agency", "There is no report costs; known: usage"},
            {"usage agency --by colour", "told apart by agent, project, category, meter, company"},
            {"usage agency --day 1.9.2026", "--day 1.9.2026 is no date such as 2026-10-01"},
            {"usage agency --from 2026-09-01", "give both --from and --until"},
            {"usage agency --from 2026-09-02 --until 2026-09-02", "is not after --from 2026-09-02"},
            {"usage agency --day 2026-09-02 --month 2026-09", "give one of them"},
            {"usage nobody", "There is no account nobody"}
        }) {
            Typed said = report(wrong[0].split(" ", -1));
            assertThat(said.code()).as(wrong[0]).isEqualTo(2);
            assertThat(said.err()).as(wrong[0]).contains(wrong[1]);
        }
    }
}
