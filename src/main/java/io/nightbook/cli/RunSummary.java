package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a run did, in a few lines that a person reads: beside what the one before it did, if there is one. */
final class RunSummary {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final PrintWriter out;
    private final Runner.Outcome outcome;
    private final @Nullable Before before;

    /** An earlier run: its identity, and its totals by name. */
    record Before(String identity, Map<String, BigDecimal> totals) {}

    RunSummary(PrintWriter out, Runner.Outcome outcome, @Nullable Before before) {
        this.out = out;
        this.outcome = outcome;
        this.before = before;
    }

    void print(String title) {
        out.println(title + " (run " + outcome.run() + ")");
        outcome.totals().forEach((name, value) -> out.println(line(name, value)));
        out.printf("  %-14s %d of %d checks hold%n", "proof", History.checks(), History.checks());
        if (before != null) {
            out.printf("  %-14s %s%n", "since the last", changes(before));
        }
        outcome.reasons()
                .forEach((account, reason) ->
                        out.printf("  parked %s: %s%n", Printable.line(account), Printable.line(reason)));
        outcome.others().finished().forEach(other -> out.println("  first          " + Printable.line(other)));
        outcome.others().open().forEach(other -> out.println("  still open     " + Printable.line(other)));
        if (outcome.parked() > 0) {
            out.println(
                    "  parked accounts: nightbook export parked --out -; mend the cause, then run them again with --account");
        }
    }

    /** A total with its name, such as {@code   cycles closed  1,200}. */
    static String line(String name, BigDecimal value) {
        return String.format(Locale.ROOT, "  %-14s %s", words(name), grouped(value));
    }

    private String changes(Before before) {
        String changes = before.totals().entrySet().stream()
                .map(earlier -> change(
                        words(earlier.getKey()),
                        earlier.getValue(),
                        outcome.totals().getOrDefault(earlier.getKey(), BigDecimal.ZERO)))
                .filter(change -> !change.isEmpty())
                .collect(Collectors.joining(", "));
        return "(" + before.identity() + "): " + (changes.isEmpty() ? "the same figures" : changes);
    }

    /** A percentage, or both figures where one would say little: from nothing, or from less than half. */
    private static String change(String name, BigDecimal earlier, BigDecimal value) {
        if (earlier.compareTo(value) == 0) {
            return "";
        }
        if (earlier.signum() == 0 || value.abs().compareTo(earlier.abs().add(earlier.abs())) >= 0) {
            return name + " from " + plain(earlier) + " to " + plain(value);
        }
        BigDecimal percent = value.subtract(earlier).multiply(HUNDRED).divide(earlier.abs(), 1, RoundingMode.HALF_UP);
        return name + String.format(Locale.ROOT, " %+,.1f %%", percent);
    }

    /** Without places that say nothing. */
    private static String plain(BigDecimal value) {
        return grouped(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }

    private static String grouped(BigDecimal value) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
    }
}
