package io.nightbook.postgres;

/** The database cannot be used: the message says which, why, and what to do; never a password. */
public final class DatabaseUnusable extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseUnusable(DatabaseAddress address, RuntimeException cause) {
        super(
                "The database at " + address + " cannot be used: "
                        + DatabaseAddress.masked(String.valueOf(rootOf(cause).getMessage()))
                        + ". Check the URL, user and password (--db, NIGHTBOOK_DB_USER, NIGHTBOOK_DB_PASSWORD), or leave"
                        + " --db out to use the embedded PostgreSQL under --home.",
                cause);
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
