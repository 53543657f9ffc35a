package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.domain.report.ExportFilter;
import io.nightbook.domain.report.ExportFilter.At;
import io.nightbook.domain.report.ExportFilter.Bound;
import io.nightbook.domain.report.ExportFilter.Part;
import io.nightbook.domain.report.ExportFilter.Reach;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an export is narrowed to, as it is typed. */
final class ExportOptions {

    @Option(
            names = "--cycle",
            paramLabel = "YYYY-MM",
            description = "Cycles whose first local date lies in that month.")
    private @Nullable String cycle;

    @Option(names = "--account", paramLabel = "ID", description = "One account.")
    private @Nullable String account;

    @Option(
            names = "--with-companies",
            description = "With --account: also the accounts whose parent it is, and theirs.")
    private boolean companies;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "From then on: a date, which begins with the account's local day (of runs: at midnight UTC), or"
                            + " an instant. The time is when usage occurred, an entry or a batch took effect, a cycle began, an"
                            + " invoice was issued, or as of when a run was.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Before then; what lies at it is out.")
    private @Nullable String until;

    @Option(names = "--agent", paramLabel = "NAME", description = "Usage by one agent; empty: by none.")
    private @Nullable String agent;

    @Option(names = "--project", paramLabel = "NAME", description = "Usage for one project; empty: for none.")
    private @Nullable String project;

    @Option(names = "--meter", paramLabel = "ID", description = "Usage of one meter.")
    private @Nullable String meter;

    @Nullable
    String account() {
        return account;
    }

    @Nullable
    String meter() {
        return meter;
    }

    /**
     * What a table is narrowed to.
     *
     * @throws WrongUsage if it cannot be narrowed so
     */
    ExportFilter filter(String table) {
        ExportFilter filter = ExportFilter.ALL
                .between(bound("--from", from), bound("--until", until))
                .used(agent, project, meter);
        if (cycle != null) {
            filter = filter.ofCycle(Arguments.month("--cycle", cycle));
        }
        if (account != null) {
            filter = filter.ofAccount(account, companies ? Reach.COMPANIES : Reach.ITSELF);
        } else if (companies) {
            throw new WrongUsage("--with-companies takes the companies of an account along; name it with --account");
        }
        filter.parts().forEach(part -> refuseUnless(table, part));
        refuseInstant(table, "--from", filter.from());
        refuseInstant(table, "--until", filter.until());
        return filter;
    }

    private static @Nullable Bound bound(String option, @Nullable String text) {
        return text == null ? null : Arguments.bound(option, text);
    }

    private static void refuseUnless(String table, Part part) {
        if (!History.exportsBy(part).contains(table)) {
            throw new WrongUsage(table + " are not told apart by --"
                    + part.name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + "; leave it out, or take a table that has it: " + String.join(", ", History.exportsBy(part)));
        }
    }

    private static void refuseInstant(String table, String option, @Nullable Bound bound) {
        if (bound instanceof At && History.exportsOfDays().contains(table)) {
            throw new WrongUsage(table + " tell of days: give " + option + " a date such as 2026-10-01");
        }
    }
}
