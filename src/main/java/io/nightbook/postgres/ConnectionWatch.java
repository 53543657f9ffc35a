package io.nightbook.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the wait for an answer that will never come: a proxy that froze, a machine that is gone.
 *
 * <p>A statement may take hours, so that none is ended for its length. A connection on which somebody waits for a third of
 * the patience is asked about over another one: as long as the server works for it, or waits for a lock, the wait goes on.
 * If the server has answered long ago, or does not know the session, twice in a row, the answer got lost. If the server
 * cannot be reached either, the wait ends when the patience does.
 */
final class ConnectionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final int LOOKS = 6;

    private final Duration patience;
    private final Server server;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> looks;

    /** The server, asked over a connection of its own that waits no longer than it is told. */
    interface Server {
        /**
         * Which of these sessions it works for.
         *
         * @throws SQLException if it does not say
         */
        Set<Integer> worksFor(List<Integer> sessions, Duration atMost) throws SQLException;
    }

    /** A connection, by its socket and the number that the server gave to its session. */
    private static final class Session {
        private final WatchedSocket socket;
        private final int number;
        private Optional<Long> lost = Optional.empty(); // since when the wait lasts whose answer seemed to be lost

        Session(WatchedSocket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        boolean hasWaited(Duration time) {
            return socket.waitsSince()
                    .filter(since -> System.nanoTime() - since > time.toNanos())
                    .isPresent();
        }
    }

    ConnectionWatch(Duration patience, Server server) {
        this.patience = patience;
        this.server = server;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "watch-connections");
            made.setDaemon(true);
            return made;
        });
        long pause = patience.toMillis() / LOOKS;
        this.looks = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Watches a connection until it is closed. */
    void watch(WatchedSocket socket, int session) {
        sessions.add(new Session(socket, session));
    }

    private void look() {
        sessions.removeIf(session -> session.socket.isClosed());
        List<Session> silent = sessions.stream()
                .filter(session -> session.hasWaited(patience.dividedBy(3)))
                .toList();
        if (silent.isEmpty()) {
            return;
        }
        try {
            Set<Integer> working = server.worksFor(
                    silent.stream().map(session -> session.number).toList(), patience.dividedBy(LOOKS));
            silent.forEach(session -> judge(session, working.contains(session.number)));
        } catch (SQLException e) {
            LOG.debug("The server does not say what it works for", e);
            if (String.valueOf(e.getSQLState()).startsWith("08")) { // it cannot be reached
                silent.stream().filter(session -> session.hasWaited(patience)).forEach(this::giveUp);
            }
        }
    }

    private void judge(Session session, boolean isWorkedFor) {
        Optional<Long> wait = session.socket.waitsSince();
        if (isWorkedFor || wait.isEmpty()) {
            session.lost = Optional.empty();
        } else if (session.lost.equals(wait)) {
            giveUp(session);
        } else {
            session.lost = wait;
        }
    }

    private void giveUp(Session session) {
        long since = session.socket.waitsSince().orElseGet(System::nanoTime);
        try {
            session.socket.giveUp(Duration.ofNanos(System.nanoTime() - since));
        } catch (IOException e) {
            LOG.debug("It is closed all the same", e);
        }
    }

    @Override
    public void close() {
        looks.cancel(true);
        thread.shutdownNow();
    }
}
