package io.nightbook.cli;

/** What to make of an error that no command expected. */
public interface Faults {

    int exitCode(Throwable error);

    /** One plain message. */
    String message(Throwable error);
}
