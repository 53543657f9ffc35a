package io.nightbook.cli;

import io.nightbook.batch.Balance;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.RunningCycle;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A balance as a vendor's page shows it: allocation, used in the open cycle, what remains, when it resets, and the active
 * batches with their five columns. Dates are those of the account's zone.
 */
final class BalancePage {

    private static final List<String> COLUMNS =
            List.of("Credit Allocated", "Added Date", "Remaining Balance", "Credit Type", "Expiry Date", "Batch");
    private static final int BAR = 20;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final PrintWriter out;
    private final Balance.Sheet sheet;
    private final Account account;

    BalancePage(PrintWriter out, Balance.Sheet sheet) {
        this.out = out;
        this.sheet = sheet;
        this.account = sheet.account();
    }

    void print() {
        out.printf(
                "%s as of %s, dates in %s%n",
                Printable.line(account.id()), sheet.asOf(), account.days().zone());
        RunningCycle cycle = sheet.cycle();
        if (cycle != null) {
            sayCycle(cycle);
        }
        line("Remaining", credits(sheet.total()) + bySource());
        if (!sheet.debt().isZero()) {
            line("Owed", credits(sheet.debt()));
        }
        sayBatches();
    }

    private void sayCycle(RunningCycle cycle) {
        RunningCycle.Totals totals = cycle.totals();
        // what it began with and what was added; the thresholds of alerts are percents of it
        Credits allocation =
                totals.consumed().plus(totals.expired()).plus(totals.voided()).plus(sheet.total());
        LocalDate next = day(cycle.until());
        line(
                "Cycle",
                cycle.firstDay() + " to " + next.minusDays(1)
                        + (cycle.version() == null
                                ? ", without a plan; the next one begins on " + next
                                : "; resets on " + next));
        line("Allocation", credits(allocation));
        long percent = percent(totals.consumed(), allocation);
        int filled = (int) (percent * BAR / HUNDRED.longValue());
        line(
                "Used",
                credits(totals.consumed()) + "  " + percent + " % [" + "#".repeat(filled) + " ".repeat(BAR - filled)
                        + "]");
        sayUnlessZero("Lapsed", totals.expired());
        sayUnlessZero("Voided", totals.voided());
        sayUnlessZero("Not covered", totals.uncovered());
    }

    private void sayUnlessZero(String what, Credits credits) {
        if (!credits.isZero()) {
            line(what, credits(credits));
        }
    }

    /** In whole percent, rounded down, so that 100 is all of it. */
    private static long percent(Credits part, Credits whole) {
        return whole.isPositive()
                ? part.value()
                        .multiply(HUNDRED)
                        .divide(whole.value(), 0, RoundingMode.DOWN)
                        .longValue()
                : 0;
    }

    /** The allowance beside top-ups and all else, in the order in which they are drawn. */
    private String bySource() {
        Map<String, Credits> sums = new LinkedHashMap<>();
        sheet.lines()
                .forEach(line ->
                        sums.merge(line.batch().source().word().replace('_', '-'), line.remaining(), Credits::plus));
        return sums.isEmpty()
                ? ""
                : sums.entrySet().stream()
                        .map(sum -> sum.getKey() + " " + credits(sum.getValue()).strip())
                        .collect(Collectors.joining(", ", "  ", ""));
    }

    private void sayBatches() {
        if (sheet.lines().isEmpty()) {
            out.println("  No active batches.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        sheet.lines().forEach(line -> rows.add(row(line)));
        int[] widths = IntStream.range(0, COLUMNS.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        out.println("  Active batches, in the order in which they are drawn:");
        rows.forEach(row -> out.println("    " + joined(row, widths)));
    }

    private static String joined(List<String> row, int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - row.get(i).length());
            // figures end at the same place
            cells.add(i == 0 || i == 2 ? blanks + row.get(i) : row.get(i) + blanks);
        }
        return String.join("  ", cells).stripTrailing();
    }

    private List<String> row(Balance.Line line) {
        CreditBatch batch = line.batch();
        return List.of(
                credits(batch.allocated()).strip(),
                day(batch.effectiveAt()).toString(),
                credits(line.remaining()).strip(),
                batch.creditClass().word() + " " + batch.source().word().replace('_', '-'),
                lastDay(batch.expiresAt()),
                Printable.line(batch.id()) + restriction(batch));
    }

    /** What a batch is limited to, in words. */
    static String restriction(CreditBatch batch) {
        return batch.categories().isEmpty()
                ? ""
                : ", for " + Printable.line(batch.categories().stream().sorted().collect(Collectors.joining(", ")))
                        + " only";
    }

    /** The last local day on which something of it can be used. */
    private String lastDay(@Nullable Instant end) {
        return end == null ? "never" : day(end.minusNanos(1000)).toString();
    }

    private LocalDate day(Instant instant) {
        return account.days().dateOf(instant);
    }

    private void line(String what, String value) {
        out.printf("  %-12s%s%n", what, value);
    }

    private static String credits(Credits credits) {
        return String.format(Locale.ROOT, "%,20.6f", credits.value());
    }
}
