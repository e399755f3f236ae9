package org.pfnproof.engine.tlc.child;

import java.io.IOException;
import java.rmi.ConnectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pfnproof.engine.tlc.child.WorkerEnd.Kind;
import org.pfnproof.engine.tlc.distributed.Coordinator;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.distributed.InternRMI;
import tlc2.tool.distributed.RMIFilenameToStreamResolver;
import tlc2.tool.distributed.TLCApp;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCServerRMI;
import tlc2.tool.distributed.fp.IFPSetManager;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import util.UniqueString;

/** A worker's part in one run: what TLC's own main class of workers does, for {@link WatchingWorker}s, and with an end. */
final class WorkerSession {

    private static final long RETRY_MILLIS = 500;
    private static final long PING_SECONDS = 2;
    /** An answer that is a little late is no sign of a server that is gone. */
    private static final int PINGS = 3;

    private static final long LETTING_GO_SECONDS = 10;

    private final WorkerRequest request;
    private final Consumer<String> events;

    WorkerSession(WorkerRequest request, Consumer<String> events) {
        this.request = request;
        this.events = events;
    }

    WorkerEnd run() throws InterruptedException, IOException {
        try {
            Coordinator coordinator = (Coordinator) find(Coordinator.NAME);
            String release = coordinator.release();
            if (!release.equals(request.release())) {
                return new WorkerEnd(
                        Kind.REFUSED,
                        "the server is of another build of pfnproof (" + release + ", this one is " + request.release()
                                + "); use the same one on both sides, for example a copy of the whole checkout");
            }
            return work(coordinator, (TLCServerRMI) find(TLCServer.SERVER_WORKER_NAME));
        } catch (NotBoundException e) {
            return new WorkerEnd(Kind.NONE, "the server at " + place() + " is none of pfnproof, or did not get ready");
        } catch (ConnectException e) {
            return new WorkerEnd(
                    Kind.NONE,
                    "there is no server at " + place() + "; start \"pfnproof check MODEL --distributed\" there, with"
                            + " --listen if that is another machine");
        } catch (RemoteException | ClassCastException e) {
            return new WorkerEnd(
                    Kind.REFUSED, "what answers at " + place() + " is no server of this pfnproof: " + e.getMessage());
        }
    }

    private String place() {
        return request.host() + ":" + request.port();
    }

    /** Looks for as long as the server may take to get ready. */
    private Remote find(String name) throws RemoteException, NotBoundException, InterruptedException {
        Registry registry = LocateRegistry.getRegistry(request.host(), request.port());
        long start = System.nanoTime();
        while (true) {
            try {
                return registry.lookup(name);
            } catch (ConnectException | NotBoundException e) {
                if (System.nanoTime() - start > request.patience().toNanos()) {
                    throw e;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private WorkerEnd work(Coordinator coordinator, TLCServerRMI server) throws IOException, InterruptedException {
        FP64.Init(server.getIrredPolyForFP());
        // Before the first string is made: both sides must number them alike.
        UniqueString.setSource((InternRMI) server);
        RMIFilenameToStreamResolver files = new RMIFilenameToStreamResolver();
        files.setTLCServer(server);
        TLCApp app = new TLCApp(server.getSpecFileName(), server.getConfigFileName(), server.getCheckDeadlock(), files);
        List<OpDefNode> witnesses = coordinator.task().witnesses().stream()
                .map(((FastTool) app.tool).getSpecProcessor().getRootModule()::getOpDef)
                .toList();
        IFPSetManager fingerprints = server.getFPSetManager();
        CountDownLatch working = new CountDownLatch(request.threads());
        for (int i = 0; i < request.threads(); i++) {
            WatchingWorker worker =
                    new WatchingWorker(i, new WatchingApp(app, witnesses), fingerprints, request.address(), working);
            coordinator.join(worker, name(i));
        }
        events.accept("joined the run at " + place());
        return end(coordinator, working);
    }

    private String name(int thread) {
        return request.address() + "/" + ProcessHandle.current().pid() + "/" + thread;
    }

    private WorkerEnd end(Coordinator coordinator, CountDownLatch working) throws InterruptedException {
        int silent = 0;
        while (!working.await(PING_SECONDS, TimeUnit.SECONDS)) {
            try {
                if (coordinator.isOver()) {
                    // The server lets its workers go when it has asked all of them for the last time.
                    working.await(LETTING_GO_SECONDS, TimeUnit.SECONDS);
                    break;
                }
                silent = 0;
            } catch (RemoteException e) {
                silent++;
                if (silent == PINGS) {
                    return new WorkerEnd(Kind.LOST, "the server at " + place() + " is gone");
                }
            }
        }
        return new WorkerEnd(Kind.OVER, "the run is over");
    }
}
