package io.nightbook.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;

/** What the driver makes its sockets with: it makes an object of its own of this class for each connection. */
public final class WatchedSockets extends SocketFactory {

    private static final ThreadLocal<WatchedSocket> LATEST = new ThreadLocal<>();

    /** The socket that was made last on this thread since this was asked before. */
    static Optional<WatchedSocket> takeLatest() {
        Optional<WatchedSocket> latest = Optional.ofNullable(LATEST.get());
        LATEST.remove();
        return latest;
    }

    @Override
    public Socket createSocket() throws IOException {
        WatchedSocket socket = WatchedSocket.create();
        LATEST.set(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new java.net.InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }
}
