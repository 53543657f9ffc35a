package io.nightbook.batch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.SmallWorld;
import io.nightbook.domain.account.Account;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A balance counts what a run would, of one account, and neither waits for a run nor lets one wait. */
class BalanceTest {

    private static final String HEADER = "event_id,account_id,meter,occurred_at,quantity,voids";
    private static final String NIGHT = "2026-09-21T04:30:00Z";

    @TempDir
    private Path folder;

    private static String total(SmallWorld world, String account, String asOf) {
        Balance balance = new Balance(world.books());
        Account of = Objects.requireNonNull(balance.find(account));
        return balance.of(of, Instant.parse(asOf), List.of()).total().toString();
    }

    /** What a run books of each account in the end. */
    private static String booked(SmallWorld world, String account) {
        return world.value("select coalesce(sum(b.remaining), 0)::numeric(21, 6) from credit_batch b join account a"
                + " on a.account_no = b.account_no where a.account_id = '" + account + "'");
    }

    @Test
    void itIsWhatTheNextRunBooksVoidsLateUsageAndBatchesInsideADayIncluded() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", "2026-09-15T04:30:00Z");
            world.take(
                    world.write(
                            "credit_batches-2.csv",
                            "batch_id,account_id,effective_at,credits,expires_at",
                            "inside,acme,2026-09-12T12:00:00Z,40,2026-09-18T13:00:00Z"),
                    world.write(
                            "usage-2.csv",
                            HEADER,
                            "n-1,acme,reply,2026-09-12T11:00:00Z,7,",
                            "n-2,acme,reply,2026-09-12T13:00:00Z,9,",
                            "n-3,acme,reply,2026-09-16T13:00:00Z,11,",
                            "n-4,acme,reply,2026-09-17T00:00:00Z,0,n-2",
                            "n-5,bolt,reply,2026-09-16T13:00:00Z,500,"));

            String acme = total(world, "acme", NIGHT);
            String bolt = total(world, "bolt", NIGHT);

            world.run("nightly", NIGHT);
            assertThat(List.of(acme, bolt)).containsExactly(booked(world, "acme"), booked(world, "bolt"));
            assertThat(world.value("select count(*) from run")).isEqualTo("2");
            assertThat(total(world, "acme", NIGHT)).isEqualTo(acme);
        }
    }

    @Test
    void neitherWaitsForTheOther() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", "2026-09-15T04:30:00Z");
            world.use("usage-2.csv", "n-1,acme,reply,2026-09-16T13:00:00Z,100");
            String before = total(world, "acme", NIGHT);

            List<String> during = new ArrayList<>();
            // a preview is one transaction: it holds until its end all that a night holds step by step
            new Runner(world.books(), new Runner.Listener() {
                        @Override
                        public void step(String name) {
                            during.add(CompletableFuture.supplyAsync(() -> total(world, "acme", NIGHT))
                                    .orTimeout(20, SECONDS)
                                    .join());
                        }

                        @Override
                        public void accounts(long more) {}
                    })
                    .preview(world.order("nightly", NIGHT, null));

            assertThat(during).containsExactly(before, before, before);
        }
    }

    @Test
    void whatARunHasRolledUpAndNotPostedCounts() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("nightly", "2026-09-15T04:30:00Z");
            world.use("usage-2.csv", "n-1,acme,reply,2026-09-03T13:00:00Z,100");
            String before = total(world, "acme", NIGHT);
            world.fillDisk("ledger");
            assertThatThrownBy(() -> world.run("nightly", NIGHT)).isInstanceOf(BatchFailed.class);
            assertThat(world.value("select max(run_no) from usage_rollup")).isEqualTo("2");

            assertThat(total(world, "acme", NIGHT)).isEqualTo(before);
        }
    }
}
