package org.pfnproof.engine.tlc;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildOutcome.End;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.child.WorkerEnd;
import org.pfnproof.engine.tlc.child.WorkerRequest;

/** Takes part in the distributed runs of another process, in a JVM of its own. */
public final class TlcWorker {

    private final TlcProcess process;
    private final String release;

    /**
     * A worker.
     *
     * @param release see {@link Release}
     */
    public TlcWorker(TlcJar jar, ChildRunner children, String release) {
        this.process = new TlcProcess(jar, children);
        this.release = release;
    }

    /**
     * What a worker is asked to do.
     *
     * @param host where the server is
     * @param port of the server's registry
     * @param address one of this machine's, on which the server reaches this worker; the one from which the host is reached if none is given
     * @param threads how many states to expand at once
     * @param heap in MiB
     * @param patience how long to look for a server that is not there yet
     */
    public record Order(String host, int port, Optional<String> address, int threads, int heap, Duration patience) {}

    /**
     * Joins the run that a server has, and works until it is over.
     *
     * @param events hears what happens, one sentence each, from any thread
     * @throws UnknownHostException if there is no such host
     * @throws IOException if it cannot be reached from here
     * @throws InterruptedException if the calling thread is interrupted; the worker has ended then
     */
    public WorkerEnd run(Order order, Consumer<String> events) throws IOException, InterruptedException {
        InetAddress host = InetAddress.getByName(order.host());
        String address = order.address().isPresent() ? order.address().get() : towards(host, order.port());
        WorkerRequest request = new WorkerRequest(
                host.getHostAddress(), order.port(), address, order.threads(), order.patience(), release);
        ChildOutcome outcome = process.work(request, order.heap(), message -> event(message, events));
        if (outcome.end() instanceof End.Exited exited
                && exited.code() == 0
                && outcome.result().isPresent()) {
            return WorkerEnd.of(outcome.result().get());
        }
        String last = outcome.errors().isEmpty()
                ? ""
                : ": " + outcome.errors().get(outcome.errors().size() - 1);
        return new WorkerEnd(WorkerEnd.Kind.LOST, "the worker's JVM " + outcome.end() + last);
    }

    private static void event(JsonObject message, Consumer<String> events) {
        events.accept(message.get("event").getAsString());
    }

    /** The own address that packets to a host carry. Nothing is sent. */
    private static String towards(InetAddress host, int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(host, port);
            return socket.getLocalAddress().getHostAddress();
        }
    }
}
