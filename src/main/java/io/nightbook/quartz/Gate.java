package io.nightbook.quartz;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a node's launches pass through, one at a time, until the node is told to stop. */
final class Gate {

    private final Semaphore turn = new Semaphore(1);
    private volatile boolean closed;

    boolean isOpen() {
        return !closed;
    }

    /** Runs {@code work} if the gate is open. */
    void pass(Runnable work) {
        turn.acquireUninterruptibly();
        try {
            if (isOpen()) {
                work.run();
            }
        } finally {
            turn.release();
        }
    }

    /** Lets nothing in any more; answers whether what was inside came out in time. */
    boolean close(Duration patience) {
        closed = true;
        try {
            boolean idle = turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (idle) {
                // for one that was on its way: it finds the gate closed and turns back
                turn.release();
            }
            return idle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
