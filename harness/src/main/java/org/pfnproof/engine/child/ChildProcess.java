package org.pfnproof.engine.child;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process that dies at the latest when this JVM shuts down, and its directory with it. */
final class ChildProcess implements AutoCloseable {

    private static final long GRACE_MILLIS = 500;

    private final RunDirectory directory;
    private final Thread hook = new Thread(this::shutDown, "child-cleanup");
    private volatile Process process;

    private ChildProcess(RunDirectory directory) {
        this.directory = directory;
    }

    /** Takes care of the directory from now on, whether or not a process is started. */
    static ChildProcess in(RunDirectory directory) throws ShuttingDownException {
        ChildProcess child = new ChildProcess(directory);
        try {
            Runtime.getRuntime().addShutdownHook(child.hook);
        } catch (IllegalStateException e) {
            throw new ShuttingDownException(e);
        }
        return child;
    }

    void start(ProcessBuilder builder) throws IOException {
        process = builder.start();
    }

    Process process() {
        return process;
    }

    /** Ends the process, if it still runs, and everything that it started: politely first. */
    void kill() {
        if (process == null) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
        boolean interrupted = false;
        try {
            if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly().onExit().join();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Shutting down: the hook does the same work.
        }
    }

    private void shutDown() {
        kill();
        try {
            directory.close();
        } catch (IOException e) {
            // Nobody is left to hear of it; the next start sweeps the directory.
        }
    }
}
