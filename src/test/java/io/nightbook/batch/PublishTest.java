package io.nightbook.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.cases.SmallWorld;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.pdf.SampleFont;
import io.nightbook.postgres.ReportStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents are proven before anybody sees them, and can be had again as long as the books are there. */
class PublishTest {

    private static final String CLOSE = "2026-10-02T12:00:00Z";
    private static final String NEXT_CLOSE = "2026-11-02T12:00:00Z";

    @TempDir
    Path folder;

    private SmallWorld world;

    @BeforeEach
    void open() {
        world = SmallWorld.in(folder).september();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Published publish(int run) {
        return new Runner(world.books(), Runner.Listener.SILENT).publish(run);
    }

    private Path published(String path) {
        return folder.resolve("out").resolve(path);
    }

    @Test
    void whatIsMissingOrDamagedIsPublishedAgainByteByByteThoughMonthsHavePassed() throws IOException {
        world.run("month-end", CLOSE);
        world.use("usage-2.csv", "c-3,cora,reply,2026-10-06T00:00:00Z,70", "late,cora,reply,2026-09-07T00:00:00Z,7");
        world.run("month-end", NEXT_CLOSE);
        Map<String, String> before = world.everything();
        Files.delete(published("2026-09/accounts/cora/statement-2026-09-01.pdf"));
        Files.writeString(published("2026-09/invoices/INV-2026-00002.pdf"), "overwritten");
        Files.delete(published("2026-09/MANIFEST.sha256"));
        Files.delete(published("2026-09/finance/month-end-2026-10-02/lapse-calendar.csv"));

        Published again = publish(1);

        assertThat(again.documents() - again.standing()).isEqualTo(3);
        assertThat(again.standing()).isPositive();
        assertThat(again.different()).isEmpty();
        assertThat(world.everything()).isEqualTo(before);
    }

    @Test
    void anInvoiceThatTheStandardHasNoRoomForIsThereAsPdfAlone() throws IOException {
        world.take(world.write(
                "accounts-2.csv", "account_id,name,currency,time_zone", "bolt,Bolt GmbH,EUR,Europe/Berlin"));
        world.write("seller.yaml", SmallWorld.SELLER.replace("series: INV", "series: INV, e_invoices: ubl"));

        world.run("month-end", CLOSE);

        String bolt = world.value("select number from invoice where payer_name = 'Bolt GmbH'");
        String acme = world.value("select number from invoice where payer_name = 'Acme Inc'");
        assertThat(world.everything())
                .containsKeys(
                        "2026-09/invoices/" + acme + ".xml",
                        "2026-09/invoices/" + acme + ".pdf",
                        "2026-09/invoices/" + bolt + ".pdf")
                .doesNotContainKey("2026-09/invoices/" + bolt + ".xml");
        assertThat(published("2026-09/MANIFEST.sha256")).content().contains("  invoices/" + acme + ".xml\n");
        Map<String, String> before = world.everything();
        world.write("seller.yaml", SmallWorld.SELLER);
        Files.delete(published("2026-09/invoices/" + acme + ".xml"));
        assertThat(publish(1).different()).isEmpty();
        assertThat(world.everything())
                .as("what was published is published again, whatever the seller wants now")
                .isEqualTo(before);
    }

    @Test
    void aFolderThatIsGoneComesBackWhole() throws IOException {
        world.run("month-end", CLOSE);
        Map<String, String> before = world.everything();
        Files.move(folder.resolve("out"), folder.resolve("lost"));

        assertThat(publish(1).standing()).isZero();
        assertThat(world.everything()).isEqualTo(before);
        assertThat(publish(1).standing())
                .isEqualTo(before.keySet().stream()
                        .filter(name -> name.startsWith("2026-09/") && !name.endsWith("MANIFEST.sha256"))
                        .count());
    }

    @Test
    void aDocumentThatIsNotWhatItWasIsNamedAndTheManifestKnowsIt() throws IOException {
        world.run("month-end", CLOSE);
        String path = "2026-09/accounts/cora/statement-2026-09-01.csv";
        String manifest = Files.readString(published("2026-09/MANIFEST.sha256"));
        world.take(world.write(
                "accounts-2.csv",
                "account_id,name,currency,time_zone,country",
                "cora,Corazon,USD,America/New_York,US"));
        Files.delete(published(path));

        Published again = publish(1);

        assertThat(again.different()).containsExactly(path);
        assertThat(Files.readString(published(path))).contains("Corazon");
        assertThat(Files.readString(published("2026-09/MANIFEST.sha256")).lines())
                .hasSameSizeAs(manifest.lines().toList())
                .filteredOn(line -> !manifest.contains(line))
                .singleElement()
                .asString()
                .endsWith("  accounts/cora/statement-2026-09-01.csv");
    }

    @Test
    void aRunThatClosedNothingHasNoDocuments() {
        world.run("nightly", "2026-09-21T04:30:00Z");

        assertThat(publish(1)).isEqualTo(new Published(0, 0, List.of()));
    }

    @Test
    void documentsThatAreNotTheInvoicesAreNotPublishedUntilTheyAre() {
        world.execute("""
                create function misprint() returns trigger language plpgsql as
                'begin new.total := new.total + (new.number = ''INV-2026-00002'')::int; return new; end';
                create trigger misprint before insert on document for each row execute function misprint()""");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> world.run("month-end", CLOSE))
                .withMessage(
                        "The documents of run 1 are not its invoices, so none is published. documents-match-invoices:"
                                + " {run_no=1, number=INV-2026-00002, total=38235, document_says=38236}");
        assertThat(world.everything().keySet()).noneMatch(name -> name.startsWith("2026-"));
        assertThat(world.value("select state, ended_at is null from run")).isEqualTo("posted|t");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> publish(1))
                .withMessageStartingWith("The documents of run 1 are not its invoices, so none is published.");
        assertThat(world.run("nightly", "2026-10-03T04:30:00Z").others().open())
                .singleElement()
                .asString()
                .startsWith("month-end as of " + CLOSE
                        + " (run 1) has posted, but is not finished: The documents of run 1");

