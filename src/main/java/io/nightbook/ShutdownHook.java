package io.nightbook;

import io.nightbook.batch.Session;

/**
 * Closes the books when the process is told to stop, so that the embedded server stops with it; and says at once what stands.
 * The exit code is the virtual machine's: 128 and the number of the signal.
 */
final class ShutdownHook {

    private static volatile boolean running;

    private ShutdownHook() {}

    static void closing(Session session) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(session), "close-books"));
    }

    private static void close(Session session) {
        session.interruption().ifPresent(standing -> {
            running = true;
            System.err.println("Told to stop. " + standing);
            System.err.flush();
        });
        session.close();
    }

    /** Whether the process was told to stop: what fails from then on fails for that reason. */
    static boolean isRunning() {
        return running;
    }
}
