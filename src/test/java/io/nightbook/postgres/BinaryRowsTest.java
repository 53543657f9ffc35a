package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.TestServer;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes in as bytes comes out of the server as the same values. */
class BinaryRowsTest {

    private static @Nullable Database database;

    @BeforeAll
    static void open() {
        database = TestServer.get().database();
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(database).close();
    }

    /** The texts that the server shows of rows of one column. */
    private static List<String> stored(String type, List<BinaryRows> rows) {
        List<String> shown = new ArrayList<>();
        Database server = Objects.requireNonNull(database);
        server.inTransactionUndone(() -> {
            server.sql(new Sql("create", "create temp table stored (place serial, value " + type + ")"))
                    .update();
            server.onConnection(connection -> {
                BinaryRows.copyTo(
                        connection, new Sql("copy", "copy stored (value) from stdin with (format binary)"), rows);
                return rows;
            });
            server.sql(new Sql("show", "select value::text from stored order by place"))
                    .query(row -> {
                        shown.add(String.valueOf(row.getString(1)));
                    });
            return shown;
        });
        return shown;
    }

    private static List<String> stored(String type, BinaryRows rows) {
        return stored(type, List.of(rows));
    }

    @Test
    void decimalsKeepEachDigitAndTheirPlaces() {
        List<String> values = List.of(
                "0",
                "0.000000",
                "1",
                "-1",
                "9999",
                "10000",
                "0.0001",
                "0.00010000",
                "-0.000001",
                "12345.678901",
                "999999999999999.999999",
                "-999999999999999.999999",
                "100000000",
                "0.123456789",
                "123456789012345678901234567890.000000001");
        BinaryRows rows = new BinaryRows(1);
        values.forEach(value -> rows.begin().add(new BigDecimal(value)));
        rows.begin().add(new BigDecimal("12E+5"));
        rows.begin().add(Credits.of("-12.5"));

        List<String> expected = new ArrayList<>(values);
        expected.addAll(List.of("1200000", "-12.500000"));
        assertThat(stored("numeric", rows)).isEqualTo(expected);
    }

    @Test
    void instantsAndDatesKeepTheirMicrosecondOnBothSidesOfTheServersEpoch() {
        BinaryRows instants = new BinaryRows(1);
        List.of("1970-01-01T00:00:00Z", "1999-12-31T23:59:59.999999Z", "2026-09-03T08:00:00.000001Z")
                .forEach(text -> instants.begin().add(Instant.parse(text)));
        assertThat(stored("timestamp", instants))
                .containsExactly("1970-01-01 00:00:00", "1999-12-31 23:59:59.999999", "2026-09-03 08:00:00.000001");
        BinaryRows dates = new BinaryRows(1);
        List.of("1970-01-01", "2000-01-01", "9998-12-31")
                .forEach(text -> dates.begin().add(LocalDate.parse(text)));
        assertThat(stored("date", dates)).containsExactly("1970-01-01", "2000-01-01", "9998-12-31");
    }

    @Test
    void whatIsNotThereIsNullInEachType() {
        BinaryRows rows = new BinaryRows(1);
        rows.begin().addNull();
        rows.begin().add((String) null);
        rows.begin().add((Instant) null);
        rows.begin().add((LocalDate) null);
        rows.begin().add((BigDecimal) null);
        rows.begin().addBytes(null);
        assertThat(stored("text", rows)).containsOnly("null").hasSize(6);
    }

    @Test
    void textsBytesFlagsAndNumbersComeOutAsTheyWere() {
        BinaryRows texts = new BinaryRows(1);
        texts.begin().add("");
        texts.begin().add("\u00fcber \ud83d\udca1");
        assertThat(stored("text", texts)).containsExactly("", "\u00fcber \ud83d\udca1");
        BinaryRows bytes = new BinaryRows(1);
        bytes.begin().addBytes("ab\0".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(stored("bytea", bytes)).containsExactly("\\x616200");
        BinaryRows flags = new BinaryRows(1);
        flags.begin().addBoolean(true);
        flags.begin().addBoolean(false);
        assertThat(stored("boolean", flags)).containsExactly("true", "false");
        BinaryRows shorts = new BinaryRows(1);
        shorts.begin().addShort(-32768);
        assertThat(stored("smallint", shorts)).containsExactly("-32768");
        BinaryRows ids = new BinaryRows(1);
        ids.begin().add(UUID.fromString("98fc2ade-8588-4ec3-6730-65e53817b7e8"));
        assertThat(stored("uuid", ids)).containsExactly("98fc2ade-8588-4ec3-6730-65e53817b7e8");
    }

    @Test
    void arraysOfNumbersMayBeEmpty() {
        BinaryRows rows = new BinaryRows(1);
        rows.begin().addLongs();
        rows.begin().addLongs(1, -2, Long.MAX_VALUE);
        assertThat(stored("bigint[]", rows)).containsExactly("{}", "{1,-2,9223372036854775807}");
    }

    /** A chunk holds 2^17 bytes; these are several, and one row that no chunk has room for. */
    @Test
    void rowsOfManyChunksKeepTheirOrderAndMayBePickedFromEach() {
        BinaryRows rows = new BinaryRows(1);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            all.add(i + "x".repeat(i == 1_500 ? 400_000 : 200));
            rows.begin().add(all.get(i));
        }
        assertThat(rows.rows()).isEqualTo(3_000);
        BinaryRows picked = new BinaryRows(1);
        List.of(2_999, 0, 1_500, 700, 701).forEach(place -> picked.addRow(rows, place));

        List<String> expected = new ArrayList<>(all);
        List.of(2_999, 0, 1_500, 700, 701).forEach(place -> expected.add(all.get(place)));
        assertThat(stored("text", List.of(rows, new BinaryRows(1), picked))).isEqualTo(expected);
    }
}
