package io.nightbook.faults;

import io.nightbook.batch.History;
import io.nightbook.domain.report.ExportFilter;
import io.nightbook.postgres.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a command left: every table row by row, all exports, all files, and whatever it should have cleared away. */
final class Snapshot {

    private static final int BEFORE = 40;
    private static final int SHOWN = 200;

    /** What stands for the numbers of things, for a number that was reserved and not used is no fault. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("account_no", account("account_no")),
            Map.entry("parent_no", account("parent_no")),
            Map.entry("payer_no", account("payer_no")),
            Map.entry("batch_no", "(select n.batch_id from credit_batch n where n.batch_no = t.batch_no)"),
            Map.entry("run_no", run("run_no")),
            Map.entry("posted_run", run("posted_run")),
            Map.entry("voided_run", run("voided_run")),
            Map.entry("tiered_run", run("tiered_run")),
            Map.entry("meter_no", "(select n.meter_id from meter n where n.meter_no = t.meter_no)"),
            Map.entry("invoice_no", "(select n.number from invoice n where n.invoice_no = t.invoice_no)"),
            Map.entry(
                    "meters",
                    "(select array_agg(n.meter_id order by m.ordinality)"
                            + " from unnest(t.meters) with ordinality m join meter n on n.meter_no = m.m)"),
            Map.entry(
                    "live_batches",
                    "(select array_agg(n.batch_id order by n.batch_id)"
                            + " from credit_batch n where n.batch_no = any (t.live_batches))"),
            Map.entry("ended_at", "t.ended_at is not null"));

    /** The order of things, when they were done, and what is made of numbers. */
    private static final List<String> BESIDE = List.of(
            "arrival",
            "input_no",
            "entry_no",
            "reject_no",
            "intake_no",
            "rejects",
            "started_at",
            "attempt",
            "key",
            "target",
            "checkpoint",
            "closed_state");

    private static final String TABLES = """
            select c.relname, array_agg(a.attname order by a.attnum) as columns
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'nightbook'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname !~ '^(batch_(job|step)|qrtz_|flyway_)'
            group by c.relname
            """;

    private static final Map<String, String> LEFT = Map.of(
            "last executions that are not completed",
            "select i.job_name, e.status from batch_job_instance i join lateral (select status from batch_job_execution e"
                    + " where e.job_instance_id = i.job_instance_id order by job_execution_id desc limit 1) e on true"
                    + " where e.status <> 'COMPLETED'",
            "executions that seem to run",
            "select status from batch_job_execution where status not in ('COMPLETED', 'FAILED', 'STOPPED')"
                    + " union all select step_name || ' ' || status from batch_step_execution"
                    + " where status not in ('COMPLETED', 'FAILED', 'STOPPED')",
            "locks",
            "select objid::text from pg_locks where locktype = 'advisory'"
                    + " and database = (select oid from pg_database where datname = current_database())");

    private Snapshot() {}

    private static String account(String column) {
        return "(select n.account_id from account n where n.account_no = t." + column + ")";
    }

    private static String run(String column) {
        return "(select n.job || ' ' || n.identity from run n where n.run_no = t." + column + ")";
    }

    static Map<String, String> of(Database database, String name, Path home) {
        Map<String, String> all = new TreeMap<>();
        try (Connection connection = Server.connect(name);
                Statement statement = connection.createStatement()) {
            tables(statement)
                    .forEach((table, columns) -> all.put(
                            "table " + table,
                            String.join("\n", new TreeSet<>(rows(statement, select(table, columns))))));
            LEFT.forEach((what, sql) -> all.put(what, String.join("\n", rows(statement, sql))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        History history = new History(database);
        for (String export : History.exports()) {
            if (!export.equals("runs")) {
                all.put("export " + export, export(history, export));
            }
        }
        all.put("proof", String.join("\n", history.prove()));
        files(home.resolve("out"), all);
        files(home.resolve("rejects"), all);
        // each trial has a home of its own
        all.replaceAll((what, text) -> text.replace(home.toString(), "home"));
        return all;
    }

    private static String export(History history, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.export(name, ExportFilter.ALL, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> tables(Statement statement) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.put(row.getString(1), List.of((String[]) row.getArray(2).getArray()));
            }
        }
        return tables;
    }

    private static String select(String table, List<String> columns) {
        boolean isRun = table.equals("run");
        return columns.stream()
                .filter(column -> !BESIDE.contains(column) && !(isRun && column.equals("run_no")))
                .map(column -> NAMES.getOrDefault(column, "t." + column) + " as " + column)
                .collect(
                        Collectors.joining(", ", "select to_jsonb(x)::text from (select ", " from " + table + " t) x"));
    }

    private static List<String> rows(Statement statement, String sql) {
        try (ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    line.append(row.getString(i)).append(' ');
                }
                rows.add(line.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void files(Path folder, Map<String, String> all) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.sorted().toList()) {
                String name = "file " + folder.resolveSibling("").relativize(file);
                all.put(name, Files.isDirectory(file) ? "folder" : Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In what two of them differ, in words; empty if in nothing. */
    static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            String one = expected.getOrDefault(name, "(none)");
            String other = found.getOrDefault(name, "(none)");
            if (!one.equals(other)) {
                differences.add(name + ": " + firstDifference(one, other));
            }
        }
        return differences;
    }

    private static String firstDifference(String expected, String found) {
        List<String> one = expected.lines().toList();
        List<String> other = found.lines().toList();
        List<String> missing = new ArrayList<>(one);
        missing.removeAll(other);
        List<String> more = new ArrayList<>(other);
        more.removeAll(one);
        String oneLine = missing.isEmpty() ? "nothing" : missing.get(0);
        String otherLine = more.isEmpty() ? "nothing" : more.get(0);
        int from = missing.isEmpty() || more.isEmpty() ? 0 : lastCommon(oneLine, otherLine);
        return "expected " + shown(oneLine, from) + ", found " + shown(otherLine, from);
    }

    /** Some characters before the first in which two lines differ. */
    private static int lastCommon(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return Math.max(0, at - BEFORE);
    }

    private static String shown(String line, int from) {
        return line.substring(from, Math.min(line.length(), from + SHOWN));
    }
}
