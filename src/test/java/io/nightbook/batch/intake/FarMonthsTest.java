package io.nightbook.batch.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.batch.Runner;
import io.nightbook.cases.SmallWorld;
import io.nightbook.postgres.Database;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage of however many months: nights go on, with no more partitions than any server has locks for. */
class FarMonthsTest {

    private static final String NIGHT = "2026-09-21T04:30:00Z";
    private static final YearMonth FIRST = YearMonth.of(1990, 1);

    @TempDir
    Path folder;

    private SmallWorld world() {
        SmallWorld world = SmallWorld.in(folder);
        world.take(world.write("accounts.csv", "account_id,name,currency,time_zone", "acme,Acme,USD,UTC"));
        return world;
    }

    private static String[] anEventAMonth(int months) {
        return IntStream.range(0, months)
                .mapToObj(i -> "e-" + i + ",acme,reply," + FIRST.plusMonths(i) + "-15T10:00:00Z,1")
                .toArray(String[]::new);
    }

    private static String partitions(SmallWorld world) {
        return world.value("select inhparent::regclass::text, count(*) from pg_inherits"
                + " where inhparent in ('usage_event'::regclass, 'usage_rollup'::regclass) group by 1 order by 1");
    }

    @Test
    void anEventAMonthOverACenturyNeedsNoMoreLocksThanSixtyMonths() {
        try (SmallWorld world = world()) {
            assertThat(world.use("usage.csv", anEventAMonth(1_200)).accepted()).isEqualTo(1_200);

            world.run("nightly", NIGHT);
            assertThat(world.value("select sum(events), sum(credits) from usage_rollup"))
                    .isEqualTo("441|441.000000");
            assertThat(partitions(world)).isEqualTo("usage_event|61\nusage_rollup|61");

            world.run("nightly", "2089-11-02T04:30:00Z");
            assertThat(world.value("select sum(events), sum(credits) from usage_rollup"))
                    .isEqualTo("1198|1198.000000");
            assertThat(partitions(world)).isEqualTo("usage_event|61\nusage_rollup|61");
        }
    }

    @Test
    void aRunOverManyYearsTakesAsLongAsItsCyclesAreMany() {
        try (SmallWorld world = world()) {
            world.take(world.write("subscriptions.csv", "account_id,plan_id,starts_on", "acme,pro,2026-09-01"));
            // each entry held to each of the cycles would take minutes
            String impatient = world.url() + "?options=-c%20statement_timeout=20s";
            try (Database database = Database.open(impatient, world.user(), world.password())) {
                new Runner(world.books(database), Runner.Listener.SILENT)
                        .run(world.order("nightly", "3526-09-21T04:30:00Z", null));
            }
            assertThat(world.value("select count(*) from cycle")).isEqualTo("18001");
            assertThat(world.value("select count(*) from ledger where kind = 'allocated' and batch_no in"
                            + " (select batch_no from credit_batch where source = 'allowance')"))
                    .isEqualTo("18001");
        }
    }

    @Test
    void olderBooksWithAPartitionForEachMonthAreFoldedWhenTheyAreOpened() {
        try (SmallWorld world = world()) {
            world.execute("do $$ declare m date; begin for m in select generate_series('1990-01-01', '1995-12-01',"
                    + " interval '1 month')::date loop perform make_partition('usage_event', 'usage_event_' ||"
                    + " to_char(m, 'YYYY_MM'), format('for values from (%L) to (%L)', m, m + interval '1 month'));"
                    + " perform make_partition('usage_rollup', 'usage_rollup_' || to_char(m, 'YYYY_MM'),"
                    + " format('for values from (%L) to (%L)', m, m + interval '1 month')); end loop; end $$");
            world.use("usage.csv", anEventAMonth(72));
            world.run("nightly", NIGHT);
            List<String> rolledUp = world.rows("select * from usage_rollup order by run_no, first_on");
            List<String> events = world.rows("select * from usage_event order by occurred_at");
            assertThat(partitions(world)).isEqualTo("usage_event|72\nusage_rollup|72");

            Database.open(world.url(), world.user(), world.password()).close();

            assertThat(partitions(world)).isEqualTo("usage_event|61\nusage_rollup|61");
            assertThat(world.rows("select * from usage_rollup order by run_no, first_on"))
                    .isEqualTo(rolledUp);
            assertThat(world.rows("select * from usage_event order by occurred_at"))
                    .isEqualTo(events);
            world.use("usage-more.csv", "late,acme,reply,1995-03-01T00:00:00Z,1");
            world.run("nightly", "2026-09-22T04:30:00Z");
            assertThat(world.value("select sum(events) from usage_rollup")).isEqualTo("73");
        }
    }
}
