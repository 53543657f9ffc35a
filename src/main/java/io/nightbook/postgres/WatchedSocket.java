package io.nightbook.postgres;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A socket that tells since when the other side keeps its user waiting, and asks the other machine for signs of life.
 *
 * <p>One thread at a time may read and one write; any may ask or give up.
 */
final class WatchedSocket extends Socket {

    /** A machine that is gone is noticed after 20 s and three more calls, 10 s apart, where the system can tell. */
    private static final Map<String, Integer> SIGNS_OF_LIFE =
            Map.of("TCP_KEEPIDLE", 20, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private static final long NOT_WAITING = 0;

    private volatile long readsSince = NOT_WAITING;
    private volatile long writesSince = NOT_WAITING;
    private volatile @Nullable String givenUp;

    /** One that is not connected yet. */
    static WatchedSocket create() throws IOException {
        WatchedSocket socket = new WatchedSocket();
        socket.setKeepAlive(true);
        for (SocketOption<?> option : socket.supportedOptions()) {
            Integer value = SIGNS_OF_LIFE.get(option.name());
            if (value != null && option.type() == Integer.class) {
                set(socket, option, value);
            }
        }
        return socket;
    }

    @SuppressWarnings("unchecked") // its type says so
    private static void set(Socket socket, SocketOption<?> option, Integer value) throws IOException {
        socket.setOption((SocketOption<Integer>) option, value);
    }

    /** The instant since which its user waits, as the system's running time; empty if nobody does. */
    Optional<Long> waitsSince() {
        long reads = readsSince;
        long since = reads == NOT_WAITING ? writesSince : reads;
        return since == NOT_WAITING ? Optional.empty() : Optional.of(since);
    }

    /** Ends the wait of its user in an error that gives this reason. */
    void giveUp(Duration silence) throws IOException {
        givenUp = "no answer came through the connection for " + silence.toSeconds() + " seconds, so it was given up";
        close();
    }

    private IOException failed(IOException cause) {
        String reason = givenUp;
        return reason == null ? cause : new IOException(reason);
    }

    private static long now() {
        return System.nanoTime() | 1;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                readsSince = now();
                try {
                    return in.read(bytes, from, length);
                } catch (IOException e) {
                    throw failed(e);
                } finally {
                    readsSince = NOT_WAITING;
                }
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                writesSince = now();
                try {
                    out.write(bytes, from, length);
                } catch (IOException e) {
                    throw failed(e);
                } finally {
                    writesSince = NOT_WAITING;
                }
            }
        };
    }
}
