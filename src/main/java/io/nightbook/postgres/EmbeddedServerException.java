package io.nightbook.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The reason why the embedded server cannot serve, in one plain paragraph that ends with what to do next. */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedServerException(String message) {
        super(message);
    }

    private EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A fault of the file system or of a command that could not be run. */
    static EmbeddedServerException of(Path folder, IOException fault) {
        return new EmbeddedServerException(
                "The embedded database under " + folder + " cannot be used: " + reason(fault) + ". "
                        + remedy(reason(fault)),
                fault);
    }

    /** A remedy that fits a reason given by the operating system or by PostgreSQL. */
    static String remedy(String reason) {
        return reason.contains("No space left") || reason.contains("not enough space")
                ? "Free some space on that disk and start again; what was committed is kept."
                : "Put that right and start again, or name another folder with --home, or a server of your own with --db.";
    }

    private static String reason(IOException fault) {
        if (fault instanceof NoSuchFileException missing) {
            return missing.getFile() + " is missing";
        }
        if (fault instanceof AccessDeniedException denied) {
            return "access to " + denied.getFile() + " is denied";
        }
        return String.valueOf(fault.getMessage());
    }
}
