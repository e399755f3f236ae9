package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pfnproof.engine.child.ChildOutcome.End;

/**
 * Runs {@link ChildJob}s, each in a JVM and a directory of its own. May be used from several threads at once.
 *
 * <p>When {@link #run} returns or throws, the child is dead and its directory is gone; the same holds after Ctrl-C, and,
 * through {@link ChildSide}, after the parent was killed.
 */
public final class ChildRunner {

    private static final int EXIT_OUT_OF_MEMORY = 3;
    private static final int SIGNAL_BASE = 128;

    private final Path java;
    private final Path temporary;
    private final ClassData classData;

    private ChildRunner(Path java, Path temporary, ClassData classData) {
        this.java = java;
        this.temporary = temporary;
        this.classData = classData;
    }

    /** Runs children on the parent's own java and in the system's temporary directory. */
    public static ChildRunner open() {
        return open(ownJava(), Path.of(System.getProperty("java.io.tmpdir")), ClassData.ofThisProgram());
    }

    /** Deletes what killed runs left in {@code temporary} and runs children there. */
    public static ChildRunner open(Path java, Path temporary) {
        return open(java, temporary, ClassData.none());
    }

    /** The same, with class data that was found out before. */
    public static ChildRunner open(Path java, Path temporary, ClassData classData) {
        RunDirectory.sweep(temporary);
        return new ChildRunner(java, temporary, classData);
    }

    /** The java that runs this process. */
    public static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * Runs a child to its end.
     *
     * @param progress hears what the child says with {@link ChildSide#progress}, on another thread
     * @throws InterruptedException if the calling thread is interrupted
     */
    public ChildOutcome run(ChildJob job, Consumer<JsonObject> progress) throws InterruptedException {
        Instant start = Instant.now();
        try (RunDirectory directory = RunDirectory.create(temporary)) {
            return run(job, directory, progress, start);
        } catch (IOException e) {
            String reason = "cannot use the temporary directory " + temporary + " (" + describe(e)
                    + "); make room there, or name another one with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR";
            return notStarted(reason, "", start);
        } catch (ShuttingDownException e) {
            return notStarted("this program is ending", "", start);
        }
    }

    private ChildOutcome run(ChildJob job, RunDirectory directory, Consumer<JsonObject> progress, Instant start)
            throws IOException, InterruptedException, ShuttingDownException {
        Path path = directory.path();
        List<String> command = JvmCommand.of(java, job, path, classData);
        // By hand it goes without class data.
        String quoted = JvmCommand.quoted(JvmCommand.of(java, job, path, ClassData.none()));
        prepare(job, path);
        try (ChildProcess child = ChildProcess.in(directory)) {
            try {
                child.start(JvmCommand.builder(command, path));
            } catch (IOException e) {
                return notStarted("cannot run " + java + ": " + describe(e), quoted, start);
            }
            OutputPump pump = OutputPump.start(child.process(), progress);
            boolean ended = child.process().waitFor(job.timeout().toMillis(), TimeUnit.MILLISECONDS);
            child.kill();
            pump.join();
            End end = ended ? end(child.process().exitValue(), job) : new End.TimedOut(job.timeout());
            if (end.equals(new End.Exited(0))) {
                classData.keep(job, path);
            }
            return new ChildOutcome(end, result(path), pump.errors(), quoted, since(start));
        }
    }

    /**
     * Starts a child that is then asked for one thing after the other; the job's request and time limit mean nothing to it.
     *
     * @return empty if it cannot be started, which {@link #run} of the same job would explain
     */
    public Optional<ChildServer> serve(ChildJob job) {
        try {
            RunDirectory directory = RunDirectory.create(temporary);
            try {
                return Optional.of(serve(job, directory));
            } catch (IOException | ShuttingDownException e) {
                directory.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ChildServer serve(ChildJob job, RunDirectory directory) throws IOException, ShuttingDownException {
        List<String> command = JvmCommand.of(java, job, directory.path(), classData);
        prepare(job, directory.path());
        ChildProcess child = ChildProcess.in(directory);
        try {
            child.start(JvmCommand.builder(command, directory.path()));
        } catch (IOException e) {
            child.close();
            throw e;
        }
        return ChildServer.of(directory, child, JvmCommand.quoted(command));
    }

    private static void prepare(ChildJob job, Path directory) throws IOException {
        Files.createDirectory(directory.resolve(JvmCommand.TEMPORARY));
        for (Map.Entry<String, String> file : job.files().entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling(""));
            Files.writeString(target, file.getValue());
        }
        Files.writeString(directory.resolve(ChildSide.REQUEST), job.request().toString());
    }

    private static End end(int code, ChildJob job) {
        if (code == EXIT_OUT_OF_MEMORY) {
            return new End.OutOfMemory(job.heap());
        }
        return code > SIGNAL_BASE ? new End.Killed(code - SIGNAL_BASE) : new End.Exited(code);
    }

    private static Optional<JsonObject> result(Path directory) throws IOException {
        Path file = directory.resolve(ChildSide.RESULT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static ChildOutcome notStarted(String reason, String command, Instant start) {
        return new ChildOutcome(new End.NotStarted(reason), Optional.empty(), List.of(), command, since(start));
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }

    private static String describe(IOException e) {
        return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
    }
}
