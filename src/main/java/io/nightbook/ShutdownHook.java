package io.nightbook;

import io.nightbook.batch.Session;

/** Closes the books when the process is told to stop, so that the embedded server stops with it. */
final class ShutdownHook {

    private ShutdownHook() {}

    static void closing(Session session) {
        Runtime.getRuntime().addShutdownHook(new Thread(session::close, "close-books"));
    }
}
