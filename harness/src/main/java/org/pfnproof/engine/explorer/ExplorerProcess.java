package org.pfnproof.engine.explorer;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.child.ChildJob;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildOutcome.End;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.explorer.child.ExplorerChild;
import org.pfnproof.engine.explorer.child.ExplorerReport;
import org.pfnproof.engine.explorer.child.ExplorerRequest;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.engine.twin.Teller;
import org.pfnproof.engine.twin.TwinRequest;

/**
 * Starts the explorer's JVMs and reads what they leave. Short searches share a JVM; one that comes to no answer there is made again in a
 * JVM of its own, so that what is said of it is its own doing.
 */
final class ExplorerProcess {

    /** Name and version of the explorer. */
    static final String VERSION = "Explorer 1.0";

    /**
     * States and index lie in the old generation from the start; the young one has next to nothing to do. When an allocation fails the
     * search ends in an orderly way, so the JVM must not end by itself.
     */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC", "-Xmn8m", "-XX:PretenureSizeThreshold=64k", "-XX:-ExitOnOutOfMemoryError", "-Xss4m");

    private static final long FEW_STATES = 100_000;
    /** A run that ends in a second is over before a better compiler has paid off. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";
    /** Room for many times as many states as are few, in MiB. */
    private static final int SHARED_HEAP = 256;
    /** Many times what a short search takes. */
    private static final Duration SHARED_LIMIT = Duration.ofSeconds(30);

    private final Class<? extends ProtocolFactory> factory;
    private final ChildRunner runner;
    private final SharedExplorers shared;

    ExplorerProcess(Class<? extends ProtocolFactory> factory, ChildRunner runner) {
        this.factory = factory;
        this.runner = runner;
        this.shared = new SharedExplorers(
                () -> runner.serve(job(new JsonObject(), new Limits(SHARED_LIMIT, SHARED_HEAP), options(true))));
    }

    ExplorerRequest request(Run run, List<String> rules, boolean deadlock, boolean all, int maxStates, int threads) {
        return new ExplorerRequest(
                TwinRequest.of(run, factory).json(),
                run.model().symmetric(),
                rules,
                deadlock,
                all,
                maxStates,
                threads,
                List.copyOf(Teller.modelValues(run.model().bounds())));
    }

    ChildOutcome run(Run run, ExplorerRequest request, Limits limits, ProgressListener progress)
            throws InterruptedException {
        JsonObject json = new Gson().toJsonTree(request).getAsJsonObject();
        Consumer<JsonObject> listener = message -> progress.progress(
                run,
                message.get("distinct").getAsLong(),
                message.get("generated").getAsLong(),
                message.get("queue").getAsLong());
        boolean few = run.model().distinctStates().orElse(Long.MAX_VALUE) < FEW_STATES;
        Optional<ChildOutcome> outcome = few && !mayBeEndless(run, request) && limits.heap() >= SHARED_HEAP
                ? runShared(json, limits, listener)
                : Optional.empty();
        return outcome.isPresent() ? outcome.get() : runner.run(job(json, limits, options(few)), listener);
    }

    /** Behind a violation. */
    private static boolean mayBeEndless(Run run, ExplorerRequest request) {
        return request.all() && run.variant().isPresent();
    }

    /** Empty if the search did not come to its end. */
    private Optional<ChildOutcome> runShared(JsonObject request, Limits limits, Consumer<JsonObject> listener)
            throws InterruptedException {
        Instant start = Instant.now();
        Duration wait = limits.timeout().compareTo(SHARED_LIMIT) < 0 ? limits.timeout() : SHARED_LIMIT;
        return shared.ask(request, wait, listener)
                .map(answer -> new ChildOutcome(
                        new End.Exited(0),
                        Optional.of(answer.report()),
                        List.of(),
                        answer.command(),
                        Duration.between(start, Instant.now())))
                .filter(outcome -> report(outcome).inconclusive().isEmpty());
    }

    /** Why a JVM left no report, if it left none. */
    static Optional<String> failure(ChildOutcome outcome) {
        if (outcome.end() instanceof End.Exited exited
                && exited.code() == 0
                && outcome.result().isPresent()) {
            return Optional.empty();
        }
        String reason = "The explorer's JVM " + outcome.end();
        if (outcome.end() instanceof End.TimedOut) {
            return Optional.of(reason + "; give it more with --timeout.");
        } else if (outcome.end() instanceof End.OutOfMemory) {
            return Optional.of(reason + "; give it more with --heap.");
        }
        return Optional.of(reason
                + outcome.errors().stream().findFirst().map(line -> ": " + line).orElse("."));
    }

    /**
     * What a JVM left that did not fail.
     *
     * @throws com.google.gson.JsonParseException if it is no report
     */
    static ExplorerReport report(ChildOutcome outcome) {
        return new Gson().fromJson(outcome.result().orElseThrow(), ExplorerReport.class);
    }

    static String unreadable(Exception e) {
        return "The explorer's JVM handed back something unreadable: " + e.getMessage();
    }

    private static List<String> options(boolean few) {
        return few
                ? Stream.concat(JVM_OPTIONS.stream(), Stream.of(QUICK_COMPILER)).toList()
                : JVM_OPTIONS;
    }

    private ChildJob job(JsonObject request, Limits limits, List<String> options) {
        List<Path> classPath = Stream.of(ExplorerChild.class, factory, Gson.class)
                .map(ClassLocation::of)
                .distinct()
                .toList();
        return new ChildJob(
                classPath, ExplorerChild.class.getName(), options, limits.heap(), limits.timeout(), Map.of(), request);
    }
}