        world.execute("drop trigger misprint on document");
        world.run("month-end", CLOSE);

        assertThat(world.everything()).containsKey("2026-09/invoices/INV-2026-00002.pdf");
    }

    @Test
    void documentsThatWereStoppedArePublishedByTheNextRunWhateverItIs() {
        world.fillDisk("document");
        assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("month-end", CLOSE));
        assertThat(world.everything().keySet()).noneMatch(name -> name.startsWith("2026-"));
        world.freeDisk("document");

        assertThat(world.run("nightly", "2026-10-03T04:30:00Z").others().finished())
                .containsExactly("month-end as of " + CLOSE + " (run 1), which had been stopped, is finished as run 1");

        assertThat(world.everything()).containsKey("2026-09/invoices/INV-2026-00002.pdf");
        assertThat(world.rows("select job, ended_at is null from run order by run_no"))
                .containsExactly("month-end|f", "nightly|f");
    }

    @Test
    void documentsThatWereStoppedArePublishedWhenTheyAreAskedFor() {
        world.fillDisk("document");
        assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> world.run("month-end", CLOSE));
        world.freeDisk("document");

        publish(1);

        assertThat(world.everything()).containsKey("2026-09/invoices/INV-2026-00002.pdf");
        assertThat(world.value("select ended_at is null from run")).isEqualTo("f");
    }

    @Test
    void documentsThatNoFontCanSetWaitForOneAndTheBooksDoNot() throws IOException {
        world.take(world.write(
                "accounts-2.csv",
                "account_id,name,currency,time_zone,country",
                "cora,\u6771\u4EAC KK,USD,America/New_York,JP"));

        assertThat(world.preview("month-end", CLOSE).others().open())
                .singleElement()
                .asString()
                .startsWith(
                        "documents that will not be published, 2 in all, for no font at hand can set them:"
                                + " 2026-09/accounts/cora/statement-2026-09-01.pdf, 2026-09/invoices/INV-2026-00003.pdf. \u4EAC"
                                + " \u6771 (Han: DroidSansFallbackFull.ttf of Debian's package fonts-droid-fallback may have them)");
        assertThat(world.run("month-end", CLOSE).others().open())
                .singleElement()
                .asString()
                .startsWith(
                        "documents of run 2 not published, 2 in all, for no font at hand can set them; they are booked: ")
                .contains("Put a TrueType font")
                .contains("nightbook publish 2");

        String invoice = "2026-09/invoices/INV-2026-00003.pdf";
        String statement = "2026-09/accounts/cora/statement-2026-09-01";
        assertThat(world.value("select total, ended_at is null from invoice join run using (run_no)"
                        + " where number = 'INV-2026-00003'"))
                .isEqualTo("4900|f");
        assertThat(published(invoice)).doesNotExist();
        assertThat(published(statement + ".pdf")).doesNotExist();
        assertThat(published(statement + ".csv")).exists();
        assertThat(published("2026-09/invoices/INV-2026-00002.pdf")).exists();
        assertThat(published("2026-09/MANIFEST.sha256")).content().doesNotContain("INV-2026-00003");
        assertThat(new WaitingDocuments(world.database()).list()).hasSize(1);
        assertThat(world.run("nightly", "2026-10-03T04:30:00Z").others())
                .as("nothing has changed: nothing is tried")
                .isEqualTo(Runner.Others.NONE);

        SampleFont.of(0x6771, folder.resolve("fonts/east.ttf"));
        SampleFont.of(0x4EAC, folder.resolve("fonts/capital.ttf"));
        assertThat(world.run("nightly", "2026-10-04T04:30:00Z").others())
                .isEqualTo(new Runner.Others(
                        List.of("documents of run 2 that had waited for fonts are published"), List.of()));
        assertThat(published(invoice)).exists();
        assertThat(published(statement + ".pdf")).exists();
        assertThat(published("2026-09/MANIFEST.sha256")).content().contains("INV-2026-00003");
        assertThat(new WaitingDocuments(world.database()).list()).isEmpty();

        Files.delete(folder.resolve("fonts/east.ttf"));
        assertThat(publish(2).different()).isEmpty();
        assertThat(new WaitingDocuments(world.database()).list())
                .as("what is published stands, whatever fonts there are now")
                .isEmpty();
        Files.delete(published(invoice));
        publish(2);
        assertThat(new WaitingDocuments(world.database()).of(2)).hasSize(1);
        assertThat(published("2026-09/MANIFEST.sha256")).content().doesNotContain("INV-2026-00003");
    }

    @Test
    void whatNoFontCanSetIsPublishedWithSignsWhereSomebodyAsksForThat() {
        world.take(world.write(
                "accounts-2.csv",
                "account_id,name,currency,time_zone,country",
                "cora,\u0939\u093F,USD,America/New_York,IN"));
        world.run("month-end", CLOSE);

        new Runner(world.books(), Runner.Listener.SILENT).publishIncomplete(1);

        assertThat(published("2026-09/invoices/INV-2026-00003.pdf")).exists();
        assertThat(new WaitingDocuments(world.database()).list()).isEmpty();
    }

    @Test
    void aPackListsTheRowsThatWereRejectedSinceTheOneBefore() throws IOException {
        world.use("usage-2.csv", "x-1,nobody,reply,2026-09-06T00:00:00Z,70");
        world.run("month-end", CLOSE);
        world.use("usage-3.csv", "x-2,nobody,reply,2026-10-06T00:00:00Z,70");
        world.run("month-end", NEXT_CLOSE);
        world.use("usage-4.csv", "x-3,nobody,reply,2026-11-06T00:00:00Z,70");

        assertThat(rejected("2026-09/finance/month-end-2026-10-02")).containsExactly("usage-2.csv");
        assertThat(rejected("2026-10/finance/month-end-2026-11-02")).containsExactly("usage-3.csv");
        Files.delete(published("2026-10/finance/month-end-2026-11-02/rejected.csv"));
        publish(2);
        assertThat(rejected("2026-10/finance/month-end-2026-11-02")).containsExactly("usage-3.csv");
    }

    @Test
    void aMonthsPackCarriesAllAccountsFromOneCutOffToTheNext() throws IOException {
        world.take(
                world.write("accounts-2.csv", "account_id,name,currency,time_zone", "yarrow,Yarrow,USD,UTC"),
                world.write("subscriptions-2.csv", "account_id,plan_id,starts_on", "yarrow,anniversary,2026-09-16"));
        world.use("usage-2.csv", "y-1,yarrow,reply,2026-09-20T00:00:00Z,10");
        world.run("month-end", CLOSE);
        world.use("usage-3.csv", "y-2,yarrow,reply,2026-09-21T00:00:00Z,5", "y-3,yarrow,reply,2026-10-05T00:00:00Z,1");
        world.run("nightly", "2026-10-06T04:30:00Z");
        world.run("month-end", "2026-10-10T12:00:00Z");
        world.run("month-end", NEXT_CLOSE);

        assertThat(pack("2026-09/finance/month-end-2026-10-02/month-balances.csv", "yarrow"))
                .containsExactly(
                        "yarrow,allowance:yarrow:2026-09-16,paid,allowance,2026-09-16T00:00:00Z,2026-10-16T00:00:00Z,"
                                + "2026-09-30T22:00:00Z,90.000000,USD,9.00");
        assertThat(pack("2026-09/finance/month-end-2026-10-02/month-lapses.csv", "yarrow"))
                .as("sixteen days are left, and ten credits went in the month")
                .containsExactly(
                        "yarrow,allowance:yarrow:2026-09-16,paid,allowance,2026-10-16T00:00:00Z,30,90.000000,USD,"
                                + "9.00,10.000000");
        assertThat(published("2026-09/finance/month-end-2026-10-10/month-balances.csv"))
                .as("a later run of the month gives none")
                .doesNotExist();
        assertThat(pack("2026-10/finance/month-end-2026-11-02/month-balances.csv", "yarrow"))
                .containsExactly(
                        "yarrow,allowance:yarrow:2026-10-16,paid,allowance,2026-10-16T00:00:00Z,2026-11-16T00:00:00Z,"
                                + "2026-10-31T23:00:00Z,100.000000,USD,10.00");
        assertThat(pack("2026-09/finance/month-end-2026-10-02/month-roll-forward.csv", "USD,paid,allowance"))
                .containsExactly(
                        "USD,paid,allowance,,2026-09-30T22:00:00Z,0.000000,5100.000000,1210.000000,0.000000,0.000000,"
                                + "0.000000,3890.000000,0.00,209.00,48.76,0.00,0.00,0.00,160.24");
        assertThat(pack("2026-10/finance/month-end-2026-11-02/month-roll-forward.csv", "USD,paid,allowance"))
                .as("its opening is that closing; what was used before it and came later moves in this month")
                .containsExactly(
                        "USD,paid,allowance,2026-09-30T22:00:00Z,2026-10-31T23:00:00Z,3890.000000,5100.000000,6.000000,"
                                + "884.000000,3000.000000,0.000000,5100.000000,160.24,209.00,0.60,40.24,119.40,0.00,209.00");
        assertThat(world.value("select sum(credits) from ledger join account using (account_no)"
                        + " where effective_at < '2026-09-30T22:00:00Z' and run_no = 1 and currency = 'EUR'"))
                .isEqualTo(total("2026-09/finance/month-end-2026-10-02/month-balances.csv", "EUR"));
    }

    @Test
    void linesOfTwoCyclesOfOneMonthAreToldApart() {
        world.take(world.write("subscriptions-2.csv", "account_id,plan_id,starts_on", "cora,pro,2026-09-10"));
        world.take(world.write(
                "usage-2.csv",
                "event_id,account_id,meter,occurred_at,quantity,cost",
                "a-2,acme,call,2026-09-08T00:00:00Z,1,0.50",
                "c-3,cora,call,2026-09-08T00:00:00Z,1,0.50",
                "c-4,cora,call,2026-09-12T00:00:00Z,1,0.70"));
        world.run("month-end", CLOSE);

        assertThat(described("acme"))
                .containsExactly("pro from 2026-09-01, in arrears", "call", "pro from 2026-10-01, in advance");
        assertThat(described("cora"))
                .containsExactly(
                        "cora-1, cycle from 2026-09-01",
                        "call, cycle from 2026-09-01",
                        "pro from 2026-09-10, in arrears",
                        "call, cycle from 2026-09-10",
                        "pro from 2026-10-01, in advance");
    }

    private List<String> described(String payer) {
        ReportStore reports = new ReportStore(world.database(), 1);
        List<ReportStore.Placed> placed = world.database().inTransaction(() -> {
            reports.open();
            return reports.invoices(0, 10);
        });
        return placed.stream()
                .map(ReportStore.Placed::invoice)
                .filter(invoice -> invoice.payer().id().equals(payer))
                .flatMap(invoice -> invoice.sections().get(0).lines().stream())
                .map(IssuedInvoice.Line::description)
                .toList();
    }

    private List<String> pack(String path, String word) throws IOException {
        return Files.readAllLines(published(path)).stream()
                .filter(line -> line.contains(word))
                .toList();
    }

    private String total(String balances, String currency) throws IOException {
        return pack(balances, currency).stream()
                .map(line -> new BigDecimal(line.split(",", -1)[7]))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private List<String> rejected(String pack) throws IOException {
        return Files.readAllLines(published(pack + "/rejected.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }
}
