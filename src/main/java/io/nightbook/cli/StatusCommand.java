package io.nightbook.cli;

import io.nightbook.batch.Attention;
import io.nightbook.batch.History;
import io.nightbook.batch.Overdue;
import io.nightbook.batch.Session;
import io.nightbook.job.JobSpec;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "How the books stand: last and next runs, and what waits for a person (exit 3 then).")
final class StatusCommand implements Callable<Integer> {

    private final Rooms rooms;
    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StatusCommand(Rooms rooms, Settings settings) {
        this.rooms = rooms;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!rooms.areThereBooks(settings)) {
            out.println("There are no books under " + settings.home() + " yet; import files, and they are made.");
            out.flush();
            return Main.DONE;
        }
        try (Session session = rooms.open(settings)) {
            Instant now = rooms.now();
            History history = new History(session.database());
            history.live()
                    .forEach(run -> out.printf("running now: run %d, %s as of %s%n", run.run(), run.job(), run.asOf()));
            session.jobs().forEach(job -> out.println(line(history, job, now)));
            List<String> waiting = new Attention(session.database(), overdue(rooms, session)).list(now);
            rooms.server(settings).ifPresent(out::println);
            waiting.forEach(one -> out.println("waiting: " + one));
            if (waiting.isEmpty()) {
                out.println("Nothing waits for anybody.");
            }
            out.flush();
            return waiting.isEmpty() ? Main.DONE : Main.DONE_WITH_REJECTS;
        }
    }

    private String line(History history, JobSpec job, Instant now) {
        String last = history.last(job.name())
                .map(run -> "last as of " + run.asOf() + " (run " + run.run() + ")")
                .orElse("never ran");
        List<Instant> next = rooms.nextFireTimes(job, now, 1);
        return job.name() + ": " + last + (next.isEmpty() ? ", not scheduled" : ", next " + next.get(0));
    }

    /** The closings that should have run by the schedules of the configured jobs. */
    static Overdue overdue(Rooms rooms, Session session) {
        return new Overdue(
                session.database(),
                session.jobs(),
                (job, after) -> rooms.nextFireTimes(job, after, 1).stream().findFirst());
    }
}
