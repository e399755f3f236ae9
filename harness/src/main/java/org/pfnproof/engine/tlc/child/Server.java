package org.pfnproof.engine.tlc.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.pfnproof.engine.tlc.distributed.Coordinator;
import org.pfnproof.engine.tlc.distributed.Fingerprints;
import org.pfnproof.engine.tlc.distributed.RemoteWorker;
import org.pfnproof.engine.tlc.distributed.Tally;
import tlc2.tool.distributed.TLCApp;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCWorkerRMI;
import tlc2.tool.distributed.fp.IFPSetManager;
import tlc2.tool.fp.FPSet;
import tlc2.tool.fp.FPSetFactory;

/** TLC's server, which workers join through a {@link Coordinator}. */
final class Server extends TLCServer {

    private static final long serialVersionUID = 1L;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final transient ServerRequest request;
    private final transient Tally tally = new Tally();
    private final transient Consumer<String> events;
    private final transient ExecutorService calls = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "worker-call");
        thread.setDaemon(true);
        return thread;
    });
    private transient Coordinator coordinator;

    /**
     * A server.
     *
     * @param events hears of workers
     */
    Server(TLCApp app, ServerRequest request, Consumer<String> events) throws IOException, NotBoundException {
        super(app);
        this.request = request;
        this.events = events;
    }

    /** Called by the constructor of TLC's server, before there is anything here. */
    @Override
    protected IFPSetManager getFPSetManagerImpl(TLCApp app, String folder, int count) throws IOException {
        FPSet set = FPSetFactory.getFPSet(app.getFPSetConfiguration());
        set.init(1, folder, app.getFileName());
        return new Fingerprints(set, InetAddress.getLoopbackAddress().getHostAddress(), trace);
    }

    Tally tally() {
        return tally;
    }

    /** Serves workers until the search is over. */
    void search() throws IOException, InterruptedException, NotBoundException {
        modelCheck();
        UnicastRemoteObject.unexportObject(coordinator, true);
    }

    /** Called once the registry is there, before anything is computed. */
    @Override
    protected void waitForFPSetManager() {
        coordinator = new Door();
        try {
            UnicastRemoteObject.exportObject(coordinator, 0);
            LocateRegistry.getRegistry(request.address(), request.port()).rebind(Coordinator.NAME, coordinator);
        } catch (RemoteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What workers see of this server, beside TLC's own. */
    private final class Door implements Coordinator {
        @Override
        public String release() {
            return request.release();
        }

        @Override
        public Task task() {
            return new Task(request.tlc().witnesses());
        }

        @Override
        public void join(TLCWorkerRMI worker, String name) throws IOException {
            registerWorker(new RemoteWorker(worker, URI.create("rmi://" + name), tally, calls, INTERVAL, PATIENCE));
            events.accept("worker " + name + " has joined");
        }

        @Override
        public boolean isOver() {
            return !isRunning();
        }
    }
}
