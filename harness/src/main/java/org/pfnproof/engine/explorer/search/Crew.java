package org.pfnproof.engine.explorer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

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

    /** Whether to take another block. */
    @FunctionalInterface
    interface Gate {
        boolean isOpen();
    }

    /**
     * Hands out blocks of the range until it is at its end or the gate is closed, and returns when all that were handed out are done.
     *
     * @param from the first state
     * @param to the state after the last one
     * @param block states of a block
     * @param inline whether the calling thread does all of it, being worker 0
     * @return the first state that was not handed out, {@code to} if there is none
     * @throws StoppedException what a task threw
     */
    int share(int from, int to, int block, boolean inline, Gate gate, Task task) throws InterruptedException {
        stopped.set(false);
        AtomicLong cursor = new AtomicLong(from);
        if (inline || size == 1) {
            work(0, cursor, to, block, gate, task);
        } else {
            List<Callable<Void>> shares = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int worker = i;
                shares.add(() -> {
                    work(worker, cursor, to, block, gate, task);
                    return null;
                });
            }
            join(threads.invokeAll(shares));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return (int) Math.min(cursor.get(), to);
    }

    private void work(int worker, AtomicLong cursor, int to, int block, Gate gate, Task task) {
        try {
            while (!stopped.get() && !Thread.currentThread().isInterrupted() && gate.isOpen()) {
                long first = cursor.getAndAdd(block);
                if (first >= to) {
                    return;
                }
                task.handle(worker, (int) first, (int) Math.min(first + block, to));
            }
        } catch (StoppedException e) {
            stopped.set(true);
            throw e;
        }
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
