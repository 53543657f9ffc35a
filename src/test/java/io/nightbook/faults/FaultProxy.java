package io.nightbook.faults;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a program and a PostgreSQL, counts the statements of all connections in the order in which they pass, and
 * does at one of them what it was told to do.
 */
final class FaultProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ServerSocket door;
    private final IntSupplier server;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final List<Integer> commits = new ArrayList<>();
    private int passed;
    private int at = Integer.MAX_VALUE;
    private Moment moment = Moment.BEFORE;
    private @Nullable Act act;
    private volatile boolean shut;
    private int fullFrom = Integer.MAX_VALUE;

    /** Where at a statement something happens. */
    enum Moment {
        /** The server never gets it. */
        BEFORE,
        /** The server has done it, and its answer never comes. */
        AFTER
    }

    /** What happens at a statement; may use {@link Link#cut} and the like. */
    interface Act {
        void at(Link link);
    }

    /** @param server the port of the server, asked anew for each connection */
    FaultProxy(IntSupplier server) {
        this.server = server;
        try {
            this.door = new ServerSocket(0, 100, LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::acceptAll);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Counts from nought, and acts at the n-th statement, beginning with 1. */
    synchronized void arm(int statement, Moment when, Act what) {
        passed = 0;
        commits.clear();
        at = statement;
        moment = when;
        act = what;
    }

    /** How many statements have passed since it was armed. */
    synchronized int passed() {
        return passed;
    }

    /** Which of them ended transactions. */
    synchronized List<Integer> commits() {
        return List.copyOf(commits);
    }

    private synchronized void note(Wire.Message message) {
        if (message.isCommit()) {
            commits.add(passed + 1);
        }
    }

    void cutAll() {
        links.forEach(Link::cut);
    }

    /** Cuts all, and lets nobody in any more. */
    void shut() {
        shut = true;
        cutAll();
    }

    /** Counts from nought, and refuses from the n-th statement on, in the server's name, all that needs room on its disk. */
    synchronized void armFullDisk(int statement) {
        arm(statement, Moment.BEFORE, link -> {});
        fullFrom = statement;
    }

    /** Cuts that of the connections by which nothing has passed for longest: it may hold a lock for the others. */
    void cutIdle() {
        links.stream().min(Comparator.comparingInt(link -> link.last)).ifPresent(Link::cut);
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                accept(door.accept());
            } catch (IOException e) {
                LOG.debug("It is closed, or the server does not listen: whoever knocked sees it", e);
            }
        }
    }

    private void accept(Socket client) throws IOException {
        if (shut) {
            client.close();
            return;
        }
        try {
            Link link = new Link(client, new Socket(LOOPBACK, server.getAsInt()));
            links.add(link);
            link.start();
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized @Nullable Act count(Link by) {
        passed++;
        by.last = passed;
        return passed == at ? act : null;
    }

    private synchronized boolean isFullFor(Wire.Message message) {
        // what is parsed is counted when it is executed, right after
        return passed + (message.isPrepared() ? 1 : 0) >= fullFrom;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shut();
    }

    /** One connection. */
    final class Link {

        private final Socket client;
        private final Socket server;
        private final CountDownLatch cut = new CountDownLatch(1);
        private volatile int last;
        private volatile boolean frozen;
        private volatile @Nullable Act whenAnswered;
        private volatile boolean refused;

        private Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        private void start() {
            FaultProxy.start("to server", () -> pump(this::toServer));
            FaultProxy.start("to client", () -> pump(this::toClient));
        }

        /** Ends it, as a network does that breaks. */
        void cut() {
            links.remove(this);
            cut.countDown();
            close(client);
            close(server);
        }

        /** Lets nothing pass any more, and says so to nobody. */
        void freeze() {
            frozen = true;
        }

        private interface Pump {
            void run() throws IOException;
        }

        private void pump(Pump pump) {
            try {
                pump.run();
            } catch (IOException e) {
                LOG.debug("One end is closed, so the other is", e);
            }
            if (frozen) {
                awaitCut();
            }
            cut();
        }

        private void toServer() throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            BufferedOutputStream out = new BufferedOutputStream(server.getOutputStream(), 1 << 16);
            Wire.first(in).send(out);
            out.flush();
            while (!frozen) {
                Wire.Message message = Wire.next(in);
                note(message);
                if (message.isStatement()) {
                    act(count(this));
                }
                if (frozen) {
                    return;
                }
                roomFor(message).send(out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }

        private void act(@Nullable Act act) {
            if (act == null) {
                return;
            }
            if (moment == Moment.BEFORE) {
                act.at(this);
            } else {
                whenAnswered = act;
            }
        }

        private Wire.Message roomFor(Wire.Message message) {
            Wire.Message instead = isFullFor(message) ? message.withoutRoom() : null;
            if (instead == null) {
                return message;
            }
            refused = true;
            return instead;
        }

        private void toClient() throws IOException {
            DataInputStream in = new DataInputStream(server.getInputStream());
            BufferedOutputStream out = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
            while (!frozen) {
                Wire.Message message = Wire.next(in);
                Act act = whenAnswered;
                if (act != null) {
                    if (message.isAnswered()) {
                        act.at(this);
                        return;
                    }
                    continue;
                }
                if (message.isError() && refused) {
                    refused = false;
                    message = Wire.diskFull();
                }
                if (frozen) {
                    return;
                }
                message.send(out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }

        private void awaitCut() {
            try {
                cut.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
