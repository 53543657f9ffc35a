package io.nightbook.postgres;

import static io.nightbook.postgres.EventHashTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.TestServer;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.input.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of usage on their way into the books, column by column. */
class UsageBlockTest {

    private static UsageBlock block(Database database, Event... events) {
        Meter reply = new Meter("reply", "Replies", List.of(new Meter.DatedRate(null, new Rate.None())));
        Meters meters = Meters.merge(
                database, new Catalog("block", Drawdown.DEFAULT, List.of(reply), List.of(), List.of(), List.of()));
        UsageBlock block = new UsageBlock(1, meters, events.length);
        for (int i = 0; i < events.length; i++) {
            String id = events[i].id();
            block.add(i + 2L, text -> text.append("row of ").append(id), events[i]);
        }
        return block;
    }

    private static Event used(String id) {
        return event(7, id, "1500", Map.of("region", "eu"), null);
    }

    private static Event voiding(String id, String target) {
        return event(7, id, "0", Map.of(), target);
    }

    private static List<List<Object>> rows(@Nullable BinaryRows rows, String table, String columns, Database database) {
        List<List<Object>> found = new ArrayList<>();
        database.inTransactionUndone(() -> {
            database.sql(new Sql(
                            "create",
                            "create temp table stored as select " + columns + " from " + table + " where false"))
                    .update();
            database.onConnection(connection -> {
                Objects.requireNonNull(rows)
                        .copyTo(connection, new Sql("copy", "copy stored from stdin with (format binary)"));
                return found;
            });
            database.sql(new Sql("show", "select * from stored")).query(row -> {
                List<Object> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                found.add(values);
            });
            return found;
        });
        return found;
    }

    @Test
    void aBlockGivesBackEachRowAndItsEventAsTheTableTakesIt() {
        try (Database database = TestServer.get().database()) {
            UsageBlock block = block(database, used("e-1"), voiding("v-1", "e-1"), used("e-2"));

            assertThat(block.size()).isEqualTo(3);
            assertThat(block.rows()).extracting(UsageBlock.Row::id).containsExactly("e-1", "v-1", "e-2");
            assertThat(block.rows()).extracting(UsageBlock.Row::line).containsExactly(2L, 3L, 4L);
            assertThat(block.rows()).extracting(block::text).containsExactly("row of e-1", "row of v-1", "row of e-2");
            assertThat(block.rows().get(0).key()).isEqualTo(EventHash.key(used("e-1")));
            assertThat(block.rows().get(2).digest()).isEqualTo(EventHash.digest(used("e-2")));
            assertThat(block.voids()).containsExactly(voiding("v-1", "e-1"));
            List<String> seen = new ArrayList<>();
            block.eachEvent((at, day, meter) -> seen.add(at + " " + day));
            assertThat(seen)
                    .containsExactly(
                            "2026-09-03T08:00:00.000001Z 2026-09-03", "2026-09-03T08:00:00.000001Z 2026-09-03");
            List<List<Object>> stored = rows(block.events(), "usage_event", "*", database);
            assertThat(stored).extracting(row -> row.get(8)).containsExactly("e-1", "e-2");
            assertThat(stored.get(0))
                    .isEqualTo(List.of(
                            "2026-09-03 08:00:00.000001+00",
                            "1",
                            "7",
                            "2026-09-03",
                            "1",
                            "1500",
                            "null",
                            "null",
                            "e-1",
                            "bot",
                            "",
                            "chat",
                            "region=eu\n"));
        }
    }

    @Test
    void someRowsOfABlockAreABlockOfTheirOwn() {
        try (Database database = TestServer.get().database()) {
            UsageBlock block = block(database, used("e-1"), voiding("v-1", "e-1"), used("e-2"), used("e-3"));
            List<UsageBlock.Row> rows = block.rows();

            UsageBlock some = block.only(List.of(rows.get(3), rows.get(1), rows.get(0)));

            assertThat(some.rows()).extracting(UsageBlock.Row::id).containsExactly("e-3", "v-1", "e-1");
            assertThat(some.rows()).extracting(some::text).containsExactly("row of e-3", "row of v-1", "row of e-1");
            assertThat(some.rows())
                    .extracting(UsageBlock.Row::key)
                    .containsExactly(
                            rows.get(3).key(), rows.get(1).key(), rows.get(0).key());
            assertThat(some.voids()).containsExactly(voiding("v-1", "e-1"));
            assertThat(some.events().rows()).isEqualTo(2);
        }
    }

    @Test
    void keysOfBlocksComeNearTheOrderOfTheIndexAndEachOnce() {
        try (Database database = TestServer.get().database()) {
            Event[] first = new Event[500];
            Event[] second = new Event[500];
            Set<String> keys = new HashSet<>();
            for (int i = 0; i < 500; i++) {
                first[i] = used("a-" + i);
                second[i] = used("b-" + i);
                keys.add(EventHash.key(first[i]).toString());
                keys.add(EventHash.key(second[i]).toString());
            }
            List<UsageBlock> blocks = List.of(block(database, first), block(database, second));

            List<List<Object>> stored =
                    rows(UsageBlock.keys(blocks), "event_key", "key, digest, occurred_at", database);

            List<String> inOrder =
                    stored.stream().map(row -> (String) row.get(0)).toList();
            assertThat(inOrder).isSorted().containsExactlyInAnyOrderElementsOf(keys);
            UUID digest = EventHash.digest(first[0]);
            String key = EventHash.key(first[0]).toString();
            assertThat(stored)
                    .filteredOn(row -> row.get(0).equals(key))
                    .singleElement()
                    .satisfies(row -> assertThat(row.subList(1, 3))
                            .isEqualTo(List.of(digest.toString(), "2026-09-03 08:00:00.000001+00")));
        }
    }

    @Test
    void twoRowsOfOneKeyAreFoundBeforeTheTableRefusesThem() {
        try (Database database = TestServer.get().database()) {
            UsageBlock one = block(database, used("e-1"), used("e-2"));
            UsageBlock other = block(database, used("e-2"));
            assertThat(UsageBlock.keys(List.of(one))).isNotNull();
            assertThat(UsageBlock.keys(List.of(one, other))).isNull();
            assertThat(UsageBlock.keys(List.of())).isNotNull();
        }
    }
}
