package org.pfnproof.engine.tlc.distributed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * The sockets of RMI in this JVM, all of which listen on one address. Without this, RMI listens on every address of the machine, whatever
 * host name it is given.
 */
public final class BoundSockets extends RMISocketFactory {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int BACKLOG = 50;

    private final InetAddress address;

    private BoundSockets(InetAddress address) {
        this.address = address;
    }

    /**
     * Restricts RMI in this JVM. To be called before anything is exported.
     *
     * @param address one of this machine's addresses, which others use to reach it
     * @throws IOException if it cannot be resolved, or RMI's sockets were chosen already
     */
    public static void install(String address) throws IOException {
        InetAddress bound = InetAddress.getByName(address);
        System.setProperty("java.rmi.server.hostname", bound.getHostAddress());
        RMISocketFactory.setSocketFactory(new BoundSockets(bound));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, address);
    }
}
