package io.nightbook.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Programs out of a server's folder that outlived the process that started them: one that makes a data directory, or a
 * server that had not yet written its pid file.
 *
 * <p>A process is known by the program that it runs, or is about to run, as far as the system tells. Where it tells nothing
 * the programs end by themselves, within seconds.
 */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What becomes one of the programs in a moment, under another account. */
    private static final Pattern SWITCH = Pattern.compile("/(setpriv|unshare)$");

    private final Set<String> programs;

    /** Those of a folder of programs, which need not exist. */
    Leftovers(Path binaries) throws IOException {
        Path real = Files.exists(binaries) ? binaries.toRealPath() : binaries;
        this.programs = Set.copyOf(List.of(prefix(binaries), prefix(real)));
    }

    private static String prefix(Path binaries) {
        return binaries.resolve("bin").toString();
    }

    /** Stops all that run, and returns once they have ended. Nobody may start another meanwhile. */
    void stop() throws IOException {
        List<ProcessHandle> running = running();
        running.forEach(ProcessHandle::destroy);
        if (!haveEnded(running)) {
            running.forEach(ProcessHandle::destroyForcibly);
            if (!haveEnded(running)) {
                throw new EmbeddedServerException(
                        "Processes of an earlier start still write where the embedded database lies, and do not end: "
                                + running.stream().map(ProcessHandle::pid).toList()
                                + ". Stop them and start again.");
            }
        }
    }

    /** Parents first, so that none starts what was just stopped. */
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        String command = info.command().orElse("");
        return isProgram(command)
                || (SWITCH.matcher(command).find()
                        && Arrays.stream(info.arguments().orElse(new String[0])).anyMatch(this::isProgram));
    }

    private boolean isProgram(String word) {
        return programs.stream().anyMatch(word::startsWith);
    }

    private static boolean haveEnded(List<ProcessHandle> processes) throws IOException {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("waiting for a process failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }
}
