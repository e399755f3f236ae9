package org.pfnproof.engine.tlc.distributed;

import java.net.URI;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tlc2.tool.TLCState;
import tlc2.tool.WorkerException;
import tlc2.tool.distributed.NextStateResult;
import tlc2.tool.distributed.TLCWorkerRMI;

/**
 * One thread of a worker, as TLC's server sees it. The server asks this object, in its own JVM, in place of the worker.
 *
 * <p>So there is one place that decides that a worker is lost: after any failure to answer, for good. TLC itself may ask a worker again with
 * fewer states, but the worker remembers what it found and leaves it out of its second answer; and its timer may give up a worker whose
 * answer still arrives.
 */
public final class RemoteWorker implements TLCWorkerRMI {

    private final TLCWorkerRMI remote;
    private final URI uri;
    private final Tally tally;
    private final ExecutorService calls;
    private final Duration interval;
    private final Duration patience;
    private volatile boolean lost;

    /**
     * A worker.
     *
     * @param remote the worker itself
     * @param uri its name
     * @param calls for threads that wait for it
     * @param interval how often it is asked for a sign of life while it computes
     * @param patience how long it may take to give one
     */
    public RemoteWorker(
            TLCWorkerRMI remote, URI uri, Tally tally, ExecutorService calls, Duration interval, Duration patience) {
        this.remote = remote;
        this.uri = uri;
        this.tally = tally;
        this.calls = calls;
        this.interval = interval;
        this.patience = patience;
        tally.joined();
    }

    @Override
    public NextStateResult getNextStates(TLCState[] states) throws RemoteException, WorkerException {
        if (lost) {
            throw gone();
        }
        Future<NextStateResult> answer = calls.submit(() -> remote.getNextStates(states));
        try {
            while (true) {
                try {
                    return accept(states, answer.get(interval.toMillis(), TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    calls.submit(remote::isAlive).get(patience.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorkerException exception) {
                tally.failed(exception);
                throw exception;
            }
            throw lose();
        } catch (TimeoutException e) {
            throw lose();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lose();
        }
    }

    private NextStateResult accept(TLCState[] states, NextStateResult result) throws RemoteException {
        if (!(result instanceof WatchedResult watched)) {
            throw lose();
        }
        tally.expanded(states.length, watched.report());
        return result;
    }

    private RemoteException lose() {
        lost = true;
        tally.lost();
        return gone();
    }

    /** Without a cause, by which the server might take it for something that passes. */
    private RemoteException gone() {
        return new RemoteException(uri + " no longer answers");
    }

    /** Whether it is lost is decided above. */
    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public void exit() {
        if (!lost) {
            try {
                calls.submit(() -> {
                            remote.exit();
                            return null;
                        })
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // It sees for itself that the run is over.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public double getCacheRateRatio() {
        return 0;
    }
}
