package io.nightbook.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightbook.batch.catalog.EditedCatalog;
import io.nightbook.cases.SmallWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that changes between runs: what was posted stands, and what follows is as if it had said so from the start. */
class CatalogChangeTest {

    private static final String REPLY = "{ id: reply, category: Replies, rate: { per_unit: { credits: 1 } } }";
    private static final String REPLY_WITH_TIERS = "{ id: reply, category: Replies, rates: ["
            + " { from: 2026-01-01, rate: { per_unit: { credits: 1 } } },"
            + " { from: 2026-09-22, rate: { graduated: [ { up_to: 300, credits: 1 }, { credits: 0.5 } ] } } ] }";

    @TempDir
    Path folder;

    private static void say(SmallWorld world, String before, String after) {
        assertThat(SmallWorld.CATALOG).contains(before);
        world.write("catalog/catalog.yaml", SmallWorld.CATALOG.replace(before, after));
    }

    /** Runs by the catalog as it stands, as a process of its own would. */
    private static Runner.Outcome run(SmallWorld world, String job, String asOf) {
        Books books = world.books();
        Books now = new Books(
                books.database(),
                books.catalog(),
                books.catalog().meters().toString() + books.catalog().plans(),
                books.seller(),
                books.fonts(),
                books.out());
        return new Runner(now, Runner.Listener.SILENT).run(world.order(job, asOf, null));
    }

    private static void late(SmallWorld world) {
        world.use("usage-2.csv", "c-3,cora,reply,2026-09-23T12:00:00Z,10", "c-4,cora,reply,2026-09-07T12:00:00Z,2");
        // reckoned from before the checkpoint of the night before
        world.take(world.write(
                "credit_batches-2.csv", "batch_id,account_id,effective_at,credits", "cora-0,cora,2026-09-05,40"));
    }

    @Test
    void aMeterThatGetsTiersCountsWhatWasUsedBeforeInTheCycle() {
        String[] cycles = new String[2];
        String[] batches = new String[2];
        for (int fromTheStart = 0; fromTheStart < 2; fromTheStart++) {
            try (SmallWorld world = SmallWorld.in(folder.resolve("world-" + fromTheStart))) {
                if (fromTheStart == 1) {
                    say(world, REPLY, REPLY_WITH_TIERS);
                }
                world.september();
                run(world, "nightly", "2026-09-21T04:30:00Z");
                say(world, REPLY, REPLY_WITH_TIERS);
                late(world);
                assertThat(run(world, "nightly", "2026-09-25T04:30:00Z").parked())
                        .isZero();
                world.use("usage-3.csv", "c-5,cora,reply,2026-09-26T12:00:00Z,6");
                world.take(world.write(
                        "usage-4.csv",
                        "event_id,account_id,meter,occurred_at,quantity,voids",
                        "c-6,cora,reply,2026-09-26T12:00:00Z,0,c-2"));
                run(world, "month-end", "2026-10-02T12:00:00Z");
                cycles[fromTheStart] = world.export("cycles");
                batches[fromTheStart] = world.export("batches");
                assertThat(new History(world.database()).prove()).isEmpty();
            }
        }
        assertThat(cycles[0]).isEqualTo(cycles[1]);
        assertThat(batches[0]).isEqualTo(batches[1]);
    }

