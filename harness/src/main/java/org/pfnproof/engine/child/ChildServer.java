package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child that is asked one thing after the other, by one thread at a time. After {@link #close} it is dead and its directory gone; the
 * same holds when this JVM ends before.
 */
public final class ChildServer implements AutoCloseable {

    private final RunDirectory directory;
    private final ChildProcess child;
    private final String command;
    private final Writer requests;
    private final BlockingQueue<Optional<JsonObject>> replies = new LinkedBlockingQueue<>();
    private volatile Consumer<JsonObject> progress = message -> {};

    private ChildServer(RunDirectory directory, ChildProcess child, String command) {
        this.directory = directory;
        this.child = child;
        this.command = command;
        this.requests = child.process().outputWriter(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Serves from a process that has been started. */
    static ChildServer of(RunDirectory directory, ChildProcess child, String command) {
        ChildServer server = new ChildServer(directory, child, command);
        OutputPump.start(child.process(), server::hear);
        child.process().onExit().thenRun(() -> server.replies.add(Optional.empty()));
        return server;
    }

    /** Its command line, quoted for a shell. */
    public String command() {
        return command;
    }

    /** Whether it can be asked. */
    public boolean isAlive() {
        return child.process().isAlive();
    }

    /**
     * Asks for something.
     *
     * @param timeout how long an answer may take
     * @param listener hears what the child says meanwhile, on another thread
     * @return empty if there is none, in time or at all: then it must not be asked again
     * @throws InterruptedException if the calling thread is interrupted; the same holds
     */
    public Optional<JsonObject> ask(JsonObject request, Duration timeout, Consumer<JsonObject> listener)
            throws InterruptedException {
        progress = listener;
        try {
            requests.write(request + "\n");
            requests.flush();
        } catch (IOException e) {
            return Optional.empty();
        }
        Optional<JsonObject> reply = replies.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return reply == null ? Optional.empty() : reply;
    }

    private void hear(JsonObject message) {
        if (message.has(ChildSide.REPLY)) {
            replies.add(Optional.of(message.getAsJsonObject(ChildSide.REPLY)));
        } else {
            progress.accept(message);
        }
    }

    @Override
    public void close() {
        child.close();
        try {
            directory.close();
        } catch (IOException e) {
            // A later run sweeps the directory.
        }
    }
}
