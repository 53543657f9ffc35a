package io.nightbook.batch;

/** A run that failed for a reason that is not in the books: it can be started again and goes on where it stopped. */
public final class BatchFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    BatchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
