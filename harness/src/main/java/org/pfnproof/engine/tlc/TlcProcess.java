package org.pfnproof.engine.tlc;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.child.ChildJob;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.tlc.child.GraphChild;
import org.pfnproof.engine.tlc.child.ServerChild;
import org.pfnproof.engine.tlc.child.ServerRequest;
import org.pfnproof.engine.tlc.child.TlcChild;
import org.pfnproof.engine.tlc.child.TlcRequest;
import org.pfnproof.engine.tlc.child.TwinChild;
import org.pfnproof.engine.tlc.child.WorkerChild;
import org.pfnproof.engine.tlc.child.WorkerRequest;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.trace.TraceFormatException;

/**
 * Starts TLC's JVMs.
 *
 * @param jar the TLC to use
 * @param children runs them
 */
record TlcProcess(TlcJar jar, ChildRunner children) {

    /** Where TLA+ modules nest deep, so does TLC. */
    private static final String STACK = "-Xss16m";
    /** One worker and, at times, several JVMs at once: the collector must not take a core of its own. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";
    /** For JVMs that have several threads and run alone. */
    private static final String SHARED_COLLECTOR = "-XX:+UseParallelGC";
    /** Nobody knows how long a distributed run takes; a worker ends when its server does. */
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    /**
     * For runs of a few seconds, of which the compiler would otherwise take a third: the quick one, and for what is called often only. A
     * small young generation stays in the processor's cache, and the rest of the heap need not be touched.
     */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=4");

    /** In MiB, and at most a fourth of the heap. */
    private static final int YOUNG_GENERATION = 16;

    /** How long a run is expected to take. */
    enum Length {
        SHORT,
        LONG
    }

    /**
     * Runs TLC once.
     *
     * @param modules file name to text, all that the root module needs
     * @param root the generated root module and configuration
     * @param limits heap, and the time limit of the whole run
     * @param left what is left of that time
     */
    TlcOutcome run(
            TlcRequest request,
            Map<String, String> modules,
            McFiles root,
            Limits limits,
            Duration left,
            Length length,
            Consumer<JsonObject> progress)
            throws InterruptedException {
        return run(
                TlcChild.class,
                options(length, limits.heap()),
                request.json(),
                files(modules, root),
                limits,
                left,
                progress);
    }

    /** Runs TLC once as the server of a distributed run, which waits for workers. */
    TlcOutcome serve(
            ServerRequest request,
            Map<String, String> modules,
            McFiles root,
            Limits limits,
            Duration left,
            Consumer<JsonObject> progress)
            throws InterruptedException {
        return run(
                ServerChild.class,
                List.of(STACK, SHARED_COLLECTOR),
                request.json(),
                files(modules, root),
                limits,
                left,
                progress);
    }

    private TlcOutcome run(
            Class<?> main,
            List<String> options,
            JsonObject request,
            Map<String, String> files,
            Limits limits,
            Duration left,
            Consumer<JsonObject> progress)
            throws InterruptedException {
        ChildJob job = new ChildJob(classPath(), main.getName(), options, limits.heap(), left, files, request);
        return TlcOutcome.of(children.run(job, progress), jar, limits.timeout());
    }

    /** Runs a worker of a distributed run, for as long as that takes. */
    ChildOutcome work(WorkerRequest request, int heap, Consumer<JsonObject> progress) throws InterruptedException {
        ChildJob job = new ChildJob(
                classPath(),
                WorkerChild.class.getName(),
                List.of(STACK, request.threads() == 1 ? COLLECTOR : SHARED_COLLECTOR),
                heap,
                FOR_EVER,
                Map.of(),
                request.json());
        return children.run(job, progress);
    }

    /**
     * The end of one of TLC's JVMs in which a reference implementation walked beside it.
     *
     * @param report what that gave, if the JVM handed anything back
     */
    record TwinOutcome(TlcOutcome tlc, Optional<TwinReport> report) {}

