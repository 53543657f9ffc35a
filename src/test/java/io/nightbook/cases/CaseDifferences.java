package io.nightbook.cases;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the exports of a case differ from what was expected of them: a sentence for each difference.
 *
 * <p>Rows are matched by key, in any order; the ledger is compared by its sums for each batch, kind and effective instant;
 * invoices and rejects are multisets. Everything else is compared to the last digit.
 */
final class CaseDifferences {

    private static final Map<String, List<String>> KEYS = Map.of(
            "batches", List.of("batch_id"),
            "cycles", List.of("account_id", "cycle"),
            "usage", List.of("account_id", "cycle", "day", "meter", "category", "agent", "project"));
    private static final List<String> INVOICE =
            List.of("payer_id", "currency", "issue_date", "due_date", "net", "tax", "total", "paid", "due");
    private static final List<String> LINE = List.of("account_id", "kind", "net", "tax_category");

    private final Path expected;
    private final Path actual;
    private final List<String> differences = new ArrayList<>();

    private CaseDifferences(Path expected, Path actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /** The differences between two folders of exports; empty where there are none. */
    static List<String> between(Path expected, Path actual) throws IOException {
        return new CaseDifferences(expected, actual).find();
    }

    private List<String> find() throws IOException {
        for (String table : new TreeSet<>(KEYS.keySet())) {
            byKey(table, Objects.requireNonNull(KEYS.get(table)));
        }
        sameRows("ledger sum", ledger(expected), ledger(actual));
        sameRows("invoice", invoices(expected), invoices(actual));
        sameRows("reject", rejects(expected), rejects(actual));
        if (Files.exists(expected.resolve("parked.csv"))) {
            sameRows("parked", parked(expected), parked(actual));
        }
        return differences;
    }

    private void byKey(String table, List<String> key) throws IOException {
        Map<String, Map<String, String>> wanted = keyed(expected, table, key);
        Map<String, Map<String, String>> found = keyed(actual, table, key);
        Set<String> all = new TreeSet<>(wanted.keySet());
        all.addAll(found.keySet());
        for (String row : all) {
            Map<String, String> one = wanted.get(row);
            Map<String, String> other = found.get(row);
            if (one == null || other == null) {
                differences.add(table + " " + row + (other == null ? ": missing" : ": not expected"));
            } else {
                one.keySet().forEach(column -> sameValue(table + " " + row, column, one, other));
            }
        }
    }

    private void sameValue(String row, String column, Map<String, String> wanted, Map<String, String> found) {
        String one = value(wanted, column);
        String other = found.containsKey(column) ? value(found, column) : "no such column";
        if (!one.equals(other)) {
            differences.add(row + ": " + column + " expected " + one + ", but was " + other);
        }
    }

    /** Quantities have no fixed places; all other figures are the same text or not the same. */
    private static String value(Map<String, String> row, String column) {
        String text = get(row, column);
        return column.equals("quantity") || column.equals("tax_rate") || column.equals("unit_price")
                ? plain(text)
                : text;
    }

    private Map<String, Map<String, String>> keyed(Path folder, String table, List<String> key) throws IOException {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Map<String, String> row : rows(folder, table)) {
            String name = values(row, key);
            if (rows.put(name, row) != null) {
                differences.add(table + " " + name + ": twice in " + folder.getFileName());
            }
        }
        return rows;
    }

    /** The ledger's sums; the number of entries depends on the runs. Sums of 0 credits are left out. */
    private static List<String> ledger(Path folder) throws IOException {
        record Sum(BigDecimal credits, BigDecimal value, Set<String> cycles) {
            Sum plus(Sum other) {
                Set<String> both = new TreeSet<>(cycles);
                both.addAll(other.cycles);
                return new Sum(credits.add(other.credits), value.add(other.value), both);
            }
        }
        Map<String, Sum> sums = new TreeMap<>();
        for (Map<String, String> row : rows(folder, "ledger")) {
            Sum entry = new Sum(
                    new BigDecimal(get(row, "credits")),
                    new BigDecimal(get(row, "value")),
                    Set.of(get(row, "account_id") + " " + get(row, "cycle")));
            sums.merge(values(row, List.of("effective_at", "batch_id", "kind")), entry, Sum::plus);
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue().credits().signum() != 0)
                .map(sum -> sum.getKey() + ": " + sum.getValue().credits() + " credits, value "
                        + sum.getValue().value() + ", cycle "
                        + String.join(" and ", sum.getValue().cycles()))
                .toList();
    }

    /** Each invoice with its lines, but without numbers, descriptions and state. */
    private static List<String> invoices(Path folder) throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Map<String, String> row : rows(folder, "invoice_lines")) {
            lines.computeIfAbsent(get(row, "number"), number -> new ArrayList<>())
                    .add(line(row));
        }
        List<String> invoices = new ArrayList<>();
        for (Map<String, String> row : rows(folder, "invoices")) {
            List<String> own = Objects.requireNonNullElse(lines.remove(get(row, "number")), List.of());
            invoices.add(values(row, INVOICE) + ": " + own.stream().sorted().collect(Collectors.joining("; ")));
        }
        lines.forEach((number, own) -> invoices.add("lines without an invoice: " + own));
        return invoices;
    }

    private static String line(Map<String, String> row) {
        String text = values(row, LINE) + " " + value(row, "tax_rate");
        return get(row, "kind").equals("overage")
                ? text + ", " + value(row, "quantity") + " x " + value(row, "unit_price")
                : text;
    }

    private static List<String> rejects(Path folder) throws IOException {
        return rows(folder, "rejects").stream()
                .map(row -> Path.of(get(row, "file")).getFileName() + " line " + get(row, "line") + ": "
                        + get(row, "reason"))
                .toList();
    }

    private static List<String> parked(Path folder) throws IOException {
        return rows(folder, "parked").stream()
                .map(row -> values(row, List.of("account_id", "job", "identity")))
                .toList();
    }

    private void sameRows(String what, List<String> wanted, List<String> found) {
        List<String> missing = new ArrayList<>(wanted);
        found.forEach(missing::remove);
        List<String> surplus = new ArrayList<>(found);
        wanted.forEach(surplus::remove);
        missing.forEach(row -> differences.add(what + " missing: " + row));
        surplus.forEach(row -> differences.add(what + " not expected: " + row));
    }

    private static List<Map<String, String>> rows(Path folder, String table) throws IOException {
        return Rows.of(folder.resolve(table + ".csv"));
    }

    private static String values(Map<String, String> row, List<String> columns) {
        return columns.stream().map(column -> get(row, column)).collect(Collectors.joining(" "));
    }

    private static String get(Map<String, String> row, String column) {
        return Objects.requireNonNullElse(row.get(column), "");
    }

    private static String plain(String number) {
        return number.isEmpty()
                ? ""
                : new BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}
