package io.nightbook.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

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
        NeighbourProcess neighbour = begin(home);
        neighbour.jdbcUrl = neighbour.output.readLine();
        return neighbour;
    }

    /** Starts one, and returns at once. */
    static NeighbourProcess begin(Path home) throws IOException {
        return new NeighbourProcess(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NeighbourProcess.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String jdbcUrl() {
        return jdbcUrl;
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
        EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.jdbcUrl());
        System.in.transferTo(System.out);
    }
}
