package io.nightbook.postgres;

/** The database that was named is not one that this program may use as it is named: the message says what to do. */
public final class DatabaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseRefused(String message) {
        super(message);
    }
}
