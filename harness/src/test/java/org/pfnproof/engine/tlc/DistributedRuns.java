package org.pfnproof.engine.tlc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.child.WorkerEnd;

/** A server and its workers on this machine, each in a JVM of its own, on a port that nobody else uses. */
final class DistributedRuns {

    static final String RELEASE = "the build of the test";
    private static final Pattern JOINED = Pattern.compile("worker [0-9.]+/(\\d+)/0 has joined");

    private final int port = freePort();
    private final ChildRunner children;
    private final TlcJar jar = TlcJar.bundled();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> events = new CopyOnWriteArrayList<>();

    DistributedRuns(Path temporary) throws TlcJar.NotTlcException {
        children = ChildRunner.open(ChildRunner.ownJava(), temporary);
    }

    int port() {
        return port;
    }

    /** What was heard of the workers. */
    List<String> events() {
        return events;
    }

    /** The processes of the workers that have joined so far. */
    List<ProcessHandle> workers() {
        List<ProcessHandle> processes = new ArrayList<>();
        for (String event : events) {
            Matcher joined = JOINED.matcher(event);
            if (joined.matches()) {
                ProcessHandle.of(Long.parseLong(joined.group(1))).ifPresent(processes::add);
            }
        }
        return processes;
    }

    RunResult check(ToyModel model, Duration patience, ProgressListener progress) throws InterruptedException {
        Distribution distribution = new Distribution(Distribution.LOOPBACK, port, patience, RELEASE, events::add);
        return new DistributedTlcEngine(ToyModel.SPECS, jar, children, distribution)
                .run(model.run(), new Limits(Duration.ofMinutes(5), 256), progress);
    }

    Future<WorkerEnd> worker(String host, String release, Duration patience) {
        TlcWorker.Order order = new TlcWorker.Order(host, port, Optional.empty(), 1, 256, patience);
        return threads.submit(() -> new TlcWorker(jar, children, release).run(order, event -> {}));
    }

    Future<WorkerEnd> worker() {
        return worker(Distribution.LOOPBACK, RELEASE, Duration.ofMinutes(4));
    }

    /** Stops what is left of the workers. */
    void stop() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("a worker does not end");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
