package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;

/** What a run did, in a few lines that a person reads. */
final class RunSummary {

    private RunSummary() {}

    static void print(PrintWriter out, String title, Runner.Outcome outcome) {
        out.println(title + " (run " + outcome.run() + ")");
        outcome.totals().forEach((name, value) -> out.printf("  %-14s %s%n", name.replace('_', ' '), grouped(value)));
        out.printf("  %-14s %d of %d checks hold%n", "proof", History.checks(), History.checks());
        outcome.reasons().forEach((account, reason) -> out.printf("  parked %s: %s%n", account, reason));
        if (outcome.parked() > 0) {
            out.println(
                    "  parked accounts: nightbook export parked --out -; mend the cause, then run them again with --account");
        }
    }

    private static String grouped(BigDecimal value) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
    }
}
