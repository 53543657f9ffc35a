package io.nightbook.cli;

import io.nightbook.batch.Balance;
import io.nightbook.batch.Session;
import io.nightbook.batch.UsageReport;
import io.nightbook.batch.UsageReport.By;
import io.nightbook.batch.UsageReport.Period;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.report.ExportFilter.Reach;
import io.nightbook.postgres.UsageRows.UsageRow;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "What an account used in a period beside the one before it, as the last run booked it: report usage"
                        + " ACCOUNT --by agent --month 2026-10")
final class ReportCommand implements Callable<Integer> {

    private static final String USAGE = "usage";
    private static final int WEEK = 7;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "REPORT", description = "usage.")
    private String report = "";

    @Parameters(index = "1", paramLabel = "ACCOUNT", description = "The account's id.")
    private String accountId = "";

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "agent (the default), project, category, meter, or company: accounts whose parent it is.")
    private String by = "agent";

    @Option(names = "--day", paramLabel = "DATE", description = "That day, as all of these in the account's zone.")
    private @Nullable String day;

    @Option(names = "--week", paramLabel = "DATE", description = "The seven days that begin on it.")
    private @Nullable String week;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "That month (default: the running one).")
    private @Nullable String month;

    @Option(names = "--from", paramLabel = "DATE", description = "From that day on; with --until.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "DATE", description = "Before that day.")
    private @Nullable String until;

    @Option(
            names = "--with-companies",
            description = "Also the accounts whose parent it is, and theirs; by company they are always in.")
    private boolean companies;

    @Option(names = "--csv", description = "As CSV, exact.")
    private boolean csv;

    ReportCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        if (!report.equals(USAGE)) {
            throw new WrongUsage("There is no report " + report + "; known: " + USAGE);
        }
        By what = what();
        Period asked = period();
        try (Session session = rooms.open(settings)) {
            Account account = new Balance(session.books()).find(accountId);
            if (account == null) {
                throw new WrongUsage("There is no account " + accountId + "; import it in an accounts file first");
            }
            Period period = asked == null
                    ? Period.month(account.days().dateOf(rooms.now()).withDayOfMonth(1))
                    : asked;
            Reach reach = companies || what == By.COMPANY ? Reach.COMPANIES : Reach.ITSELF;
            UsageReport usage = UsageReport.of(session.database(), account, reach, what, period);
            PrintWriter out = spec.commandLine().getOut();
            if (csv) {
                // for programs, so nothing in it is made printable
                PrintWriter exact = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
                usage.write(exact);
                exact.flush();
            } else {
                print(out, account, what, period, usage);
                out.flush();
            }
            return Main.DONE;
        }
    }

    private By what() {
        return Arrays.stream(By.values())
                .filter(one -> one.word().equals(by))
                .findFirst()
                .orElseThrow(() -> new WrongUsage("--by " + by + " is not known; usage is told apart by "
                        + Arrays.stream(By.values()).map(By::word).collect(Collectors.joining(", "))));
    }

    /** The one that is asked for, or null for the running month, which depends on the account's zone. */
    private @Nullable Period period() {
        boolean isRange = from != null || until != null;
        long said = Stream.of(day, week, month).filter(Objects::nonNull).count() + (isRange ? 1 : 0);
        if (said > 1) {
            throw new WrongUsage("--day, --week, --month and --from with --until each say a period; give one of them");
        }
        if (day != null) {
            LocalDate first = date("--day", day);
            return Period.days(first, first.plusDays(1));
        }
        if (week != null) {
            LocalDate first = date("--week", week);
            return Period.days(first, first.plusDays(WEEK));
        }
        return isRange
                ? range()
                : month == null
                        ? null
                        : Period.month(Arguments.month("--month", month).atDay(1));
    }

    private Period range() {
        if (from == null || until == null) {
            throw new WrongUsage("A range has a first day and a day after its last: give both --from and --until");
        }
        LocalDate first = date("--from", from);
        LocalDate end = date("--until", until);
        if (!first.isBefore(end)) {
            throw new WrongUsage("--until " + until + " is not after --from " + from
                    + "; the range ends before the day that --until names");
        }
        return Period.days(first, end);
    }

    private static LocalDate date(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new WrongUsage(option + " " + text + " is no date such as 2026-10-01");
        }
    }

    private static void print(PrintWriter out, Account account, By by, Period period, UsageReport usage) {
        out.printf(
                "%s, usage by %s, %s to %s beside %s to %s, days in %s%n",
                Printable.line(account.id()),
                by.word(),
                period.first(),
                period.until().minusDays(1),
                period.before(),
                period.first().minusDays(1),
                account.days().zone());
        if (usage.rows().isEmpty()) {
            out.println("  No usage up to then is booked.");
            return;
        }
        out.printf("  %20s %6s %12s %20s  %s%n", "credits", "share", "events", "credits before", by.word());
        BigDecimal all = usage.credits();
        usage.rows().forEach(row -> print(out, row, all));
        out.printf(Locale.ROOT, "  %,20.6f %6s %12s %,20.6f  in all%n", all, "", "", usage.creditsBefore());
    }

    private static void print(PrintWriter out, UsageRow row, BigDecimal all) {
        String share =
                all.signum() == 0 ? "" : row.credits().multiply(HUNDRED).divide(all, 0, RoundingMode.DOWN) + " %";
        out.printf(
                Locale.ROOT,
                "  %,20.6f %6s %,12d %,20.6f  %s%n",
                row.credits(),
                share,
                row.events(),
                row.creditsBefore(),
                row.key().isEmpty() ? "(none)" : Printable.line(row.key()));
    }
}
