package io.nightbook.cli;

import io.nightbook.batch.History;
import io.nightbook.batch.Session;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run-status",
        mixinStandardHelpOptions = true,
        description = "One run: how far it is, its counts and sums, its proof.")
final class RunStatusCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "The number of a run.")
    private int id;

    RunStatusCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        try (Session session = rooms.open(settings)) {
            History history = new History(session.database());
            History.Entry run = find(session, id);
            PrintWriter out = spec.commandLine().getOut();
            out.printf("run %d: %s of %s, as of %s%n", run.run(), run.job(), run.identity(), run.asOf());
            out.printf("  state          %s%n", run.state());
            out.printf("  started        %s by %s%n", run.startedAt(), run.startedBy());
            out.printf("  ended          %s%n", run.endedAt() == null ? "not yet" : run.endedAt());
            if (run.endedAt() == null) {
                history.progress(id).ifPresent(at -> out.printf("  step           %s%n", at));
            }
            if (run.message() != null) {
                out.printf("  message        %s%n", run.message());
            }
            history.totals(id).forEach((name, value) -> out.println(RunSummary.line(name, value)));
            history.invoiced(id)
                    .forEach(total -> out.println(RunSummary.line("invoiced " + total.currency(), total.amount())));
            if (run.state().equals("posted")) {
                out.printf(
                        "  proof          %d of %d checks held when it posted%n", History.checks(), History.checks());
            }
            out.flush();
            return Main.DONE;
        }
    }

    /** @throws WrongUsage if there is no such run */
    static History.Entry find(Session session, int id) {
        return new History(session.database())
                .find(id)
                .orElseThrow(() -> new WrongUsage("There is no run " + id + "; nightbook runs lists them"));
    }
}
