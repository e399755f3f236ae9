package org.pfnproof.engine.tlc;

import java.time.Duration;
import java.util.function.Consumer;
import org.pfnproof.engine.tlc.child.ServerRequest;
import org.pfnproof.engine.tlc.child.TlcRequest;

/**
 * How a run is shared among workers.
 *
 * @param address one of this machine's, on which the server listens, and on no other
 * @param port of the registry in which workers find it
 * @param patience how long the server goes on without any worker
 * @param release see {@link Release}
 * @param events hears of workers that join or are lost, one sentence each, from any thread
 */
public record Distribution(String address, int port, Duration patience, String release, Consumer<String> events) {

    /** Where TLC's own server and workers meet, too. */
    public static final int DEFAULT_PORT = 10997;

    /** What reaches this machine only. */
    public static final String LOOPBACK = "127.0.0.1";

    ServerRequest request(TlcRequest search) {
        return new ServerRequest(search, address, port, patience, release);
    }
}
