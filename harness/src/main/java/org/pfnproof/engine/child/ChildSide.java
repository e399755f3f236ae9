package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The child's end of the conversation with its parent: request, progress, result; or one request after the other, each with its reply.
 *
 * <p>Standard output belongs to it; whatever else prints there goes to standard error. When the parent dies, standard input
 * ends: then the run directory is deleted and the JVM halts at once.
 */
public final class ChildSide {

    static final String REQUEST = "request.json";
    static final String RESULT = "result.json";
    /** What a reply comes in. */
    static final String REPLY = "reply";

    private static final int PARENT_IS_GONE = 129;

    private final Path directory;
    private final PrintStream parent;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    private ChildSide(Path directory, PrintStream parent) {
        this.directory = directory;
        this.parent = parent;
    }

    /** To be called first in {@code main}, with its arguments. */
    public static ChildSide attach(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        PrintStream parent = System.out;
        System.setOut(System.err);
        ChildSide side = new ChildSide(directory, parent);
        Thread watch = new Thread(side::dieWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        return side;
    }

    /** For a part of a child's work that tells the parent nothing by itself. */
    public static ChildSide unattended(Path directory) {
        return new ChildSide(
                directory, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** The run directory, which is also the working directory. */
    public Path directory() {
        return directory;
    }

    /** What is to be done. */
    public JsonObject request() throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve(REQUEST)))
                .getAsJsonObject();
    }

    /**
     * The next thing that is to be done, of a child that a {@link ChildServer} asks.
     *
     * @param idle how long to wait for it; empty if there is none by then
     */
    public Optional<JsonObject> next(Duration idle) throws InterruptedException {
        return Optional.ofNullable(requests.poll(idle.toMillis(), TimeUnit.MILLISECONDS))
                .map(line -> JsonParser.parseString(line).getAsJsonObject());
    }

    /** Answers what {@link #next} gave. */
    public void reply(JsonObject result) {
        JsonObject message = new JsonObject();
        message.add(REPLY, result);
        progress(message);
    }

    /** Tells the parent how the run gets on. */
    public void progress(JsonObject message) {
        synchronized (parent) {
            parent.println(message);
            parent.flush();
        }
    }

    /** Hands the result back, all or nothing. The caller then ends the JVM with {@code System.exit(0)}. */
    public void finish(JsonObject result) throws IOException {
        Path unfinished = directory.resolve(RESULT + ".tmp");
        Files.writeString(unfinished, result.toString(), StandardCharsets.UTF_8);
        Files.move(unfinished, directory.resolve(RESULT), StandardCopyOption.ATOMIC_MOVE);
    }

    private void dieWithParent() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                requests.add(line);
            }
            RunDirectory.delete(directory);
        } catch (IOException e) {
            // As good as the end of the stream; a later run sweeps the directory.
        } finally {
            Runtime.getRuntime().halt(PARENT_IS_GONE);
        }
    }
}
