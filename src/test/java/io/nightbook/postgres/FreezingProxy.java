package io.nightbook.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A way to a server of this machine that can freeze, for the connections that are there or for all, and can be cut. */
final class FreezingProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private final List<Way> ways = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean isFrozen;

    FreezingProxy(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Passes nothing on any more through the connections there are; later ones work. */
    void freezeThoseThere() {
        ways.forEach(way -> way.isFrozen = true);
    }

    /** Takes connections, and passes nothing on any more. */
    void freeze() {
        isFrozen = true;
        freezeThoseThere();
    }

    /** Ends the connections on both sides. */
    void cut() {
        ways.forEach(Way::close);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Way way = new Way(door.accept(), new Socket(InetAddress.getLoopbackAddress(), server));
                way.isFrozen = isFrozen;
                ways.add(way);
                start(() -> way.pass(way.client, way.behind));
                start(() -> way.pass(way.behind, way.client));
            }
        } catch (IOException e) {
            cut(); // the door is closed
        }
    }

    private final class Way {

        private final Socket client;
        private final Socket behind;
        private volatile boolean isFrozen;

        Way(Socket client, Socket behind) {
            this.client = client;
            this.behind = behind;
        }

        void pass(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    if (isFrozen) {
                        end.await();
                    }
                    out.write(bytes, 0, n);
                }
                close();
            } catch (IOException e) {
                close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void close() {
            try (client;
                    behind) {
                isFrozen = false;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        end.countDown();
    }
}
