package io.nightbook.batch;

import org.jspecify.annotations.Nullable;

/** A run that failed for a reason that is not in the books: it can be started again and goes on where it stopped. */
public final class BatchFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    BatchFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What the first cause of an error says, in one line: without the statements that frameworks quote on the way. */
    public static String reason(@Nullable Throwable error) {
        Throwable root = error;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        if (root == null) {
            return "no reason given";
        }
        // a server tells the place in further lines
        return root.getMessage() == null
                ? root.toString()
                : root.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
