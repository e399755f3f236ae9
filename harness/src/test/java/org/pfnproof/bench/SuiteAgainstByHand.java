package org.pfnproof.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.Selector;
import org.pfnproof.check.UnknownNameException;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.tlc.McFiles;
import tlc2.TLC;

/**
 * The TLA+ models and variants of the quick suite, and those of them that the explorer decides where it may: TLC as one would run it by
 * hand, against {@code check}. To be run in the root of a
 * checkout that is built, on a machine with nothing else to do.
 */
public final class SuiteAgainstByHand {

    /** In {@code /proc/self/stat}, behind the name: processor time of children that have ended, in user and in kernel mode. */
    private static final int CHILDREN_USER = 13;

    private static final double TICKS = 100;

    private SuiteAgainstByHand() {}

    private record Times(String what, double seconds, double processor) {}

    /** Some work that is measured. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    public static void main(String[] args) throws Exception {
        Catalogue catalogue = Catalogue.load(Path.of("specs"));
        List<String> names = Stream.concat(
                        catalogue.models().stream()
                                .filter(SuiteAgainstByHand::isQuick)
                                .map(Model::id),
                        catalogue.variants().stream()
                                .filter(variant -> variant.suite() == Suite.QUICK)
                                .filter(variant -> variant.models().stream().allMatch(SuiteAgainstByHand::isQuick))
                                .map(Variant::id))
                .toList();
        List<Run> runs = runs(catalogue, names);
        System.out.println(runs.size() + " runs, " + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + System.getProperty("java.version"));
        Map<String, Times> byHand = new HashMap<>();
        for (Run run : runs) {
            byHand.put(run.id(), measure(run.id(), () -> byHand(run)));
        }
        Path report = Files.createTempFile("check", ".json");
        List<Times> all = new ArrayList<>(List.of(sum(byHand.values())));
        all.add(measure("check --no-cache", () -> check(names, "--no-cache")));
        all.add(measure(
                "check --no-cache --engine explorer",
                () -> check(names, "--no-cache", "--engine=explorer", "--format=json", "--output=" + report)));
        check(names);
        all.add(measure("check, nothing changed", () -> check(names)));
        print(all);

        Set<String> explored = explored(Files.readString(report));
        List<String> its = new ArrayList<>();
        for (String name : names) {
            if (runs(catalogue, List.of(name)).stream().map(Run::id).allMatch(explored::contains)) {
                its.add(name);
            }
        }
        List<Run> itsRuns = runs(catalogue, its);
        System.out.println("where the explorer decides, " + itsRuns.size() + " runs");
        List<Times> some = new ArrayList<>();
        some.add(sum(itsRuns.stream().map(run -> byHand.get(run.id())).toList()));
        some.add(measure("check --no-cache --engine explorer", () -> check(its, "--no-cache", "--engine=explorer")));
        print(some);
    }

    private static List<Run> runs(Catalogue catalogue, List<String> names) throws UnknownNameException {
        CheckRequest all = CheckRequest.everything();
        return new Selector(catalogue)
                .select(new CheckRequest(names, all.suite(), all.profile(), 1, all.timeout(), all.heap()))
                .runs();
    }

    /** The runs that the explorer decided. */
    private static Set<String> explored(String report) {
        Set<String> ids = new HashSet<>();
        for (JsonElement element :
                JsonParser.parseString(report).getAsJsonObject().getAsJsonArray("results")) {
            JsonObject result = element.getAsJsonObject();
            if (result.get("engine").getAsString().startsWith("Explorer")) {
                JsonElement variant = result.get("variant");
                ids.add(result.get("model").getAsString() + (variant.isJsonNull() ? "" : "+" + variant.getAsString()));
            }
        }
        return ids;
    }

    private static Times sum(Collection<Times> times) {
        return new Times(
                "TLC by hand, one after the other",
                times.stream().mapToDouble(Times::seconds).sum(),
                times.stream().mapToDouble(Times::processor).sum());
    }

    /** Beside the first of them. */
    private static void print(List<Times> times) {
        for (Times one : times) {
            System.out.printf(
                    Locale.ROOT,
                    "%-36s %7.1f s, %4.1f times as fast; processor time %7.1f s, %4.1f times less%n",
                    one.what(),
                    one.seconds(),
                    times.get(0).seconds() / one.seconds(),
                    one.processor(),
                    times.get(0).processor() / one.processor());
        }
    }

    private static boolean isQuick(Model model) {
        return model.suite() == Suite.QUICK && model.engine() == EngineKind.TLC;
    }

    private static Times measure(String what, Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        double before = processorTime();
        work.run();
        return new Times(what, (System.nanoTime() - start) / 1e9, processorTime() - before);
    }

    private static double processorTime() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1])) / TICKS;
    }

    /** Bounds and all are those of the models; everything else is TLC's default. */
    private static void byHand(Run run) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("by-hand");
        McFiles files = McFiles.of(run);
        Files.writeString(folder.resolve("MC.tla"), files.module());
        Files.writeString(folder.resolve("MC.cfg"), files.config());
        String library = Path.of("specs/tla").toAbsolutePath()
                + run.variant()
                        .map(variant -> ":" + variant.folder().toAbsolutePath())
                        .orElse("");
        int code = start(
                folder,
                "java",
                "-XX:+UseParallelGC",
                "-DTLA-Library=" + library,
                "-cp",
                ClassLocation.of(TLC.class).toString(),
                "tlc2.TLC",
                "-workers",
                "auto",
                "-config",
                "MC.cfg",
                "MC.tla");
        if (code != 0 != run.expectedViolation().isPresent()) {
            throw new IllegalStateException(run.id() + " ended with " + code);
        }
        delete(folder);
    }

    private static void check(List<String> names, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("harness/pfnproof", "check"));
        command.addAll(names);
        command.addAll(List.of(options));
        int code = start(Path.of("."), command.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
        }
    }

    private static int start(Path folder, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
