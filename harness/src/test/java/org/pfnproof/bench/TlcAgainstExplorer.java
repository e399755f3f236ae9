package org.pfnproof.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.tlc.McFiles;
import org.pfnproof.engine.tlc.TlcJar;

/**
 * Runs TLC and the explorer on the same model with the same invariants, one after the other, each in a JVM of its own, and prints states
 * and seconds of both and the ratio: no symmetry, no state writer, TLC from the command line as its users run it.
 *
 * <pre>java -Dmodel=two-and-two -Dbounds='{"WRITES": [true, false]}' -cp CLASSES org.pfnproof.bench.TlcAgainstExplorer 1 [2 ...]</pre>
 *
 * <p>The arguments are numbers of threads. The processor time of a run is that of its whole JVM; on a busy machine it tells more than the
 * clock.
 */
public final class TlcAgainstExplorer {

    private static final Pattern TLC_STATES = Pattern.compile("([0-9]+) distinct states found, 0 states left on queue");
    private static final Pattern EXPLORER_STATES = Pattern.compile("([0-9,]+) distinct, ");

    private TlcAgainstExplorer() {}

    /** Runs both with each number of threads. */
    public static void main(String[] arguments) throws Exception {
        BenchModel bench = new BenchModel();
        System.out.println(bench.model().id() + " " + bench.model().bounds());
        for (String threads : arguments) {
            Timed tlc = time(tlc(bench, threads), TLC_STATES);
            System.out.println(tlc.line("TLC, " + threads + " workers"));
            Timed explorer = time(explorer(threads), EXPLORER_STATES);
            System.out.println(explorer.line("explorer, " + threads + " threads"));
            System.out.printf(
                    "%s: the explorer takes 1/%.1f of TLC's time, 1/%.1f of its processor time%n",
                    tlc.states == explorer.states ? "equal counts" : "DIFFERENT COUNTS",
                    tlc.seconds / explorer.seconds,
                    tlc.processor / explorer.processor);
        }
    }

    private static List<String> tlc(BenchModel bench, String workers) throws IOException, TlcJar.NotTlcException {
        Path folder = Files.createTempDirectory("pfnproof-bench");
        McFiles files = McFiles.of(new Run(bench.model(), Optional.empty()));
        Files.writeString(folder.resolve("MC.tla"), files.module());
        Files.writeString(folder.resolve("MC.cfg"), files.config());
        try (Stream<Path> modules = Files.list(BenchModel.specs().resolve("tla"))) {
            for (Path module : modules.toList()) {
                Files.copy(module, folder.resolve(module.getFileName()));
            }
        }
        return List.of(
                java(),
                "-Xmx6g",
                "-XX:+UseParallelGC",
                "-cp",
                TlcJar.bundled().path().toString(),
                "tlc2.TLC",
                "-workers",
                workers,
                "-deadlock",
                "-metadir",
                folder.resolve("states").toString(),
                folder.resolve("MC.tla").toString());
    }

    private static List<String> explorer(String threads) {
        List<String> command = new ArrayList<>(
                List.of(java(), "-Xmx6g", "-Xmn16m", "-XX:+UseSerialGC", "-XX:PretenureSizeThreshold=64k"));
        Stream.of("model", "bounds", "specs")
                .filter(name -> System.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SearchBench.class.getName(),
                threads,
                BenchModel.class.getName()));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Timed time(List<String> command, Pattern states) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        ProcessHandle handle = process.toHandle();
        double processor = 0;
        StringBuilder output = new StringBuilder();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
                processor = Math.max(processor, seconds(handle));
            }
        }
        process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        Matcher matcher = states.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(
                    "the run did not finish: " + Arrays.toString(command.toArray()) + "\n" + output);
        }
        return new Timed(Long.parseLong(matcher.group(1).replace(",", "")), seconds, processor);
    }

    private static double seconds(ProcessHandle handle) {
        return handle.info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1e3)
                .orElse(0.0);
    }

    private record Timed(long states, double seconds, double processor) {

        private String line(String who) {
            return "%s: %,d distinct states, %.1f s, %.1f s of processor time, %,.0f states/s"
                    .formatted(who, states, seconds, processor, states / seconds);
        }
    }
}
