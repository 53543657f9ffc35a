package io.nightbook.batch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A fixed number of threads with little waiting for them: who brings work waits while there is too much of it. */
final class Workers implements AutoCloseable {

    private static final int WAITING = 1000;

    private final Semaphore room = new Semaphore(WAITING);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ThreadPoolExecutor threads;

    Workers(int count, String name) {
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    void submit(Runnable work) {
        throwFailure();
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    /** Waits until all work is done; throws what the first failure threw. */
    void finish() {
        room.acquireUninterruptibly(WAITING);
        room.release(WAITING);
        throwFailure();
    }

    private void throwFailure() {
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Drops what has not begun. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
