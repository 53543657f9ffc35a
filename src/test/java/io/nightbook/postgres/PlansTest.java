package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.batch.Runner;
import io.nightbook.cases.SmallWorld;
import io.nightbook.domain.report.ExportFilter;
import io.nightbook.domain.report.ExportFilter.Day;
import io.nightbook.domain.report.ExportFilter.Reach;
import io.nightbook.job.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.yaml.snakeyaml.Yaml;

/**
 * How the server reads what exports, reports and explanations ask, over books of 600 accounts, two months and 24,000 events:
 * never row by row over a table that grows. A plan with such a loop takes minutes where there are twenty thousand accounts.
 */
class PlansTest {

    private static final int FEW = 100;

    private static final int ACCOUNTS = 600;
    private static final JobSpec CLOSE = new JobSpec(
            "month-end", "", null, JobSpec.Identity.DATE, List.of("rollup", "replay", "close", "post", "alerts"));

    @TempDir
    static Path folder;

    private static SmallWorld world;
    private static int run;

    @BeforeAll
    static void play() {
        world = SmallWorld.in(folder);
        List<String> accounts = new ArrayList<>(List.of("account_id,name,currency,time_zone,country,parent_id"));
        List<String> plans = new ArrayList<>(List.of("account_id,plan_id,starts_on"));
        List<String> batches = new ArrayList<>(List.of("batch_id,account_id,effective_at,package_id"));
        List<String> usage = new ArrayList<>(List.of("event_id,account_id,meter,occurred_at,quantity,agent"));
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add("a-" + i + ",A " + i + ",USD," + (i % 2 == 0 ? "UTC" : "Europe/Madrid") + ",US,"
                    + (i % 10 == 0 ? "" : "a-" + (i - i % 10)));
            plans.add("a-" + i + ",pro,2026-08-01");
            batches.add("top-" + i + ",a-" + i + ",2026-08-0" + (1 + i % 9) + ",standard");
            for (int n = 0; n < 40; n++) {
                usage.add(String.format(
                        Locale.ROOT,
                        "e-%d-%d,a-%d,%s,2026-%02d-%02dT%02d:00:00Z,%d,bot-%d",
                        i,
                        n,
                        i,
                        n % 4 == 0 ? "tokens" : "reply",
                        8 + n % 2,
                        1 + (n * 7 + i) % 28,
                        i % 24,
                        1 + n,
                        n % 3));
            }
        }
        world.take(
                world.write("accounts.csv", accounts.toArray(String[]::new)),
                world.write("subscriptions.csv", plans.toArray(String[]::new)),
                world.write("credit_batches.csv", batches.toArray(String[]::new)),
                world.write("usage.csv", usage.toArray(String[]::new)));
        close("2026-09-02T12:00:00Z");
        List<String> late = new ArrayList<>(List.of("event_id,account_id,meter,occurred_at,quantity,agent,voids"));
        for (int i = 0; i < ACCOUNTS; i++) {
            late.add("late-" + i + ",a-" + i + ",reply,2026-08-15T10:00:00Z,1,bot-1,");
            late.add("void-" + i + ",a-" + i + ",reply,2026-09-15T10:00:00Z,1,,e-" + i + "-1");
        }
        world.take(world.write("usage-late.csv", late.toArray(String[]::new)));
        run = close("2026-10-02T12:00:00Z");
        assertThat(world.value("select count(*) from parked")).isEqualTo("0");
        // as a server does by itself after a while
        world.execute("analyze");
    }

    private static int close(String asOf) {
        return new Runner(world.books(), Runner.Listener.SILENT)
                .run(new Runner.Order(CLOSE, Instant.parse(asOf), null, "test"))
                .run();
    }

    @AfterAll
    static void closeWorld() {
        world.close();
    }

    // ---------------------------------------------------------------- exports

    @Test
    void anExportReadsEachTableOnceHoweverItIsNarrowed() {
        Map<String, ExportFilter> filters = Map.of(
                "all", ExportFilter.ALL,
                "month", ExportFilter.ALL.ofCycle(YearMonth.of(2026, 9)),
                "account", ExportFilter.ALL.ofAccount("a-7", Reach.ITSELF),
                "agency", ExportFilter.ALL.ofAccount("a-10", Reach.COMPANIES).ofCycle(YearMonth.of(2026, 9)),
                "dates", ExportFilter.ALL.between(new Day(LocalDate.of(2026, 9, 3)), new Day(LocalDate.of(2026, 9, 5))),
                "usage", ExportFilter.ALL.used("bot-1", "", "tokens"));
        ExportStore store = new ExportStore(world.database());
        for (ExportTable table : ExportTable.values()) {
            filters.forEach((name, filter) -> {
                if (filter.parts().stream().allMatch(table::isBy)) {
                    assertStraight(table + " of " + name, () -> plan(store, table, filter));
                }
            });
        }
    }

    @Test
    void exportsDoNotDependOnStatistics() {
        world.execute("update pg_class set reltuples = 1, relpages = 1 where relname = 'load_rollup'");
        world.execute("update pg_class set reltuples = 1 where relname in ('cycle', 'account_state', 'account')");
        try {
            ExportStore store = new ExportStore(world.database());
            assertStraight("activity", () -> plan(store, ExportTable.ACTIVITY, ExportFilter.ALL));
            assertStraight("usage", () -> plan(store, ExportTable.USAGE, ExportFilter.ALL));
        } finally {
            world.execute("analyze");
        }
    }

    // ---------------------------------------------------------------- reports and explanations

    @Test
    void aReportReadsEachTableOnce() {
        Map<String, String> values = Map.of(
                "run", String.valueOf(run),
                "month", "'2026-09-01'",
                "first", "1",
                "last", "100",
                "first_day", "'2026-09-01'",
                "until_day", "'2026-10-01'",
                "size", "100",
                "after", "0",
                "limit", "100",
                "paths", "'{a,b}'");
        Map<String, String> more = new LinkedHashMap<>(values);
        more.putAll(Map.of("folder", "'2026-09/'", "before_run", "1", "since", "'2026-08-31T22:00:00Z'"));
        more.put("cut_off", "'2026-09-30T22:00:00Z'");
        world.database().inTransactionUndone(() -> {
            new ReportStore(world.database(), run).open();
            asked("report", "(find|list|sum|total|roll|forward)-.*")
                    .forEach((name, sql) -> assertStraight("report/" + name, () -> plan(filled(sql, more))));
            return null;
        });
    }

    @Test
    void anExplanationReadsWhatItsAccountsHave() {
        Map<String, String> values = Map.of(
                "account", "17",
                "accounts", "'{17,18}'",
                "days", "'{2026-09-01,2026-09-02}'",
                "first_day", "'2026-09-01'",
                "until_day", "'2026-10-01'",
                "batch", "'top-7'",
                "number", "'INV-2026-00001'",
                "limit", "20");
        asked("explain", "find-.*").forEach((name, sql) -> {
            assertStraight("explain/" + name, () -> plan(filled(sql, values)));
        });
    }

    @Test
    void theLookFindsALoopWithoutAnIndex() {
        assertThat(loops(plan("select * from cycle a join cycle b on a.from_at < b.until_at")))
                .singleElement()
                .asString()
                .contains("Seq Scan cycle");
        assertThat(loops(plan(
                        "select * from cycle c join account a on a.account_no = c.account_no where c.account_no = 7")))
                .isEmpty();
    }

    // ---------------------------------------------------------------- plans

    private interface Planning {
        Map<String, Object> plan();
    }

    private static void assertStraight(String name, Planning planning) {
        Map<String, Object> plan = planning.plan();
        assertThat(loops(plan)).as(name + ": loops without an index in " + plan).isEmpty();
        assertThat(plan.toString()).as(name).doesNotContain("current_setting");
    }

    /** Queries of a room by name, those of some names; what opens a table is the select behind it. */
    private static Map<String, String> asked(String room, String names) {
        Map<String, String> asked = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Path.of("sql", "queries", room))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".sql", "");
                if (name.matches(names)) {
                    asked.put(
                            name, Files.readString(file).replaceFirst("create temp table \\w+ on commit drop as", ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(asked).isNotEmpty();
        return asked;
    }

    private static String filled(String sql, Map<String, String> values) {
        String filled = sql.replaceAll("--.*", "");
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replaceAll("(?<!:):" + value.getKey() + "\\b", value.getValue());
        }
        return filled;
    }

    private static Map<String, Object> plan(ExportStore store, ExportTable table, ExportFilter filter) {
        return store.asked(table, filter, (connection, statement) -> plan(statement));
    }

    private static Map<String, Object> plan(String sql) {
        Connection connection = DataSourceUtils.getConnection(world.database().source());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain (format json) " + sql)) {
            row.next();
            List<Map<String, Map<String, Object>>> plans = new Yaml().load(row.getString(1));
            return plans.get(0).getOrDefault("Plan", Map.of());
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, world.database().source());
        }
    }

    /** Whether the few rows of it that are asked for are kept, so that it is read once however often they are. */
    private static boolean isReadOnce(Map<String, Object> plan) {
        return "Materialize".equals(plan.get("Node Type")) && rows(plan) < FEW;
    }

    /** What is read as a whole again and again: the inner sides of nested loops that start more than once. */
    private static List<String> loops(Map<String, Object> plan) {
        List<String> found = new ArrayList<>();
        List<Map<String, Object>> parts = parts(plan);
        if ("Nested Loop".equals(plan.get("Node Type"))
                && rows(side(parts, "Outer")) > 1
                && !isReadOnce(side(parts, "Inner"))) {
            scans(side(parts, "Inner")).stream()
                    .filter(scan -> scan.startsWith("Seq Scan") && !scan.matches(".* (meter|run|load_rollup)( .*)?"))
                    .forEach(found::add);
        }
        parts.forEach(part -> found.addAll(loops(part)));
        return found;
    }

    private static Map<String, Object> side(List<Map<String, Object>> parts, String side) {
        return parts.stream()
                .filter(part -> side.equals(part.get("Parent Relationship")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> scans(Map<String, Object> plan) {
        List<String> found = new ArrayList<>();
        if (plan.containsKey("Relation Name")) {
            found.add(plan.get("Node Type") + " " + plan.get("Relation Name"));
        }
        parts(plan).forEach(part -> found.addAll(scans(part)));
        return found;
    }

    private static long rows(Map<String, Object> plan) {
        return ((Number) plan.getOrDefault("Plan Rows", 0)).longValue();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parts(Map<String, Object> plan) {
        return (List<Map<String, Object>>) plan.getOrDefault("Plans", List.of());
    }
}
