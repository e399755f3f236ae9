package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The child's end of the conversation with its parent: request, progress, result.
 *
 * <p>Standard output belongs to it; whatever else prints there goes to standard error. When the parent dies, standard input
 * ends: then the run directory is deleted and the JVM halts at once.
 */
public final class ChildSide {

    static final String REQUEST = "request.json";
    static final String RESULT = "result.json";
    private static final int PARENT_IS_GONE = 129;

    private final Path directory;
    private final PrintStream parent;

    private ChildSide(Path directory, PrintStream parent) {
        this.directory = directory;
        this.parent = parent;
    }

    /** To be called first in {@code main}, with its arguments. */
    public static ChildSide attach(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        PrintStream parent = System.out;
        System.setOut(System.err);
        Thread watch = new Thread(() -> dieWithParent(directory), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        return new ChildSide(directory, parent);
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

    private static void dieWithParent(Path directory) {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes; only the end of the stream matters.
            }
            RunDirectory.delete(directory);
        } catch (IOException e) {
            // As good as the end of the stream; a later run sweeps the directory.
        } finally {
            Runtime.getRuntime().halt(PARENT_IS_GONE);
        }
    }
}