    /**
     * Runs TLC once, with a reference implementation beside it.
     *
     * @param factory makes the reference implementation
     */
    TwinOutcome runBeside(
            TlcRequest request,
            TwinRequest twin,
            Class<?> factory,
            Map<String, String> modules,
            McFiles root,
            Limits limits,
            Length length,
            Consumer<JsonObject> progress)
            throws InterruptedException {
        Set<Path> classPath = new LinkedHashSet<>(List.of(ClassLocation.of(factory)));
        classPath.addAll(classPath());
        ChildJob job = new ChildJob(
                List.copyOf(classPath),
                TwinChild.class.getName(),
                options(length, limits.heap()),
                limits.heap(),
                limits.timeout(),
                files(modules, root),
                TwinChild.request(request, twin));
        ChildOutcome outcome = children.run(job, progress);
        TlcOutcome tlc = TlcOutcome.of(outcome, jar, limits.timeout());
        if (tlc.answer().isEmpty()) {
            return new TwinOutcome(tlc, Optional.empty());
        }
        try {
            JsonObject report = outcome.result().orElseThrow().getAsJsonObject(TwinChild.TWIN);
            return new TwinOutcome(tlc, Optional.of(TwinReport.of(report)));
        } catch (TraceFormatException | RuntimeException e) {
            return new TwinOutcome(TlcOutcome.damaged(e), Optional.empty());
        }
    }

    private static List<String> options(Length length, int heap) {
        List<String> options = new ArrayList<>(List.of(STACK, COLLECTOR));
        if (length == Length.SHORT) {
            options.addAll(QUICK);
            options.add("-Xmn" + Math.max(1, Math.min(YOUNG_GENERATION, heap / 4)) + "m");
        }
        return options;
    }

    /**
     * The end of one of TLC's JVMs that printed a state graph.
     *
     * @param print the print, if the JVM handed anything back
     */
    record GraphOutcome(TlcOutcome tlc, Optional<String> print) {}

    /** Runs TLC once and prints the state graph. */
    GraphOutcome runForGraph(
            TlcRequest request, Map<String, String> modules, McFiles root, Limits limits, Consumer<JsonObject> progress)
            throws InterruptedException {
        ChildJob job = new ChildJob(
                classPath(),
                GraphChild.class.getName(),
                List.of(STACK, COLLECTOR),
                limits.heap(),
                limits.timeout(),
                files(modules, root),
                request.json());
        ChildOutcome outcome = children.run(job, progress);
        return new GraphOutcome(
                TlcOutcome.of(outcome, jar, limits.timeout()),
                outcome.result().map(answer -> answer.get(GraphChild.GRAPH)).map(JsonElement::getAsString));
    }

    private static Map<String, String> files(Map<String, String> modules, McFiles root) {
        Map<String, String> files = new TreeMap<>(modules);
        files.put(McFiles.ROOT + ".tla", root.module());
        files.put(McFiles.ROOT + ".cfg", root.config());
        return files;
    }

    /** The command line that does by hand what {@link #run} does, where the root module and the configuration are. */
    String byHand(int heap, List<Path> folders) {
        String library = String.join(":", folders.stream().map(Path::toString).toList());
        return String.join(
                " ",
                "java",
                "-Xmx" + heap + "m",
                STACK,
                COLLECTOR,
                "-DTLA-Library=" + library,
                "-cp",
                jar.path().toString(),
                "tlc2.TLC",
                "-workers 1 -fp 0 -lncheck final -config",
                McFiles.ROOT + ".cfg",
                McFiles.ROOT + ".tla");
    }

    /** One TLC only, and last: the jar of 1.8.0 has an old Gson inside. */
    private List<Path> classPath() {
        return new ArrayList<>(new LinkedHashSet<>(
                List.of(ClassLocation.of(TlcChild.class), ClassLocation.of(Gson.class), jar.path())));
    }
}
