package io.nightbook.postgres;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What came of work on another thread. */
public final class Awaited {

    private Awaited() {}

    /**
     * Waits; answers the result, or throws what the work threw.
     *
     * @param interrupted says what an interrupted wait leaves behind
     */
    public static <T extends @Nullable Object> T of(Future<T> work, String interrupted) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted, e);
        }
    }
}
