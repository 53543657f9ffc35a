package io.nightbook.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** Another Java process that uses the server of a home until it is told to close it, or is killed. */
final class NeighbourProcess {

    private final Process process;
    private final BufferedReader output;
    private String jdbcUrl = "";

    private NeighbourProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts one, and returns once it has its server. */
    static NeighbourProcess start(Path home) throws IOException {
        return start(home, Duration.ZERO);
    }

    /** Starts one, and returns at once. */
    static NeighbourProcess begin(Path home) throws IOException {
        return begin(home, Duration.ZERO);
    }

    /** Starts one that leaves its server up for a while, and returns once it has it. */
    static NeighbourProcess start(Path home, Duration idle) throws IOException {
        NeighbourProcess neighbour = begin(home, idle);
        neighbour.jdbcUrl = neighbour.output.readLine();
        return neighbour;
    }

    private static NeighbourProcess begin(Path home, Duration idle) throws IOException {
        return new NeighbourProcess(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NeighbourProcess.class.getName(),
                        home.toString(),
                        idle.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    /** What else it prints until nobody holds its output open any more; empty where that is nothing. */
    String rest() throws IOException {
        return output.lines().collect(Collectors.joining("\n"));
    }

    /** Lets it close its server and end. */
    void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** Sends SIGTERM, and waits for the end. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Sends SIGKILL, and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws IOException {
        EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]), Duration.parse(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.jdbcUrl());
        System.in.transferTo(System.out);
    }
}
