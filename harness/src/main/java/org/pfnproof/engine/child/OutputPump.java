package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Reads a child's two output streams: progress from one, the last lines of the other for the case that it fails. */
final class OutputPump {

    private static final int MAX_LINES = 100;
    private static final int MAX_COLUMNS = 1000;
    private static final long JOIN_MILLIS = 5000;

    private final Deque<String> errors = new ArrayDeque<>();
    private final Consumer<JsonObject> progress;
    private final List<Thread> threads;

    private OutputPump(Process process, Consumer<JsonObject> progress) {
        this.progress = progress;
        this.threads =
                List.of(reader(process.getInputStream(), this::message), reader(process.getErrorStream(), this::error));
    }

    static OutputPump start(Process process, Consumer<JsonObject> progress) {
        OutputPump pump = new OutputPump(process, progress);
        pump.threads.forEach(Thread::start);
        return pump;
    }

    /** Waits until a dead child's output is read to its end; not for ever, a grandchild may hold the stream open. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(JOIN_MILLIS);
        }
    }

    List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    private static Thread reader(InputStream stream, Consumer<String> consumer) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        lines.lines().forEach(consumer);
                    } catch (IOException | UncheckedIOException e) {
                        // The child was killed: its streams end like this.
                    }
                },
                "child-output");
        thread.setDaemon(true);
        return thread;
    }

    private void message(String line) {
        try {
            progress.accept(JsonParser.parseString(line).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            error(line);
        }
    }

    private void error(String line) {
        synchronized (errors) {
            errors.addLast(line.length() > MAX_COLUMNS ? line.substring(0, MAX_COLUMNS) + "…" : line);
            if (errors.size() > MAX_LINES) {
                errors.removeFirst();
            }
        }
    }
}
