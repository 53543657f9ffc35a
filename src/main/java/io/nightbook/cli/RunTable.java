package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.domain.money.Money;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs, one a line: what ran, how long it took, how much it did. */
final class RunTable {

    private final History history;
    private final PrintWriter out;

    RunTable(History history, PrintWriter out) {
        this.history = history;
        this.out = out;
    }

    void print(List<History.Entry> runs) {
        print(
                "run",
                "job",
                "identity",
                "as of",
                "state",
                "took",
                "accounts",
                "entries",
                "closed",
                "invoices",
                "started by");
        runs.forEach(this::print);
    }

    private void print(History.Entry run) {
        Map<String, BigDecimal> totals = history.totals(run.run());
        print(
                String.valueOf(run.run()),
                run.job(),
                run.identity(),
                run.asOf().toString(),
                run.state(),
                took(run),
                count(totals, "accounts"),
                count(totals, "entries"),
                count(totals, "cycles_closed"),
                count(totals, "invoices"),
                run.startedBy() + invoiced(history.invoiced(run.run())) + remark(run));
    }

    private void print(String... cells) {
        out.printf("%5s  %-12s %-12s %-22s %-11s %8s %9s %10s %8s %8s  %s%n", (Object[]) cells);
    }

    private static String count(Map<String, BigDecimal> totals, String name) {
        BigDecimal count = totals.get(name);
        return count == null ? "" : String.format(Locale.ROOT, "%,d", count.longValue());
    }

    /** The totals of its invoices, such as invoiced 1,479.08 EUR, 29,800 JPY. */
    private static String invoiced(List<Money> totals) {
        return totals.isEmpty()
                ? ""
                : totals.stream()
                        .map(total -> String.format(
                                Locale.ROOT,
                                "%,." + total.amount().scale() + "f %s",
                                total.amount(),
                                total.currency().getCurrencyCode()))
                        .collect(Collectors.joining(", ", "  invoiced ", ""));
    }

    /** Whether a process works on it decides what is to be said of a run that has not come to its end. */
    private static String remark(History.Entry run) {
        String parked = run.parked() == 0 ? "" : String.format(Locale.ROOT, "  (accounts parked: %,d)", run.parked());
        boolean posted = run.state().equals("posted");
        if (run.live()) {
            return parked + (posted ? "  (publishing now)" : "  (at work now)");
        }
        boolean unfinished = run.state().equals("interrupted") || (posted && run.endedAt() == null);
        return parked + (unfinished ? "  (not finished: start it again)" : "");
    }

    private static String took(History.Entry run) {
        Instant ended = run.endedAt();
        return ended == null ? "" : text(Duration.between(run.startedAt(), ended));
    }

    /** Such as 4.2 s, 12 m 05 s, 1 h 20 m. */
    static String text(Duration took) {
        if (took.toMinutes() == 0) {
            return took.toMillis() / 1000 + "." + took.toMillis() / 100 % 10 + " s";
        }
        return took.toHours() == 0
                ? String.format(Locale.ROOT, "%d m %02d s", took.toMinutes(), took.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d m", took.toHours(), took.toMinutesPart());
    }
}
