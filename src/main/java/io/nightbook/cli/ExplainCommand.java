package io.nightbook.cli;

import io.nightbook.batch.Session;
import io.nightbook.batch.explain.Explanation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "From a figure down to the events and rules behind it: a batch id, an invoice line such as"
                + " INV-2026-00001/2, or an account with --cycle.")
final class ExplainCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SUBJECT", description = "A batch, an invoice line, or an account.")
    private String subject = "";

    @Option(names = "--cycle", paramLabel = "YYYY-MM", description = "The month in which the account's cycle begins.")
    private @Nullable String cycle;

    ExplainCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        String month = cycle == null ? null : Arguments.month("--cycle", cycle).toString();
        try (Session session = rooms.open(settings)) {
            Explanation explanation = new Explanation(session.books());
            List<String> lines = explanation.of(subject, month);
            if (lines.isEmpty()) {
                throw new WrongUsage(nothing(explanation, month));
            }
            PrintWriter out = spec.commandLine().getOut();
            lines.forEach(line -> out.println(Printable.line(line)));
            out.flush();
            return Main.DONE;
        }
    }

    private String nothing(Explanation explanation, @Nullable String month) {
        if (month != null) {
            return "There is no account called " + subject;
        }
        List<String> months = explanation.months(subject);
        return months.isEmpty()
                ? "There is no batch, no invoice line and no account with a cycle called " + subject
                : subject + " is an account; say which of its cycles with --cycle: " + String.join(", ", months);
    }
}
