package io.nightbook.batch;

import org.jspecify.annotations.Nullable;

/** A run that failed for a reason that is not in the books: it can be started again and goes on where it stopped. */
public final class BatchFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String CLASS = "(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error)";
    private static final String CLASSES = "^(?:" + CLASS + ": )+";

    BatchFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What an error says, without the names of classes before it. */
    public static String plain(Throwable error) {
        String said = error.getMessage() == null ? "" : error.getMessage().replaceFirst(CLASSES, "");
        return said.isBlank() || said.matches(CLASS)
                ? "Nightbook came upon a fault of its own (" + error.getClass().getSimpleName()
                        + "). What is in the books is whole; start the command again with --debug to see where"
                : said;
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
