package org.pfnproof.engine.explorer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Threads that share out a range of states. */
final class Crew implements AutoCloseable {

    private final ExecutorService threads;
    private final int size;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Crew(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "explorer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Handles some states. */
    @FunctionalInterface
    interface Task {
        void handle(int worker, int from, int to);
    }

    /** Whether to handle another block. */
    @FunctionalInterface
    interface Gate {
        boolean isOpen();
    }

    /**
     * Handles all states of a range.
     *
     * @param from the first state
     * @param to the state after the last one
     * @param block states that are handled at once, at most
     * @param inline whether the calling thread does all of it, being worker 0
     * @throws StoppedException what a task threw
     */
    void share(int from, int to, int block, boolean inline, Task task) throws InterruptedException {
        share(pieces(from, to, block), block, inline, () -> true, task);
    }

    /** A range to be shared out. */
    Pieces pieces(int from, int to, int block) {
        return new Pieces(from, to, block, size);
    }

    /**
     * Handles states until all are, or the gate is closed; what has been begun is done when this returns.
     *
     * @param pieces the states; those that were not handled are left there
     * @param gate asked before each block
     * @throws StoppedException what a task threw
     */
    void share(Pieces pieces, int block, boolean inline, Gate gate, Task task) throws InterruptedException {
        stopped.set(false);
        if (inline || size == 1) {
            work(0, pieces, block, gate, task);
        } else {
            List<Callable<Void>> shares = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int worker = i;
                shares.add(() -> {
                    work(worker, pieces, block, gate, task);
                    return null;
                });
            }
            join(threads.invokeAll(shares));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void work(int worker, Pieces pieces, int block, Gate gate, Task task) {
        try {
            while (goesOn(gate)) {
                Optional<Pieces.Piece> piece = pieces.take();
                if (piece.isEmpty()) {
                    return;
                }
                int next = piece.get().from();
                int end = piece.get().to();
                while (next < end && goesOn(gate)) {
                    int last = Math.min(next + block, end);
                    task.handle(worker, next, last);
                    next = last;
                }
                pieces.putBack(next, end);
            }
        } catch (StoppedException e) {
            stopped.set(true);
            throw e;
        }
    }

    private boolean goesOn(Gate gate) {
        return !stopped.get() && !Thread.currentThread().isInterrupted() && gate.isOpen();
    }

    private static void join(List<Future<Void>> shares) throws InterruptedException {
        for (Future<Void> share : shares) {
            try {
                share.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdownNow();
    }
}
