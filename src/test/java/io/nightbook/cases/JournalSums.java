package io.nightbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A journal beside the tables of its finance pack: it balances, and it says what they say. */
final class JournalSums {

    private static final Pattern POSTING =
            Pattern.compile("    (?<account>[^;]+?)  (?<amount>-?[0-9.]+) (?<commodity>\\S+)(  ; .*)?");
    private static final Pattern TITLE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} \\* (?<title>[^;]+?)  ; .*");

    private final Path folder;
    private final Map<String, BigDecimal> sums = new TreeMap<>();

    private JournalSums(Path folder) throws IOException {
        this.folder = folder;
        String title = "";
        for (String line : Files.readAllLines(folder.resolve("ledger.journal"))) {
            Matcher transaction = TITLE.matcher(line);
            Matcher posting = POSTING.matcher(line);
            if (transaction.matches()) {
                assertBalanced();
                title = transaction.group("title");
            } else if (posting.matches()) {
                String commodity = posting.group("commodity");
                BigDecimal amount = new BigDecimal(posting.group("amount"));
                add(commodity + " " + posting.group("account"), amount);
                add(commodity + " " + posting.group("account") + " by " + title, amount);
                add(commodity + " in all", amount);
            } else {
                assertThat(line).matches("|(decimal-mark|commodity|account) .*");
            }
        }
        assertBalanced();
    }

    /** Looks at each journal under a folder of documents; answers how many there are. */
    static int assertAllRight(Path out) throws IOException {
        List<Path> journals;
        try (Stream<Path> walk = Files.walk(out)) {
            journals = walk.filter(file -> file.endsWith("ledger.journal")).toList();
        }
        for (Path journal : journals) {
            new JournalSums(Objects.requireNonNull(journal.getParent())).assertRight();
        }
        return journals.size();
    }

    private void add(String name, BigDecimal amount) {
        sums.merge(name, amount, BigDecimal::add);
    }

    private void assertBalanced() {
        assertThat(sums.entrySet())
                .filteredOn(sum -> sum.getKey().endsWith(" in all"))
                .allSatisfy(sum -> assertThat(sum.getValue()).as(sum.getKey()).isZero());
    }

    private BigDecimal sum(String name) {
        return sums.getOrDefault(name, BigDecimal.ZERO);
    }

    private void assertRight() throws IOException {
        List<Map<String, String>> invoices = Rows.of(folder.resolve("invoices.csv"));
        List<Map<String, String>> lines = Rows.of(folder.resolve("invoice-lines.csv"));
        List<Map<String, String>> forward = Rows.of(folder.resolve("credit-roll-forward-total.csv"));
        for (String currency : currencies(invoices, forward)) {
            Predicate<Map<String, String>> own = row -> currency.equals(row.get("currency"));
            assertSame(currency + " assets:receivable by invoice", total(invoices, own, "total"));
            assertSame(currency + " assets:receivable", total(invoices, own, "due"));
            assertSame(currency + " assets:payments received", total(invoices, own, "paid"));
            assertThat(sums.entrySet().stream()
                            .filter(sum -> sum.getKey().startsWith(currency + " liabilities:tax payable:")
                                    && !sum.getKey().contains(" by "))
                            .map(Map.Entry::getValue)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(total(invoices, own, "tax").negate());
            assertSame(
                    currency + " revenue:overage", kind(lines, own, "overage").negate());
            assertSame(
                    currency + " liabilities:pass-through",
                    kind(lines, own, "at_cost").negate());
            assertSame(
                    currency + " revenue:credits used",
                    total(forward, own, "consumed_value").negate());
            assertSame(
                    currency + " revenue:breakage",
                    total(forward, own, "expired_value").negate());
            assertSame(
                    currency + " liabilities:voided credits",
                    total(forward, own, "voided_value").negate());
            assertSame(currency + " liabilities:deferred revenue:carried over", BigDecimal.ZERO);
            assertSame(
                    currency + " liabilities:deferred revenue:credits",
                    total(forward, own, "opening_value").subtract(total(forward, own, "closing_value")));
        }
    }

    private static List<String> currencies(List<Map<String, String>> invoices, List<Map<String, String>> forward) {
        return Stream.concat(invoices.stream(), forward.stream())
                .map(row -> Objects.requireNonNull(row.get("currency")))
                .distinct()
                .toList();
    }

    private void assertSame(String account, BigDecimal amount) {
        assertThat(sum(account)).as(folder + ": " + account).isEqualByComparingTo(amount);
    }

    private static BigDecimal kind(List<Map<String, String>> lines, Predicate<Map<String, String>> own, String kind) {
        return total(lines, own.and(row -> kind.equals(row.get("kind"))), "net");
    }

    private static BigDecimal total(List<Map<String, String>> rows, Predicate<Map<String, String>> own, String column) {
        return rows.stream()
                .filter(own)
                .map(row -> new BigDecimal(Objects.requireNonNull(row.get(column))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
