package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.engine.cache.ResultStore;

/** What a process leaves that is killed while it writes: nothing that anybody would take for a result. */
@Timeout(120)
class KilledWriterTest {

    private static final int KILLS = 15;
    private static final int MILLISECONDS = 200;

    @TempDir
    Path build;

    private Path kept() {
        return build.resolve(KeptResults.FOLDER);
    }

    @Test
    void killedAtAnyMomentItLeavesNothingHalfWritten() throws Exception {
        Random random = new Random(20261128);
        int kept = 0;
        for (int i = 0; i < KILLS; i++) {
            killAfter(random.nextInt(MILLISECONDS), i * 1_000_000);
            ResultStore store = new ResultStore(kept());
            for (int key = 0; key < KilledWriter.KEYS; key++) {
                // A key that was in use when the process was killed has the old text or the new one.
                assertThat(store.find("key" + key))
                        .hasValueSatisfying(text -> assertThat(text).matches(KilledWriter::isWhole));
                kept++;
            }
            assertThat(Files.readString(build.resolve("output"))).matches(KilledWriter::isWhole);
            assertThat(Files.readString(build.resolve("last-check.json"))).matches(KilledWriter::isWhole);
            assertThat(temporary()).as("one file was being written at most").hasSizeLessThanOrEqualTo(i + 1);
        }
        assertThat(kept).isEqualTo(KILLS * KilledWriter.KEYS);

        // What is left would pile up; the next writer takes it away once nobody can be writing it any more.
        for (Path file : temporary()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
        new ResultStore(kept()).tidy();
        assertThat(new LastCheck(build).keep(KilledWriter.text(1))).isEmpty();
        AtomicFile.write(build.resolve("output"), KilledWriter.text(1));
        assertThat(temporary()).isEmpty();
        assertThat(new ResultStore(kept()).find("key0")).isPresent();
    }

    @Test
    void whatAnotherProcessIsWritingStaysAndSoDoesWhatIsNotIts() throws Exception {
        Path young = Files.writeString(build.resolve(".output123.tmp"), "half");
        Path other = Files.writeString(build.resolve(".output.of.mine.tmp"), "mine");
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        AtomicFile.write(build.resolve("output"), "text");
        assertThat(List.of(young, other)).allSatisfy(file -> assertThat(file).exists());
    }

    private void killAfter(int milliseconds, int first) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        build.toString(),
                        Integer.toString(first))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = writer.inputReader()) {
            // Until each key has been written once, so that there is something to be spoilt.
            assertThat(out.readLine()).isEqualTo(Integer.toString(first));
            assertThat(out.readLine()).isEqualTo(Integer.toString(first + KilledWriter.KEYS));
            Thread.sleep(milliseconds);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.walk(build)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }
}
