package io.nightbook.cli;

import io.nightbook.batch.Balance;
import io.nightbook.batch.Session;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.credit.CreditBatch;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        description = "What an account can spend; with --need, exit 4 if the balance would not pay for it.")
final class BalanceCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
    private String accountId = "";

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "An instant, or a date: the first instant of that day in UTC (default: now).")
    private @Nullable String asOf;

    @Option(names = "--need", paramLabel = "METER=QUANTITY", description = "What is about to be used; may be repeated.")
    private List<String> needs = List.of();

    @Option(
            names = "--with",
            paramLabel = "NAME=VALUE",
            description =
                    "A property of what is needed, by which its meter is rated, such as seconds=90; may be repeated.")
    private List<String> properties = List.of();

    BalanceCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        Instant instant =
                asOf == null ? rooms.now().truncatedTo(ChronoUnit.MICROS) : Arguments.instant("--as-of", asOf);
        List<Balance.Need> wanted = new ArrayList<>();
        Map<String, String> with = Arguments.pairs("--with", properties);
        needs.forEach(need -> wanted.add(need(need, with)));
        try (Session session = rooms.open(settings)) {
            refuseUnknownMeters(session.catalog(), wanted);
            Balance balance = new Balance(session.books());
            Account account = balance.find(accountId);
            if (account == null) {
                throw new WrongUsage("There is no account " + accountId + "; import it in an accounts file first");
            }
            Balance.Sheet sheet = balance.of(account, asOf == null ? balance.notBefore(instant) : instant, wanted);
            PrintWriter out = spec.commandLine().getOut();
            if (needs.isEmpty()) {
                new BalancePage(out, sheet).print();
            } else {
                print(out, sheet);
            }
            out.flush();
            return sheet.missing().isZero() ? Main.DONE : Main.NOT_ENOUGH;
        }
    }

    private static void refuseUnknownMeters(Catalog catalog, List<Balance.Need> needs) {
        for (Balance.Need need : needs) {
            if (catalog.meter(need.meter()) == null) {
                throw new WrongUsage(
                        "--need " + need.meter() + "=" + need.quantity().toPlainString() + ": Meter " + need.meter()
                                + " is not in the catalog; known: "
                                + catalog.meters().stream().map(Meter::id).collect(Collectors.joining(", ")));
            }
        }
    }

    private static Balance.Need need(String text, Map<String, String> with) {
        int equals = text.lastIndexOf('=');
        String quantity = text.substring(equals + 1);
        if (equals < 1 || !Balance.Need.isQuantity(quantity)) {
            throw new WrongUsage(
                    "--need " + text + ": the quantity is a plain decimal of 0 or more, after the meter and =");
        }
        return new Balance.Need(text.substring(0, equals), new BigDecimal(quantity), with);
    }

    /** What is asked of the need alone, for who waits for the answer. */
    private static void print(PrintWriter out, Balance.Sheet sheet) {
        out.printf("%s as of %s%n", Printable.line(sheet.account().id()), sheet.asOf());
        for (Balance.Line line : sheet.lines()) {
            CreditBatch batch = line.batch();
            out.printf(
                    "  %20s  %-4s %-10s %s, %s%s%n",
                    line.remaining(),
                    batch.creditClass().word(),
                    batch.source().word(),
                    Printable.line(batch.id()),
                    batch.expiresAt() == null ? "never expires" : "expires " + batch.expiresAt(),
                    BalancePage.restriction(batch));
        }
        out.printf("  %20s  credits in all%n", sheet.total());
        if (!sheet.debt().isZero()) {
            out.printf("  %20s  owed%n", sheet.debt());
        }
        if (sheet.needed().isPositive()) {
            out.printf("  %20s  needed%n", sheet.needed());
            out.println(
                    sheet.missing().isZero()
                            ? "  The balance pays for it."
                            : "  Not enough: " + sheet.missing()
                                    + " credits are missing. Add a batch or wait for the next cycle.");
        }
    }
}
