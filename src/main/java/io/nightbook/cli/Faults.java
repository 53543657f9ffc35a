package io.nightbook.cli;

/** What to make of an error that no command expected. */
public interface Faults {

    int exitCode(Throwable error);

    /** Whether the process is told to stop, which was said: what fails now fails for that reason. */
    boolean isStopping();

    /** One plain message. */
    String message(Throwable error);
}
