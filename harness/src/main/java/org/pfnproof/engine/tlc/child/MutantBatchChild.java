package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.engine.child.ChildSide;

/**
 * The main class of a JVM that runs many mutants, each run of TLC in a class loader of its own: starting a JVM for each would
 * take several times as long as a small model does. Every run is told as soon as it is over, so that nothing is lost if TLC
 * ends the JVM.
 */
public final class MutantBatchChild {

    /** In what is told: the mutant, the model, and TLC's answer. */
    public static final String MUTANT = "mutant";

    /** See {@link #MUTANT}. */
    public static final String MODEL = "model";

    /** See {@link #MUTANT}. */
    public static final String ANSWER = "answer";

    /** In the answer: the print of the state graph. */
    public static final String GRAPH = MutantSession.GRAPH;

    /** In the answer: whether the search was stopped because there were too many states. */
    public static final String OVER_LIMIT = MutantSession.OVER_LIMIT;

    private static final int CRASHED = 70;
    private static final int STUCK = 71;
    /** No model of the suite takes nearly as long; a change can make an expression endless. */
    private static final Duration LONGEST = Duration.ofMinutes(9);

    private final ChildSide side;
    private final MutantBatch batch;
    private int runs;

    private MutantBatchChild(ChildSide side, MutantBatch batch) {
        this.side = side;
        this.batch = batch;
    }

    /** Runs the mutants that the request in the run directory names. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        try {
            new MutantBatchChild(side, MutantBatch.of(side.request())).run();
            side.finish(new JsonObject());
            System.exit(0);
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private void run() throws IOException, ReflectiveOperationException {
        for (MutantBatch.Job job : batch.mutants()) {
            Map<String, String> originals = new HashMap<>();
            for (Map.Entry<String, String> file : job.files().entrySet()) {
                originals.put(file.getKey(), Files.readString(Path.of(file.getKey())));
                Files.writeString(Path.of(file.getKey()), file.getValue());
            }
            run(job);
            for (Map.Entry<String, String> file : originals.entrySet()) {
                Files.writeString(Path.of(file.getKey()), file.getValue());
            }
        }
    }

    private void run(MutantBatch.Job job) throws IOException, ReflectiveOperationException {
        for (String model : job.models()) {
            JsonObject answer = run(batch.models().get(model), job.without());
            JsonObject message = new JsonObject();
            message.addProperty(MUTANT, job.id());
            message.addProperty(MODEL, model);
            message.add(ANSWER, answer);
            side.progress(message);
            if (!job.files().isEmpty() && !isClean(answer)) {
                return;
            }
        }
    }

    /** Whether there may be something to find in another model. */
    private static boolean isClean(JsonObject answer) {
        return answer.getAsJsonArray("problems").isEmpty()
                && answer.has("exit")
                && answer.get("exit").getAsInt() == 0
                && answer.getAsJsonArray("suspects").isEmpty()
                && answer.getAsJsonObject("witnesses").asMap().values().stream().allMatch(JsonElement::getAsBoolean);
    }

    private JsonObject run(MutantBatch.Setting model, Collection<String> without)
            throws IOException, ReflectiveOperationException {
        String root = model.request().root();
        Files.writeString(Path.of(root + ".tla"), model.module());
        Files.writeString(Path.of(root + ".cfg"), without(model.config(), without));
        runs++;
        Path directory = Files.createDirectory(side.directory().resolve("run-" + runs));
        JsonObject tlc = model.request().json();
        for (String list : List.of("invariants", "temporal", "witnesses")) {
            tlc.getAsJsonArray(list).asList().removeIf(id -> without.contains(id.getAsString()));
        }
        Thread watch = watch();
        try (URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            Object session = loader.loadClass(MutantSession.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked")
            UnaryOperator<String> run = (UnaryOperator<String>) session;
            return JsonParser.parseString(run.apply(MutantSession.request(directory, tlc, model.limit())))
                    .getAsJsonObject();
        } finally {
            watch.interrupt();
            ManagementBeans.unregister();
            delete(directory);
        }
    }

    private static Thread watch() {
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(LONGEST.toMillis());
                        Runtime.getRuntime().halt(STUCK);
                    } catch (InterruptedException e) {
                        // The run is over.
                    }
                },
                "run-watch");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    private static String without(String config, Collection<String> ids) {
        return Arrays.stream(config.split("\n", -1))
                .filter(line ->
                        ids.stream().noneMatch(id -> line.equals("INVARIANT " + id) || line.equals("PROPERTY " + id)))
                .collect(Collectors.joining("\n"));
    }

    private URL[] urls() throws IOException {
        URL[] urls = new URL[batch.classPath().size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = batch.classPath().get(i).toUri().toURL();
        }
        return urls;
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // What TLC still holds open is deleted with the run directory.
        }
    }
}
