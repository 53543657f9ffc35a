package io.nightbook.batch.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.batch.Runner;
import io.nightbook.cases.SmallWorld;
import io.nightbook.csv.ForeignColumns;
import io.nightbook.csv.RejectFile;
import io.nightbook.csv.UnusableFile;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Reject;
import io.nightbook.postgres.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in: each row once, whoever else imports or runs meanwhile, and each that does not come in with its reason. */
class ImportTest {

    private static final String NIGHT = "2026-09-21T04:30:00Z";
    private static final String NEXT_NIGHT = "2026-09-22T04:30:00Z";
    private static final String HEADER = "event_id,account_id,meter,occurred_at,quantity";

    @TempDir
    Path folder;

    private SmallWorld world() {
        SmallWorld world = SmallWorld.in(folder);
        world.take(world.write(
                "accounts.csv",
                "account_id,name,currency,time_zone",
                "acme,Acme,USD,UTC",
                "bolt,Bolt,EUR,Europe/Berlin"));
        return world;
    }

    private static Database anotherProcess(SmallWorld world) {
        return Database.open(world.url(), world.user(), world.password());
    }

    private static void assertCounts(IntakeResult result, long accepted, long duplicates, long rejected) {
        assertThat(List.of(result.accepted(), result.duplicates(), result.rejected()))
                .as("%s: accepted, duplicate, rejected %s", result.file(), result.rejects())
                .containsExactly(accepted, duplicates, rejected);
    }

    /** Each reject in short: its line and reason. */
    private static List<String> shortly(IntakeResult result) {
        return result.rejects().stream()
                .map(reject -> reject.line() + " " + reject.reason().word())
                .toList();
    }

    @Test
    void aCountryOfAnotherListIsRejectedWithTheRightCode() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            IntakeResult accounts = world.take(world.write(
                            "accounts.csv",
                            "account_id,name,currency,time_zone,country",
                            "gr,Elia,EUR,Europe/Athens,GR",
                            "el,Elia,EUR,Europe/Athens,EL",
                            "uk,Moor,EUR,Europe/London,UK",
                            "mc,Rocher,EUR,Europe/Monaco,MC",
                            "zz,Nowhere,EUR,Europe/Tallinn,ZZ",
                            "de,Lantern,EUR,Europe/Berlin,Germany"))
                    .get(0);