    @Test
    void aRunThatIsTakenBackForgetsThatAMeterGotTiers() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            run(world, "nightly", "2026-09-21T04:30:00Z");
            say(world, REPLY, REPLY_WITH_TIERS);
            late(world);
            world.fillDisk("cycle");
            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> run(world, "nightly", "2026-09-24T04:30:00Z"));
            world.freeDisk("cycle");

            assertThat(run(world, "nightly", "2026-09-25T04:30:00Z").parked()).isZero();

            assertThat(world.value("select rated from cycle join account using (account_no) where account_id = 'cora'"))
                    .isEqualTo("357.000000");
        }
    }

    /** What nobody foresaw is no reason to leave an account out night for night, and to say no more than null. */
    @Test
    void aFaultOfTheProgramFailsTheRunAndParksNobody() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            say(world, REPLY, REPLY_WITH_TIERS);
            world.september();
            run(world, "nightly", "2026-09-21T04:30:00Z");
            world.execute("update tiered_event set bears_on = date '2026-01-01' where event_id = 'c-1'");
            late(world);

            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> run(world, "nightly", "2026-09-25T04:30:00Z"))
                    .withMessageContaining("no open cycle bears c-1. Start it again");

            assertThat(world.export("parked").lines()).hasSize(1);
        }
    }

    @Test
    void aMeterThatIsTakenAwayParksThoseWhoUsedItAndNobodyElse() {
        try (SmallWorld world = SmallWorld.in(folder)) {
            say(world, REPLY, REPLY_WITH_TIERS);
            world.september();
            world.use("usage-tokens.csv", "a-2,acme,tokens,2026-09-04T08:00:00Z,20");
            run(world, "nightly", "2026-09-21T04:30:00Z");
            String tokens = SmallWorld.CATALOG.substring(
                    SmallWorld.CATALOG.indexOf("  - id: tokens"), SmallWorld.CATALOG.indexOf("  - { id: training"));
            world.write(
                    "catalog/catalog.yaml",
                    SmallWorld.CATALOG.replace(REPLY, REPLY_WITH_TIERS).replace(tokens, ""));

            Runner.Outcome night = run(world, "nightly", "2026-09-22T04:30:00Z");

            assertThat(night.reasons()).containsOnlyKeys("acme");
            assertThat(night.reasons().get("acme")).contains("meter tokens has usage but is not in the catalog");
        }
    }

    @Test
    void aRunThatFailedUnderAnotherCatalogIsBegunAnew() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.fillDisk("cycle");
            assertThatExceptionOfType(BatchFailed.class)
                    .isThrownBy(() -> run(world, "nightly", "2026-09-21T04:30:00Z"));
            world.freeDisk("cycle");
            say(world, "allowance: { credits: 5000 }", "allowance: { credits: 4000 }");

            run(world, "nightly", "2026-09-21T04:30:00Z");

            assertThat(world.rows("select run_no, state from run order by 1"))
                    .containsExactly("1|abandoned", "2|posted");
            assertThat(world.rows("select allocated from credit_batch where source = 'allowance' order by allocated"))
                    .containsExactly("2800.000000", "4000.000000");
            assertThat(world.value("select said from term_in_use where name = 'allowance' and subject = 'plan pro'"))
                    .isEqualTo("4000 paid");
        }
    }

    @Test
    void onlyTheRatesOfMetersThatWereUsedAreInUse() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            say(
                    world,
                    "id: third, category: Replies, rate: { per_unit: { per: 3,",
                    "id: third, category: Replies, rate: { per_unit: { per: 4,");
            run(world, "nightly", "2026-09-21T04:30:00Z");

            say(world, "id: reply, category: Replies", "id: reply, category: Answers");
            assertThatExceptionOfType(EditedCatalog.class)
                    .isThrownBy(() -> run(world, "nightly", "2026-09-22T04:30:00Z"))
                    .withMessageContaining("meter reply, category: Replies is in use, the catalog says Answers");
        }
    }

    @Test
    void metersKeepTheirOrderAndMayBeAdded() {
        String training = "  - { id: call, category: Voice, rate: at_cost }\n";
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            run(world, "nightly", "2026-09-21T04:30:00Z");
            say(world, training, "  - { id: fax, category: Voice, rate: none }\n" + training);
            run(world, "nightly", "2026-09-22T04:30:00Z");

            world.write(
                    "catalog/catalog.yaml",
                    SmallWorld.CATALOG.replace(training, "").replace("meters:\n", "meters:\n" + training));
            assertThatExceptionOfType(EditedCatalog.class)
                    .isThrownBy(() -> run(world, "nightly", "2026-09-23T04:30:00Z"))
                    .withMessageContaining("meters, drawn in the order: inference, reply,");
        }
    }
}
