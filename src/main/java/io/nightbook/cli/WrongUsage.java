package io.nightbook.cli;

/** A command that was called with values that mean nothing; the message says what is expected. */
final class WrongUsage extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongUsage(String message) {
        super(message);
    }
}
