package org.pfnproof.engine.tlc.child;

import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.CountDownLatch;
import org.pfnproof.engine.tlc.distributed.Failure;
import org.pfnproof.engine.tlc.distributed.Violation;
import org.pfnproof.engine.tlc.distributed.WatchedResult;
import tlc2.tool.TLCState;
import tlc2.tool.WorkerException;
import tlc2.tool.distributed.NextStateResult;
import tlc2.tool.distributed.TLCWorker;
import tlc2.tool.distributed.fp.IFPSetManager;

/** One thread of a worker: TLC's own, which hands back what it saw together with what it computed. */
final class WatchingWorker extends TLCWorker {

    private static final long serialVersionUID = 1L;

    private final transient WatchingApp app;
    private final transient CountDownLatch working;

    WatchingWorker(int thread, WatchingApp app, IFPSetManager fingerprints, String address, CountDownLatch working)
            throws RemoteException {
        super(thread, app, fingerprints, address);
        this.app = app;
        this.working = working;
    }

    @Override
    public synchronized NextStateResult getNextStates(TLCState[] states) throws WorkerException, RemoteException {
        try {
            return new WatchedResult(super.getNextStates(states), app.report());
        } catch (Violation | Failure e) {
            throw e;
        } catch (WorkerException e) {
            boolean ofTheMachine = e.getCause() instanceof Error;
            String message = e.getMessage() == null ? String.valueOf(e.getCause()) : e.getMessage();
            throw new Failure(message, ofTheMachine, e.state1, e.state2);
        }
    }

    /** TLC's own relies on its main class. */
    @Override
    public void exit() throws NoSuchObjectException {
        working.countDown();
        UnicastRemoteObject.unexportObject(this, true);
    }
}