            assertCounts(accounts, 2, 0, 4);
            assertThat(accounts.rejects())
                    .extracting(Reject::detail)
                    .containsExactly(
                            "country EL is not in ISO 3166; write GR",
                            "country UK is not in ISO 3166; write GB",
                            "country ZZ is not in ISO 3166; write a code of ISO 3166 such as ES, or leave it empty",
                            "country Germany is not two capitals such as ES; write DE");
        }
    }

    // ---------------------------------------------------------------- long files

    @Test
    void filesLongerThanABlockComeInWholeAndAgainAsDuplicates() {
        try (SmallWorld world = world()) {
            int rows = 50_001;
            List<String> accounts = new ArrayList<>(List.of("account_id,name,currency,time_zone"));
            List<String> subscriptions = new ArrayList<>(List.of("account_id,plan_id,starts_on"));
            List<String> batches = new ArrayList<>(List.of("batch_id,account_id,effective_at,credits"));
            List<String> usage = new ArrayList<>(List.of(HEADER));
            for (int i = 0; i < rows; i++) {
                accounts.add("a-" + i + ",A,USD,UTC");
                subscriptions.add("a-" + i + ",pro,2026-09-01");
                batches.add("b-" + i + ",a-" + i + ",2026-09-02,100");
                usage.add("e-" + i + ",a-" + i + ",reply,2026-09-03T00:00:00Z,1");
            }
            // the same again in the second block
            usage.add("e-0,a-0,reply,2026-09-03T00:00:00.000Z,1.0");
            List<Path> files = List.of(
                    world.write("accounts-more.csv", accounts.toArray(String[]::new)),
                    world.write("subscriptions.csv", subscriptions.toArray(String[]::new)),
                    world.write("credit_batches.csv", batches.toArray(String[]::new)),
                    world.write("usage.csv", usage.toArray(String[]::new)));

            List<IntakeResult> first =
                    files.stream().map(file -> world.take(file).get(0)).toList();
            first.subList(0, 3).forEach(result -> assertCounts(result, rows, 0, 0));
            assertCounts(first.get(3), rows, 1, 0);

            List<IntakeResult> again =
                    files.stream().map(file -> world.take(file).get(0)).toList();
            again.subList(0, 3).forEach(result -> assertCounts(result, 0, rows, 0));
            assertCounts(again.get(3), 0, rows + 1, 0);
            assertThat(world.value("select count(*), sum(quantity) from usage_event"))
                    .isEqualTo(rows + "|" + rows);
        }
    }

    @Test
    void blocksThatGoInTogetherAndAfterEachOtherCountEachEventOnce() {
        try (SmallWorld world = world()) {
            int rows = 500_000;
            List<String> usage = new ArrayList<>(List.of(HEADER + ",voids"));
            for (int i = 0; i < rows; i++) {
                usage.add("e-" + i + ",acme,reply,2026-09-03T00:00:00Z,1,");
            }
            // what follows goes in after them: again the first and the last, another with other values, news, and a
            // void
            usage.add("e-0,acme,reply,2026-09-03T00:00:00Z,1,");
            usage.add("e-499999,acme,reply,2026-09-03T00:00:00Z,1,");
            usage.add("e-7,acme,reply,2026-09-03T00:00:00Z,70,");
            usage.add("e-500000,acme,reply,2026-09-03T00:00:00Z,1,");
            usage.add("v-1,acme,reply,2026-09-03T00:00:00Z,1,e-5");
            Path file = world.write("usage.csv", usage.toArray(String[]::new));

            IntakeResult result = world.take(file).get(0);
            assertCounts(result, rows + 2, 2, 1);
            assertThat(result.rejects().get(0).row()).isEqualTo("e-7,acme,reply,2026-09-03T00:00:00Z,70,");
            assertThat(result.rejects().get(0).line()).isEqualTo(rows + 4);
            assertCounts(world.take(file).get(0), 0, rows + 4, 1);
            world.run("nightly", NIGHT);
            assertThat(world.value("select rated from cycle")).isEqualTo("500000.000000");
        }
    }

    @Test
    void anAccountWaitsForAPayerFurtherDownAndSoDoItsLaterRows() {
        try (SmallWorld world = world()) {
            List<String> accounts = new ArrayList<>(List.of("account_id,name,currency,time_zone,payer_id"));
            accounts.add("b-first,Before,USD,UTC,b-last");
            accounts.add("b-stray,Stray,USD,UTC,nobody");
            accounts.add("b-stray,Found,USD,UTC,");
            accounts.add("b-hangs,Hangs,USD,UTC,b-stray");
            for (int i = 0; i < 50_000; i++) {
                accounts.add("b-" + i + ",B,USD,UTC,");
            }
            accounts.add("b-first,After,USD,UTC,b-last");
            accounts.add("b-last,Last,USD,UTC,");
            Path file = world.write("accounts-waiting.csv", accounts.toArray(String[]::new));

            IntakeResult result = world.take(file).get(0);

            assertCounts(result, 50_005, 0, 1);
            assertThat(result.rejects().get(0).detail()).isEqualTo("nobody is not among the accounts");
            assertThat(world.rows(
                            "select a.name, p.account_id from account a left join account p on p.account_no = a.payer_no"
                                    + " where a.account_id in ('b-first', 'b-stray', 'b-hangs') order by a.account_id"))
                    .containsExactly("After|b-last", "Hangs|b-stray", "Found|null");
        }
    }

    // ---------------------------------------------------------------- several at a time

    @Test
    void aLoadThatCommitsOnlyAfterANightIsCountedByTheNextOne() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (SmallWorld world = world();
                Database slow = anotherProcess(world)) {
            world.use("usage-1.csv", "e-1,acme,reply,2026-09-03T00:00:00Z,10");
            Path late = world.write("usage-2.csv", HEADER, "e-2,acme,reply,2026-09-03T00:00:00Z,5");

            slow.inTransaction(() -> {
                assertCounts(world.take(slow, late).get(0), 1, 0, 0);
                Runner.Outcome night = soon(other.submit(() -> {
                    world.use("usage-3.csv", "e-3,acme,reply,2026-09-04T00:00:00Z,7");
                    return world.run("nightly", NIGHT);
                }));
                assertThat(night.totals().get("events")).isEqualByComparingTo("2");
                return late;
            });

            assertThat(world.run("nightly", NEXT_NIGHT).totals().get("events")).isEqualByComparingTo("1");
            assertThat(world.value("select rated, uncovered from cycle")).isEqualTo("22.000000|22.000000");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void anEventAndItsVoidThatCommitWhileANightRollsUpLeaveNoTrace() throws Exception {
        try (SmallWorld world = world()) {
            // two nights: the second has a boundary to mark, which is where it is made to wait
            world.use("usage-1.csv", "e-1,acme,reply,2026-09-03T00:00:00Z,10");
            world.take(world.write(
                    "credit_batches.csv",
                    "batch_id,account_id,effective_at,credits",
                    "b-1,acme,2026-09-02T12:00:00Z,100"));

            whileARunWaits(
                    world,
                    NIGHT,
                    "select 1 from batch_boundary where run_no is null for update",
                    () -> assertCounts(
                            world.take(world.write(
                                            "usage-2.csv",
                                            HEADER + ",voids",
                                            "e-2,acme,reply,2026-09-04T00:00:00Z,5,",
                                            "v-2,acme,reply,2026-09-04T00:00:00Z,0,e-2"))
                                    .get(0),
                            2,
                            0,
                            0));

            assertThat(world.value("select rated, consumed from cycle")).isEqualTo("10.000000|10.000000");
            world.run("nightly", NEXT_NIGHT);
            assertThat(world.value("select rated, consumed from cycle")).isEqualTo("10.000000|10.000000");
            assertThat(world.export("usage")).isEqualTo("""
                            account_id,cycle,day,meter,category,agent,project,events,quantity,credits
                            acme,2026-09-01,2026-09-03,reply,Replies,,,1,10,10.000000
                            """);
        }
    }

    @Test
    void aBatchThatCommitsWhileANightRollsUpPaysForWhatFollowsItInsideItsDay() throws Exception {
        try (SmallWorld world = world()) {
            world.use("usage-1.csv", "e-1,acme,reply,2026-09-03T13:00:00Z,10", "e-2,acme,reply,2026-09-03T11:00:00Z,4");
            world.run("nightly", NIGHT);

            whileARunWaits(
                    world,
                    NEXT_NIGHT,
                    "lock table usage_run in exclusive mode",
                    () -> assertCounts(
                            world.take(world.write(
                                            "credit_batches.csv",
                                            "batch_id,account_id,effective_at,credits",
                                            "b-1,acme,2026-09-03T12:00:00Z,100"))
                                    .get(0),
                            1,
                            0,
                            0));
            world.run("nightly", "2026-09-23T04:30:00Z");

            assertThat(world.value("select rated, consumed, uncovered from cycle"))
                    .isEqualTo("14.000000|10.000000|4.000000");
        }
    }

    /** Lets a night run into a lock, does something beside it, and lets it go on. */
    private static void whileARunWaits(SmallWorld world, String asOf, String lock, Runnable beside) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection holder = world.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(lock);
            Future<Runner.Outcome> run = other.submit(() -> world.run("nightly", asOf));
            world.awaitBlocked(1);
            beside.run();
            holder.rollback();
            run.get();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void twoImportersOfOverlappingFilesCountEachEventOnce() throws Exception {
        try (SmallWorld world = world();
                Database one = anotherProcess(world);
                Database two = anotherProcess(world)) {
            Path first = world.write(
                    "usage-1.csv", HEADER, event(1), event(2), event(3), "e-4,acme,reply,2026-09-03T00:00:00Z,4.0");
            Path second = world.write("usage-2.csv", HEADER, event(3), event(4), event(5), event(6));
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                Future<IntakeResult> waiting = one.inTransaction(() -> {
                    assertCounts(world.take(one, first).get(0), 4, 0, 0);
                    Future<IntakeResult> blocked =
                            other.submit(() -> world.take(two, second).get(0));
                    world.awaitBlocked(1);
                    return blocked;
                });

                assertCounts(waiting.get(), 2, 2, 0);
            } finally {
                other.shutdownNow();
            }
            assertThat(world.run("nightly", NIGHT).totals().get("events")).isEqualByComparingTo("6");
            assertThat(world.value("select rated from cycle")).isEqualTo("21.000000");
        }
    }

    @Test
    void twoImportersThatWaitForEachOthersRowsBothEndWell() throws Exception {
        try (SmallWorld world = world();
                Database one = anotherProcess(world);
                Database two = anotherProcess(world);
                Connection holder = world.connect();
                Statement statement = holder.createStatement()) {
            // a session's second key waits until the test lets it go on
            world.execute("""
                    create function wait_at_second_key() returns trigger language plpgsql as $$
                    begin
                        if current_setting('test.first_key', true) = 'there' then
                            perform pg_advisory_xact_lock_shared(4712);
                        end if;
                        perform set_config('test.first_key', 'there', false);
                        return new;
                    end $$;
                    create trigger wait_at_second_key before insert on event_key
                        for each row execute function wait_at_second_key();
                    """);
            statement.execute("select pg_advisory_lock(4712)");
            ExecutorService others = Executors.newFixedThreadPool(2);
            try {
                Future<IntakeResult> forwards =
                        others.submit(() -> world.take(one, world.write("usage-1.csv", HEADER, event(1), event(2)))
                                .get(0));
                Future<IntakeResult> backwards =
                        others.submit(() -> world.take(two, world.write("usage-2.csv", HEADER, event(2), event(1)))
                                .get(0));
                world.awaitBlocked(2);
                statement.execute("select pg_advisory_unlock(4712)");

                assertThat(sums(forwards, backwards)).containsExactly(2L, 2L, 0L);
            } finally {
                others.shutdownNow();
            }
            assertThat(world.run("nightly", NIGHT).totals().get("events")).isEqualByComparingTo("2");
            assertThat(world.value("select rated from cycle")).isEqualTo("3.000000");
        }
    }

    private static List<Long> sums(Future<IntakeResult> one, Future<IntakeResult> other)
            throws ExecutionException, InterruptedException {
        IntakeResult a = one.get();
        IntakeResult b = other.get();
        return List.of(a.accepted() + b.accepted(), a.duplicates() + b.duplicates(), a.rejected() + b.rejected());
    }

    private static String event(int number) {
        return "e-" + number + ",acme,reply,2026-09-03T00:00:00Z," + number;
    }

    @Test
    void importersWithDifferentEventsDoNotWaitForEachOtherThoughBothBringNewMonths() throws Exception {
        try (SmallWorld world = world();
                Database one = anotherProcess(world)) {
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                IntakeResult meanwhile = one.inTransaction(() -> {
                    world.take(one, world.write("usage-1.csv", HEADER, event(1)));
                    return soon(other.submit(() -> world.use(
                            "usage-2.csv",
                            "e-8,acme,reply,2026-08-03T00:00:00Z,8",
                            "e-9,acme,reply,2026-09-03T00:00:00Z,9")));
                });
                assertCounts(meanwhile, 2, 0, 0);
            } finally {
                other.shutdownNow();
            }
            assertThat(world.run("nightly", NIGHT).totals().get("events")).isEqualByComparingTo("3");
        }
    }

    /** The result of what waits for nobody; a failure where it waits after all. */
    private static <T> T soon(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("it waits for the other import, or failed", e);
        }
    }

    // ---------------------------------------------------------------- once only

    @Test
    void equalValuesInOtherTextAreADuplicateAndOthersAConflict() {
        try (SmallWorld world = world()) {
            world.take(world.write(
                    "usage-1.csv",
                    HEADER + ",agent,seconds,colour",
                    "e-1,acme,training,2026-09-03T00:00:00Z,1,bot,10,red",
                    "e-2,bolt,reply,2026-09-03,2.5,,,"));

            IntakeResult again = world.take(world.write(
                            "usage-2.csv",
                            "quantity,occurred_at,meter,account_id,event_id,colour,seconds,agent",
                            "1.000,2026-09-03T02:00:00+02:00,training,acme,e-1,red,10.0,bot",
                            "01,2026-09-03T00:00:00.0000009Z,training,acme,e-1,red,10,bot",
                            "2.500000000,2026-09-02T22:00Z,reply,bolt,e-2,,,",
                            "1,2026-09-03T00:00:00Z,training,acme,e-1,red,11,bot",
                            "1,2026-09-03T00:00:00Z,training,acme,e-1,blue,10,bot",
                            "1,2026-09-03T00:00:00.000001Z,training,acme,e-1,red,10,bot",
                            "1,2026-09-03T00:00:00Z,training,acme,e-1,red,10,Bot",
                            "1,2026-09-03T00:00:00Z,reply,acme,e-1,red,10,bot",
                            "1,2026-09-03T00:00:00Z,training,bolt,e-1,red,10,bot"))
                    .get(0);

            assertCounts(again, 1, 3, 5);
            assertThat(shortly(again))
                    .containsExactly("5 conflict", "6 conflict", "7 conflict", "8 conflict", "9 conflict");
            assertThat(again.rejects().get(0).detail())
                    .isEqualTo("e-1 is in the books with other values; void it and send the right one under a new id");
        }
    }

    @Test
    void aConflictInsideOneFileLetsTheFirstRowStand() {
        try (SmallWorld world = world()) {
            IntakeResult result = world.use(
                    "usage.csv",
                    "e-1,acme,reply,2026-09-03T00:00:00Z,1",
                    "e-1,acme,reply,2026-09-03T00:00:00Z,2",
                    "e-1,acme,reply,2026-09-03T00:00:00Z,1.0");

            assertCounts(result, 1, 1, 1);
            assertThat(shortly(result)).containsExactly("3 conflict");
        }
    }

    @Test
    void theSameFileSentAgainChangesNothing() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", NIGHT);
            Map<String, String> before = world.everything();

            List<IntakeResult> again = world.take(
                    folder.resolve("accounts.csv"),
                    folder.resolve("subscriptions.csv"),
                    folder.resolve("credit_batches.csv"),
                    folder.resolve("usage.csv"));

            assertCounts(again.get(0), 0, 4, 0);
            assertCounts(again.get(1), 0, 2, 0);
            assertCounts(again.get(2), 0, 2, 0);
            assertCounts(again.get(3), 0, 6, 0);
            assertThat(world.run("nightly", NEXT_NIGHT).totals().get("entries")).isEqualByComparingTo("0");
            before.remove("runs");
            assertThat(world.everything()).containsAllEntriesOf(before);
        }
    }

    @Test
    void ofABatchOnlyWhatWasOpenMayBeFilledIn() {
        try (SmallWorld world = world()) {
            String header = "batch_id,account_id,effective_at,credits,price,paid_at,payment_ref,voided_at";
            world.take(world.write("credit_batches-1.csv", header, "b-1,acme,2026-09-03,100,9.00,,,"));

            IntakeResult result = world.take(world.write(
                            "credit_batches-2.csv",
                            header,
                            "b-1,acme,2026-09-03T00:00:00Z,100.000000,9,,,",
                            "b-1,acme,2026-09-03,100,9.00,2026-09-04,ref-1,",
                            "b-1,acme,2026-09-03,100,9.00,,,",
                            "b-1,acme,2026-09-03,100,9.00,2026-09-05,ref-1,",
                            "b-1,acme,2026-09-03,101,9.00,,,",
                            "b-1,bolt,2026-09-03,100,9.00,,,",
                            "b-1,acme,2026-09-03,100,9.00,,,2026-09-20T00:00:00Z"))
                    .get(0);

            assertCounts(result, 2, 2, 3);
            assertThat(shortly(result)).containsExactly("5 conflict", "6 conflict", "7 conflict");
            assertThat(result.rejects().stream().map(Reject::detail))
                    .containsExactly(
                            "b-1 was paid at 2026-09-04T00:00:00Z already",
                            "b-1 is in the books with other values: credits 100 where this row gives 101",
                            "b-1 is in the books with other values: account_id acme where this row gives bolt;"
                                    + " effective_at 2026-09-03T00:00:00Z where this row gives 2026-09-02T22:00:00Z");
            assertThat(world.value("select paid_at, payment_ref, voided_at from credit_batch"))
                    .isEqualTo("2026-09-04 00:00:00+00|ref-1|2026-09-20 00:00:00+00");
        }
    }

    @Test
    void aBatchForACategoryThatNoMeterHasIsTakenWithAWord() {
        try (SmallWorld world = world()) {
            IntakeResult result = world.take(world.write(
                            "credit_batches.csv",
                            "batch_id,account_id,effective_at,credits,categories",
                            "b-1,acme,2026-09-03,100,LLM",
                            "b-2,acme,2026-09-03,100,LLM;LMM"))
                    .get(0);

            assertCounts(result, 2, 0, 0);
            assertThat(result.notes())
                    .containsExactly(
                            "b-2 pays for LMM, which no meter has; known: LLM, Replies, Training, Voice, WebSearch");
        }
    }

    @Test
    void anAccountMayChangeAllButCurrencyAndTimeZone() {
        try (SmallWorld world = world()) {
            IntakeResult result = world.take(world.write(
                            "accounts-2.csv",
                            "account_id,name,currency,time_zone,country,payer_id",
                            "acme,Acme Inc,USD,UTC,US,bolt",
                            "acme,Acme Inc,EUR,UTC,US,bolt",
                            "bolt,Bolt,EUR,Europe/Paris,,",
                            "acme,Acme Inc,USD,UTC,US,bolt"))
                    .get(0);

            assertCounts(result, 1, 1, 2);
            assertThat(shortly(result)).containsExactly("3 conflict", "4 conflict");
            assertThat(world.value("select name, currency, country, payer_no from account where account_id = 'acme'"))
                    .isEqualTo("Acme Inc|USD|US|2");
        }
    }

    @Test
    void ofASubscriptionTheLastDayIsFilledInOnce() {
        try (SmallWorld world = world()) {
            String header = "account_id,plan_id,starts_on,ends_on";
            world.take(world.write("subscriptions-1.csv", header, "acme,pro,2026-09-01,"));

            IntakeResult result = world.take(world.write(
                            "subscriptions-2.csv",
                            header,
                            "acme,pro,2026-09-01,2026-12-31",
                            "acme,pro,2026-09-01,",
                            "acme,pro,2026-09-01,2026-11-30"))
                    .get(0);

            assertCounts(result, 1, 1, 1);
            assertThat(shortly(result)).containsExactly("4 conflict");
        }
    }

    // ---------------------------------------------------------------- files as they come

    private IntakeResult take(SmallWorld world, String file, byte[] bytes) {
        return world.take(world.write(file, bytes)).get(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void lineNumbersArePhysicalWhateverAFileIsMadeOf() {
        String file = "\uFEFFevent_id,account_id,meter,occurred_at,quantity,agent\r\n" // 1
                + "e-1,acme,reply,2026-09-03T00:00:00Z,1,\"one\r\ntwo\r\nthree\"\r\n" // 2 to 4
                + "\r\n" // 5, no record
                + "e-2,acme,reply,2026-09-03T00:00:00Z,-1,\r\n" // 6
                + "\"e-3\",\"acme\",\"reply\",\"2026-09-03T00:00:00Z\",\"1\",\"say \"\"hi\"\"\"\r\n" // 7
                + "e-4,acme,reply,2026-09-03T00:00:00Z,x,\"a\r\n\r\nb\"\r\n" // 8 to 10
                + "e-5,acme,reply\r\n" // 11
                + "\n" // 12, no record
                + "e-6,nobody,reply,2026-09-03T00:00:00Z,1,\n" // 13
                + "e-7,acme,reply,2026-09-03T00:00:00Z,1,last"; // 14, without an end
        try (SmallWorld world = world()) {
            IntakeResult result = take(world, "usage.csv", utf8(file));

            assertCounts(result, 3, 0, 4);
            assertThat(shortly(result))
                    .containsExactly("6 out_of_range", "8 malformed", "11 malformed", "13 unknown_account");
            assertThat(world.rows("select agent from usage_event order by event_id"))
                    .containsExactly("one\r\ntwo\r\nthree", "say \"hi\"", "last");
            assertThat(result.rejects().get(2).detail()).isEqualTo("the row has 3 fields where the header names 6");
        }
    }

    @Test
    void aGzippedFileIsReadLikeAPlainOne() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(utf8(HEADER + "\n" + event(1) + "\ne-2,acme,nonsense,2026-09-03T00:00:00Z,1\n"));
        }
        try (SmallWorld world = world()) {
            IntakeResult result = take(world, "usage-09.csv.gz", bytes.toByteArray());

            assertCounts(result, 1, 0, 1);
            assertThat(shortly(result)).containsExactly("3 unknown_meter");
            assertThat(new RejectFiles(world.database(), folder).write(result)).hasFileName("usage-09.csv");
        }
    }

    @Test
    void aGzippedFileThatBreaksOffIsTakenInUpToThereAndTheRestIsSaid() throws IOException {
        Random random = new Random(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(utf8(HEADER + "\n"));
            for (int i = 0; i < 3000; i++) {
                gzip.write(utf8("e-" + random.nextLong() + ",acme,reply,2026-09-03T00:00:00Z,1\n"));
            }
        }
        byte[] whole = bytes.toByteArray();
        try (SmallWorld world = world()) {
            IntakeResult half = take(world, "usage.csv.gz", Arrays.copyOf(whole, whole.length / 2));

            assertThat(half.accepted()).isBetween(1000L, 2000L);
            assertThat(half.rejects())
                    .singleElement()
                    .extracting(reject -> reject.line() + " " + reject.detail())
                    .asString()
                    .startsWith(half.accepted() + 2 + " from here on: ")
                    .endsWith(
                            "Unexpected end of ZLIB input stream; fetch it again and import all of it, what is in the books"
                                    + " counts once");
            assertCounts(take(world, "usage.csv.gz", whole), 3000 - half.accepted(), half.accepted(), 0);
            assertThatExceptionOfType(UnusableFile.class)
                    .isThrownBy(() -> take(world, "usage-2.csv.gz", Arrays.copyOf(whole, 20)))
                    .withMessageContaining("usage-2.csv.gz: cannot be read: Unexpected end of ZLIB input stream");
        }
    }

    @Test
    void whatCannotBeStoredIsMalformed() {
        try (SmallWorld world = world()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(utf8(HEADER + ",agent\n" + event(1) + ",ok\n"));
            bytes.writeBytes(utf8("e-2,acme,reply,2026-09-03T00:00:00Z,1,a\0b\n"));
            bytes.writeBytes(utf8("e-3,acme,reply,2026-09-03T00:00:00Z,1,caf"));
            bytes.writeBytes(new byte[] {(byte) 0xE9, '\n'});
            bytes.writeBytes(utf8("e-\0,acme,reply,2026-09-03T00:00:00Z,1,\n"));
            bytes.writeBytes(utf8("e-5,acme,reply,2026-09-03T00:00:00Z,1,café\n"));

            IntakeResult result = take(world, "usage.csv", bytes.toByteArray());

            assertCounts(result, 2, 0, 3);
            assertThat(result.rejects())
                    .extracting(Reject::line, Reject::detail)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(3L, "agent holds a NUL character"),
                            org.assertj.core.groups.Tuple.tuple(
                                    4L, "agent is not valid UTF-8; save the file as \"CSV UTF-8\""),
                            org.assertj.core.groups.Tuple.tuple(5L, "event_id holds a NUL character"));
            assertThat(world.rows("select line, reason from reject order by line"))
                    .containsExactly("3|malformed", "4|malformed", "5|malformed");
        }
    }

    @Test
    void aQuoteThatNeverEndsIsSaidAtTheLineWhereItBegins() {
        try (SmallWorld world = world()) {
            IntakeResult result = take(
                    world,
                    "usage.csv",
                    utf8(HEADER + "\n" + event(1) + "\n\ne-2,acme,reply,2026-09-03T00:00:00Z,\"1\n" + event(3) + "\n"
                            + event(4) + "\n"));

            assertCounts(result, 3, 0, 1);
            assertThat(shortly(result)).containsExactly("4 malformed");
            assertThat(result.rejects().get(0).detail()).startsWith("a quote that begins in line 4 never ends");
            assertThat(result.rejects().get(0).row()).isEqualTo("e-2,acme,reply,2026-09-03T00:00:00Z,\"1");
        }
    }

    @Test
    void aRecordBrokenByItsQuotesIsSaidOnceAndTheLinesAfterItAreReadWithTheirNumbers() {
        String broken = "\"x\"e-8,acme,reply,2026-09-03T00:00:00Z,1\n";
        try (SmallWorld world = world()) {
            IntakeResult result = take(
                    world,
                    "usage.csv",
                    utf8(HEADER + "\n" + event(1) + "\n" + broken + broken + event(2)
                            + "\ne-3,acme,\"reply,2026-09-03T00:00:00Z,1\n" + event(4) + "\n\"e-5\",acme,nothing\n"
                            + event(6) + "\n"));

            assertCounts(result, 3, 0, 3);
            assertThat(shortly(result)).containsExactly("3 malformed", "4 malformed", "6 malformed");
            assertThat(result.rejects().get(0).detail())
                    .startsWith(
                            "a quote does not end where its cell does; within one, each \" is written twice (line 3, character 4)");
            assertThat(result.rejects().get(2).detail()).startsWith("as far as line 8: a quote does not end");
            assertThat(lines(new RejectFiles(world.database(), folder).write(result)))
                    .containsExactly(
                            HEADER,
                            broken.strip(),
                            broken.strip(),
                            "e-3,acme,\"reply,2026-09-03T00:00:00Z,1",
                            event(4),
                            "\"e-5\",acme,nothing");
        }
    }

    @Test
    void foreignColumnsAreRenamedAndMissingOnesSet() {
        try (SmallWorld world = world()) {
            Path foreign = world.write(
                    "usage-foreign.csv",
                    "id,customer,time,tokens,model",
                    "f-1,acme,2026-09-03T00:00:00Z,1000,large",
                    "f-2,acme,2026-09-03T00:00:00Z,2000,");

            IntakeResult result = new Intake(world.database(), world.books().catalog(), progress -> {})
                    .take(
                            List.of(foreign),
                            new ForeignColumns(
                                    Map.of(
                                            "event_id",
                                            "id",
                                            "customer",
                                            "account_id",
                                            "occurred_at",
                                            "time",
                                            "tokens",
                                            "quantity"),
                                    Map.of("meter", "inference", "agent", "importer"),
                                    ForeignColumns.Purpose.TAKE_IN,
                                    Set.of()))
                    .get(0);

            assertCounts(result, 2, 0, 0);
            assertThat(
                            world.rows(
                                    "select event_id, agent, quantity, credits, trim(E'\\n' from properties) from usage_event order by 1"))
                    .containsExactly("f-1|importer|1000|1.000000|model=large", "f-2|importer|2000|2.000000|null");
        }
    }

    @Test
    void oneUnusableFileKeepsAllOthersOut() {
        try (SmallWorld world = world()) {
            Path good = world.write("usage-1.csv", HEADER, event(1));
            Path lacking =
                    world.write("usage-2.csv", "event_id,account_id,occurred_at,quantity", "e-2,acme,2026-09-03,1");

            assertThatExceptionOfType(UnusableFile.class)
                    .isThrownBy(() -> world.take(good, lacking))
                    .withMessageContaining("usage-2.csv:1: lacks the column meter; it has event_id, account_id,")
                    .withMessageContaining("--map COLUMN=NAME");
            assertThatExceptionOfType(UnusableFile.class)
                    .isThrownBy(() -> world.take(good, world.write("events.csv", HEADER, event(2))))
                    .withMessageContaining("Rename it, such as usage-events.csv");
            assertThatExceptionOfType(UnusableFile.class)
                    .isThrownBy(() -> world.take(good, folder.resolve("usage-3.csv")))
                    .withMessageContaining("there is no such file");
            assertThatExceptionOfType(UnusableFile.class)
                    .isThrownBy(() -> world.take(good, world.write("usage-4.csv", new byte[0])))
                    .withMessageContaining("is empty");
            assertThat(world.value("select count(*) from usage_event")).isEqualTo("0");
        }
    }

    @Test
    void filesOfOneCommandGoInTheOrderThatTheyNeed() {
        try (SmallWorld world = world()) {
            List<IntakeResult> results = world.take(
                    world.write("usage.csv", HEADER, "e-1,ella,reply,2026-09-03T00:00:00Z,1"),
                    world.write(
                            "credit_batches.csv", "batch_id,account_id,effective_at,credits", "b-1,ella,2026-09-01,5"),
                    world.write("subscriptions.csv", "account_id,plan_id,starts_on", "ella,pro,2026-09-01"),
                    world.write("accounts-2.csv", "account_id,name,currency,time_zone", "ella,Ella,USD,UTC"));

            assertThat(results)
                    .extracting(IntakeResult::file)
                    .containsExactly("accounts-2.csv", "subscriptions.csv", "credit_batches.csv", "usage.csv");
            results.forEach(result -> assertCounts(result, 1, 0, 0));
        }
    }

    // ---------------------------------------------------------------- reasons

    /** The last part of a line is the reason that its row is rejected with. */
    private List<Reason> assertReasons(SmallWorld world, String file, String header, String... lines) {
        List<String> rows = new ArrayList<>(List.of(header));
        List<String> expected = new ArrayList<>();
        for (String line : lines) {
            int at = line.lastIndexOf(" -> ");
            rows.add(line.substring(0, at));
            expected.add(rows.size() + " " + line.substring(at + 4));
        }
        IntakeResult result =
                world.take(world.write(file, rows.toArray(String[]::new))).get(0);
        assertThat(shortly(result)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(result.accepted() + result.duplicates() + result.rejected()).isEqualTo(lines.length);
        return result.rejects().stream().map(Reject::reason).toList();
    }

    @Test
    void eachReasonIsGivenToTheFirstThingThatIsWrong() {
        try (SmallWorld world = world()) {
            List<Reason> seen = new ArrayList<>();
            seen.addAll(assertReasons(
                    world,
                    "accounts-2.csv",
                    "account_id,name,currency,time_zone,payer_id,country",
                    ",Nobody,USD,UTC,, -> malformed",
                    "a-1,A,usd,UTC,, -> malformed",
                    "a-2,A,XXX,UTC,, -> malformed",
                    "a-3,A,USD,Mars/Olympus,, -> malformed",
                    "a-4,A,USD,UTC+1,nobody, -> malformed",
                    "acme,A,EUR,UTC,, -> conflict",
                    "a-6,A,USD,UTC,nobody, -> unknown_account",
                    "a-7,A,USD,UTC,nobody,es -> unknown_account",
                    "a-8,A,USD,UTC,acme,es -> malformed",
                    "a-9,A,USD,UTC,a-8, -> unknown_account"));
            seen.addAll(assertReasons(
                    world,
                    "subscriptions.csv",
                    "account_id,plan_id,starts_on,ends_on",
                    "acme,pro,soon, -> malformed",
                    "nobody,pro,2026-09-01, -> unknown_account",
                    "acme,gold,2026-09-01, -> unknown_plan",
                    "acme,pro,2025-12-31, -> unknown_plan",
                    "acme,pro,2026-09-02,2026-09-01 -> malformed",
                    "acme,pro,9999-01-01, -> out_of_range"));
            seen.addAll(assertReasons(
                    world,
                    "credit_batches.csv",
                    "batch_id,account_id,effective_at,package_id,credits,source,expires_at,usable_through,price",
                    "b-1,acme,2026-13-01,,1,,,, -> malformed",
                    "rollover:acme:1,acme,2026-09-01,,1,,,, -> malformed",
                    "b-3,nobody,2026-09-01,,1,,,, -> unknown_account",
                    "b-4,acme,2026-09-01,gold,,,,, -> unknown_package",
                    "b-5,acme,2026-09-01,,,,,, -> malformed",
                    "b-6,acme,2026-09-01,,1.0000001,,,, -> malformed",
                    "b-7,acme,2026-09-01,,1,bonus,,, -> malformed",
                    "b-8,acme,2026-09-01,,1,,2026-10-01,2026-10-01, -> malformed",
                    "b-9,acme,2026-09-01,,1,grant,,,5.00 -> malformed",
                    "b-10,acme,2026-09-01,standard,999,,,, -> malformed",
                    "b-11,acme,2026-09-01,,1000000000000000,,,, -> out_of_range",
                    "b-12,acme,2026-09-01,custom,1999.999999,,,, -> out_of_range",
                    "b-13,bolt,2026-09-01,month,,,,, -> no_price",
                    "b-14,acme,2026-09-01,,1,,,,0.001 -> malformed"));
            seen.addAll(assertReasons(
                    world,
                    "usage.csv",
                    HEADER + ",cost",
                    ",acme,reply,2026-09-03T00:00:00Z,1, -> malformed",
                    "e-2,acme,reply,2026-09-03T00:00:00,1, -> malformed",
                    "e-3,acme,reply,2026-09-03T00:00:00Z,\"1,000\", -> malformed",
                    "e-4,acme,reply,2026-09-03T00:00:00Z,1e3, -> malformed",
                    "e-5,acme,reply,2026-09-03T00:00:00Z,1.0000000001, -> malformed",
                    "e-6,nobody,nothing,2026-09-03T00:00:00Z,1, -> unknown_account",
                    "e-7,acme,nothing,2026-09-03T00:00:00Z,-1, -> unknown_meter",
                    "e-8,acme,call,2026-09-03T00:00:00Z,1, -> malformed",
                    "e-9,acme,reply,1969-12-31T23:59:59Z,1, -> out_of_range",
                    "e-10,acme,reply,2026-09-03T00:00:00Z,-1, -> out_of_range",
                    "e-11,acme,reply,2026-09-03T00:00:00Z,1000000000000000, -> out_of_range",
                    "e-12,acme,search,2026-09-14T23:59:59Z,1, -> no_rate",
                    "e-13,acme,search,2026-09-14T23:59:59Z,-1, -> out_of_range"));
            world.use("usage-2.csv", "e-20,acme,reply,2026-09-03T00:00:00Z,1");
            world.run("month-end", "2026-10-02T12:00:00Z");
            seen.addAll(assertReasons(
                    world,
                    "usage-3.csv",
                    HEADER + ",voids",
                    "e-20,acme,reply,2026-09-03T00:00:00Z,2, -> conflict",
                    "v-20,acme,reply,2026-10-01T00:00:00Z,0,e-20 -> closed"));

            assertThat(seen).contains(Reason.values());
        }
    }

    @Test
    void aDateIsInRangeWhateverTheZone() {
        try (SmallWorld world = world()) {
            world.take(world.write(
                    "accounts-2.csv",
                    "account_id,name,currency,time_zone",
                    "east,East,USD,Asia/Tokyo",
                    "west,West,USD,Pacific/Pago_Pago"));
            IntakeResult batches = world.take(world.write(
                            "credit_batches.csv",
                            "batch_id,account_id,effective_at,credits,expires_at",
                            "b-1,east,1970-01-01,5,",
                            "b-2,west,2026-09-01,5,9998-12-31",
                            "b-3,west,1969-12-31,5,",
                            "b-4,east,2026-09-01,5,9999-01-01",
                            "b-5,east,1969-12-31T23:59:59Z,5,"))
                    .get(0);
            assertThat(shortly(batches)).containsExactly("4 out_of_range", "5 out_of_range", "6 out_of_range");
            assertCounts(
                    world.take(world.write("usage.csv", HEADER, "e-1,east,reply,1970-01-01,1"))
                            .get(0),
                    1,
                    0,
                    0);

            world.run("nightly", "2026-09-21T04:30:00Z");

            assertThat(
                            world.rows(
                                    "select batch_id, iso(effective_at), iso(expires_at), remaining from credit_batch order by 1"))
                    .containsExactly(
                            "b-1|1969-12-31T15:00:00Z|null|4.000000",
                            "b-2|2026-09-01T11:00:00Z|9998-12-31T11:00:00Z|5.000000");
        }
    }

    @Test
    void rejectedRowsCanBeMendedAndSentAgain() throws IOException {
        try (SmallWorld world = world()) {
            IntakeResult result = take(
                    world,
                    "usage-09.csv",
                    utf8(HEADER + ",agent\n"
                            + "e-1,acme,reply,2026-09-03T00:00:00Z,1,\n"
                            + "e-2,acme,replies,2026-09-03T00:00:00Z,2,\"line one\nline \"\"two\"\", end\"\n"
                            + "e-3,acme,replies,2026-09-03T00:00:00Z,3,=1+1\n"
                            + "e-4,acme,reply,2026-09-03T00:00:00Z\n"));
            assertCounts(result, 1, 0, 3);

            Path mend = new RejectFiles(world.database(), folder).write(result);

            assertThat(folder.relativize(mend)).hasToString("rejects/usage-09.csv");
            assertThat(mend).hasContent("""
                            event_id,account_id,meter,occurred_at,quantity,agent
                            e-2,acme,replies,2026-09-03T00:00:00Z,2,"line one
                            line ""two"", end"
                            e-3,acme,replies,2026-09-03T00:00:00Z,3,=1+1
                            e-4,acme,reply,2026-09-03T00:00:00Z
                            """);
            assertThat(folder.resolve("rejects/usage-09.reasons.csv"))
                    .content()
                    .startsWith("file,line,reason,detail,row\n"
                            + "usage-09.csv,3,unknown_meter,replies is not in the catalog,\"e-2,acme,");
            Files.writeString(
                    mend,
                    Files.readString(mend)
                            .replace("replies", "reply")
                            .replace("e-4,acme,reply,2026-09-03T00:00:00Z", "e-4,acme,reply,2026-09-03T00:00:00Z,4,"));
            assertCounts(world.take(mend).get(0), 3, 0, 0);
            assertThat(world.rows("select agent from usage_event where event_id in ('e-2', 'e-3') order by event_id"))
                    .containsExactly("line one\nline \"two\", end", "=1+1");
            assertThat(world.run("nightly", NIGHT).totals().get("events")).isEqualByComparingTo("4");
            assertThat(world.value("select rated from cycle")).isEqualTo("10.000000");
        }
    }

    @Test
    void aFileOfWhichNothingCanBeUsedIsGivenBackWholeAndIsNotKeptInMemory() {
        int rows = 5_000;
        try (SmallWorld world = world()) {
            IntakeResult result = world.use(
                    "usage.csv",
                    IntStream.range(0, rows)
                            .mapToObj(i -> "e-" + i + ",nobody,reply,2026-09-03T00:00:00Z,1")
                            .toArray(String[]::new));

            assertCounts(result, 0, 0, rows);
            assertThat(result.rejects()).hasSize(IntakeResult.SHOWN);
            assertThat(shortly(result)).startsWith("2 unknown_account", "3 unknown_account");
            Path mend = new RejectFiles(world.database(), folder).write(result);
            assertThat(lines(mend))
                    .hasSize(rows + 1)
                    .startsWith(HEADER, "e-0,nobody,reply,2026-09-03T00:00:00Z,1")
                    .endsWith("e-" + (rows - 1) + ",nobody,reply,2026-09-03T00:00:00Z,1");
        }
    }

    @Test
    void aRejectIsListedOnceHoweverOftenItsFileIsSent() {
        try (SmallWorld world = world()) {
            for (int i = 0; i < 2; i++) {
                assertCounts(world.use("usage.csv", "e-1,acme,nothing,2026-09-03T00:00:00Z,1"), 0, 0, 1);
            }
            assertThat(world.export("rejects")).isEqualTo("""
                            file,line,reason,detail,row
                            usage.csv,2,unknown_meter,nothing is not in the catalog,"e-1,acme,nothing,2026-09-03T00:00:00Z,1"
                            """);
        }
    }

    @Test
    void rejectedRowsOfTwoFilesOfOneNameAreBothKept() {
        try (SmallWorld world = world()) {
            List<IntakeResult> results = world.take(
                    world.write("monday/usage.csv", HEADER, "e-1,acme,nothing,2026-09-03T00:00:00Z,1"),
                    world.write("tuesday/usage.csv", HEADER, "e-2,acme,nothing,2026-09-03T00:00:00Z,1"));
            RejectFiles files = new RejectFiles(world.database(), folder);

            List<Path> mend = results.stream().map(files::write).toList();

            assertThat(mend.stream().flatMap(ImportTest::lines).filter(line -> line.startsWith("e-")))
                    .containsExactly(
                            "e-1,acme,nothing,2026-09-03T00:00:00Z,1", "e-2,acme,nothing,2026-09-03T00:00:00Z,1");
        }
    }

    @Test
    void aLineThatIsBrokenAgainAndAgainIsOneReject() {
        try (SmallWorld world = world()) {
            IntakeResult result =
                    world.use("usage.csv", "\"a\"x,".repeat(60_000), "e-1,acme,reply,2026-09-03T00:00:00Z,1");

            assertCounts(result, 1, 0, 1);
        }
    }

    @Test
    void rejectedRowsThatSomeoneIsMendingAreNotOverwritten() {
        try (SmallWorld world = world()) {
            RejectFiles files = new RejectFiles(world.database(), folder);
            Path first = files.write(world.use("usage.csv", "e-1,acme,nothing,2026-09-03T00:00:00Z,1"));
            Path mended = world.write("rejects/usage.csv", HEADER, "e-1,acme,reply,2026-09-03T00:00:00Z,1,");

            Path second = files.write(world.use("usage.csv", "e-2,acme,nothing,2026-09-04T00:00:00Z,1"));

            assertThat(first).isEqualTo(mended);
            assertThat(second).hasFileName("usage-2.csv");
            assertThat(lines(mended)).contains("e-1,acme,reply,2026-09-03T00:00:00Z,1,");
            assertThat(folder.resolve("rejects/usage-2.reasons.csv")).exists();
            assertThat(files.write(world.use("usage.csv", "e-2,acme,nothing,2026-09-04T00:00:00Z,1")))
                    .as("the same rows again")
                    .isEqualTo(second);
        }
    }

    @Test
    void whatAKilledImportWasWritingIsClearedAwayAndWhatAnotherIsWritingStays() throws IOException {
        try (SmallWorld world = world()) {
            world.write("rejects/.usage.7.part", HEADER);
            world.write("rejects/.usage-2.8.reasons.part", "file,line");
            Path input = world.write("usage.csv", HEADER, "e-1,acme,nothing,2026-09-03T00:00:00Z,1");
            try (RejectFile another = RejectFile.begin(folder.resolve("rejects"), input, 9)) {
                another.addHeader(List.of("event_id"));

                new RejectFiles(world.database(), folder)
                        .write(world.take(input).get(0));
                another.finish();
            }

            try (Stream<Path> files = Files.list(folder.resolve("rejects"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                "usage.csv", "usage.reasons.csv", "usage-2.csv", "usage-2.reasons.csv");
            }
        }
    }

    @Test
    void whatIsLeftOfAMendedFileTakesItsPlace() {
        try (SmallWorld world = world()) {
            RejectFiles files = new RejectFiles(world.database(), folder);
            files.write(world.use(
                    "usage.csv", "e-1,acme,nothing,2026-09-03T00:00:00Z,1", "e-2,acme,nothing,2026-09-03T00:00:00Z,1"));
            Path mended = world.write(
                    "rejects/usage.csv",
                    HEADER,
                    "e-1,acme,reply,2026-09-03T00:00:00Z,1",
                    "e-2,acme,nothing,2026-09-03T00:00:00Z,1");

            Path left = files.write(world.take(mended).get(0));

            assertThat(left).isEqualTo(mended);
            assertThat(lines(left)).containsExactly(HEADER, "e-2,acme,nothing,2026-09-03T00:00:00Z,1");
        }
    }

    @Test
    void mendedRowsAreResolvedAndThoseStillWrongAreOpen() {
        try (SmallWorld world = world()) {
            RejectFiles files = new RejectFiles(world.database(), folder);
            String[] rows = {
                "e-1,acme,nothing,2026-09-03T00:00:00Z,1",
                "e-2,acme,nothing,2026-09-03T00:00:00Z,1",
                "e-3,acme,nothing,2026-09-03T00:00:00Z,1"
            };
            files.write(world.use("usage.csv", rows));
            files.write(world.use("usage.csv", rows));
            Path mended = world.write(
                    "rejects/usage.csv",
                    HEADER,
                    "e-1,acme,reply,2026-09-03T00:00:00Z,1",
                    "e-2,acme,nobody,2026-09-03T00:00:00Z,1");

            IntakeResult result = world.take(mended).get(0);
            files.write(result);

            assertCounts(result, 1, 0, 1);
            assertThat(result.resolved()).as("three rows, each met twice").isEqualTo(6);
            String open = """
                    file,line,reason,detail,row
                    usage.csv,3,unknown_meter,nobody is not in the catalog,"e-2,acme,nobody,2026-09-03T00:00:00Z,1"
                    """;
            assertThat(world.export("rejects")).isEqualTo(open);
            assertThat(world.export("resolved_rejects")
                            .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z,rejects", "NOW,rejects"))
                    .isEqualTo("""
                            file,line,reason,detail,row,resolved_at,resolved_by,import
                            usage.csv,2,unknown_meter,nothing is not in the catalog,"e-1,acme,nothing,2026-09-03T00:00:00Z,1",NOW,rejects/usage.csv,4
                            usage.csv,3,unknown_meter,nothing is not in the catalog,"e-2,acme,nothing,2026-09-03T00:00:00Z,1",NOW,rejects/usage.csv,4
                            usage.csv,4,unknown_meter,nothing is not in the catalog,"e-3,acme,nothing,2026-09-03T00:00:00Z,1",NOW,rejects/usage.csv,4
                            """);

            world.use("usage.csv", rows);
            assertThat(world.export("rejects")).as("the first file once more").isEqualTo(open);
        }
    }

    @Test
    void whatComesBackUnmendedStaysOpenHoweverOften() {
        try (SmallWorld world = world()) {
            RejectFiles files = new RejectFiles(world.database(), folder);
            String row = "e-1,acme,nothing,2026-09-03T00:00:00Z,1";
            Path mend = files.write(world.use("usage.csv", row));
            for (int i = 0; i < 3; i++) {
                IntakeResult again = world.take(mend).get(0);
                assertThat(again.resolved()).isEqualTo(1);
                assertThat(files.write(again)).isEqualTo(mend);
                assertThat(lines(world.export("rejects"))).hasSize(2);
                assertThat(lines(world.export("resolved_rejects"))).hasSize(1);
            }
        }
    }

    @Test
    void aFileOfTheSameNameElsewhereResolvesNothing() {
        try (SmallWorld world = world()) {
            RejectFiles files = new RejectFiles(world.database(), folder);
            files.write(world.use("usage.csv", "e-1,acme,nothing,2026-09-03T00:00:00Z,1"));

            IntakeResult other = world.use("usage.csv", "e-7,acme,reply,2026-09-03T00:00:00Z,1");

            assertThat(other.resolved()).isZero();
            assertThat(lines(world.export("rejects"))).hasSize(2);
        }
    }

    @Test
    void aRowRejectedInTwoFilesOfOneNameIsGivenBackInBoth() {
        try (SmallWorld world = world()) {
            String row = "e-1,acme,nothing,2026-09-03T00:00:00Z,1";
            List<IntakeResult> results = world.take(
                    world.write("monday/usage.csv", HEADER, row), world.write("tuesday/usage.csv", HEADER, row));
            RejectFiles files = new RejectFiles(world.database(), folder);

            assertThat(results)
                    .map(files::write)
                    .allSatisfy(mend -> assertThat(lines(mend)).containsExactly(HEADER, row));
            assertThat(lines(world.export("rejects"))).hasSize(2);
        }
    }

    private static Stream<String> lines(String text) {
        return text.lines();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void idsOfAnyScriptAndShapeComeInAndOutAsTheyAre() {
        String id = "x' or 1=1; --/../\\ \"日本\" \t=SUM(A1)|é";
        try (SmallWorld world = world()) {
            String quoted = "\"" + id.replace("\"", "\"\"") + "\"";
            world.take(
                    world.write("accounts-2.csv", "account_id,name,currency,time_zone", quoted + ",X,USD,UTC"),
                    world.write(
                            "usage.csv",
                            HEADER + ",colour",
                            quoted + "," + quoted + ",reply,2026-09-03T00:00:00Z,1,a=b"));
            world.run("nightly", NIGHT);

            assertThat(world.export("activity"))
                    .contains(quoted + ",2026-09-03T00:00:00Z," + quoted + ",,,,reply,1,1.000000,f");
            assertThat(world.export("cycles")).contains(quoted + ",2026-09-01,");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_key", "usage_event"})
    void aConnectionThatIsLostTakesTheWholeFileBack(String table) {
        try (SmallWorld world = world()) {
            world.execute("create function drop_connection() returns trigger language plpgsql as"
                    + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
            world.execute("create trigger drop_connection before insert on " + table + " for each row"
                    + " when (new.occurred_at = '2026-09-09') execute function drop_connection()");
            Path file = world.write(
                    "usage.csv",
                    HEADER,
                    event(1),
                    event(2),
                    "e-3,acme,nothing,2026-09-03T00:00:00Z,1",
                    "e-9,acme,reply,2026-09-09T00:00:00Z,9");

            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> world.take(file));
            assertThat(world.value("select (select count(*) from event_key), (select count(*) from usage_event),"
                            + " (select count(*) from usage_load), (select count(*) from reject)"))
                    .isEqualTo("0|0|0|0");

            world.execute("drop trigger drop_connection on " + table);
            assertCounts(world.take(file).get(0), 3, 0, 1);
        }
    }

    @Test
    void anImportThatIsLostOrBringsNothingLeavesNoGapInTheNumbersOfLoads() {
        try (SmallWorld world = world()) {
            world.use("usage.csv", event(1));
            world.database().inTransactionUndone(() -> world.use("usage-2.csv", event(2)));
            world.use("usage.csv", event(1));

            world.use("usage-2.csv", event(2));

            assertThat(world.rows("select load_no, file, events from usage_load order by load_no"))
                    .containsExactly("1|usage.csv|1", "2|usage-2.csv|1");
        }
    }

    @Test
    void aFileOfVoidsAloneIsALoadThoughItBringsNoEvents() {
        try (SmallWorld world = world()) {
            world.use("usage.csv", event(1));
            world.take(world.write("usage-2.csv", HEADER + ",voids", "v-1,acme,reply,2026-09-01T00:00:00Z,1,e-1"));

            assertThat(world.rows("select l.load_no, l.file, l.events, v.voids from usage_load l"
                            + " left join usage_void v on v.load_no = l.load_no order by l.load_no"))
                    .containsExactly("1|usage.csv|1|null", "2|usage-2.csv|0|e-1");
        }
    }

    @Test
    void eventsWhoseImportEndsBeforeItSaysThatTheyAreAllThereAreNeverSeen() {
        try (SmallWorld world = world()) {
            Path file = world.write("usage.csv", HEADER, event(1), event(2));
            world.database().inTransactionUndone(() -> world.take(file));
            assertThat(world.value("select count(*), count(events) from usage_load"))
                    .isEqualTo("1|0");
            assertThat(world.value("select count(*) from usage_event")).isEqualTo("2");
            assertThat(world.run("nightly", NIGHT).totals().get("events")).isZero();

            assertCounts(world.take(file).get(0), 2, 0, 0);
            assertThat(world.value("select count(*), sum(events) from usage_load"))
                    .isEqualTo("1|2");
            assertThat(world.value("select count(*) from usage_event")).isEqualTo("2");
            assertThat(world.run("nightly", NEXT_NIGHT).totals().get("events")).isEqualByComparingTo("2");
        }
    }
}
