package io.nightbook.batch;

import io.nightbook.cases.SmallWorld;
import io.nightbook.job.JobSpec;
import io.nightbook.postgres.Database;
import io.nightbook.quartz.Schedule;
import io.nightbook.yaml.JobFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Another Java process that runs a job on the books of a small world, stops before each step until it is told to go on. */
final class RunProcess implements AutoCloseable {

    /** How its sessions are called on the server. */
    static final String NAME = "doomed";

    private final SmallWorld world;
    private final Process process;
    private final BufferedReader output;

    private RunProcess(SmallWorld world, Process process) {
        this.world = world;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static RunProcess start(SmallWorld world, String job, String asOf) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RunProcess.class.getName()));
        command.addAll(List.of(
                world.url(), world.user(), world.password(), world.folder().toString(), job, asOf));
        return new RunProcess(
                world,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Lets it go on until it stands before a step. */
    void goOnTo(String step) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("step " + step)) {
                return;
            }
            if (line.startsWith("step ")) {
                goOn();
            }
        }
        throw new IllegalStateException("the run ended before the step " + step);
    }

    void goOn() throws IOException {
        process.outputWriter().write("go\n");
        process.outputWriter().flush();
    }

    /** Returns once one of its sessions waits for a lock that the test holds. */
    void awaitBlocked() {
        world.await("count(*) > 0 from pg_stat_activity where datname = current_database() and application_name = '"
                + NAME + "' and wait_event_type = 'Lock'");
    }

    /** Sends SIGKILL, and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Returns once the server has noticed the death of all its sessions. */
    void awaitForgotten() {
        world.await("count(*) = 0 from pg_stat_activity where datname = current_database() and application_name = '"
                + NAME + "'");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        String url = arguments[0] + (arguments[0].contains("?") ? "&" : "?") + "ApplicationName=" + NAME;
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Database database = Database.open(url, arguments[1], arguments[2])) {
            JobSpec job = JobFiles.readDirectory(Path.of("jobs"), Runner.STEPS, Schedule::mistake).stream()
                    .filter(candidate -> candidate.name().equals(arguments[4]))
                    .findFirst()
                    .orElseThrow();
            Runner.Order order = new Runner.Order(job, Instant.parse(arguments[5]), null, "test");
            new Runner(SmallWorld.books(database, Path.of(arguments[3])), new Runner.Listener() {
                        @Override
                        public void step(String name) {
                            System.out.println("step " + name);
                            await(commands);
                        }

                        @Override
                        public void accounts(long more) {
                            Runner.Listener.SILENT.accounts(more);
                        }
                    })
                    .run(order);
        }
    }

    private static void await(BufferedReader commands) {
        try {
            commands.readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
