package org.pfnproof.engine.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.engine.child.ChildOutcome.End;
import org.pfnproof.testing.Needs;

/** Children end in every way that there is, and nothing is ever left of them. */
class ChildRunnerTest {

    @TempDir
    Path temporary;

    private ChildRunner runner;

    @BeforeEach
    void open() {
        runner = ChildRunner.open(ChildRunner.ownJava(), temporary);
    }

    @Test
    void childReadsItsFilesAndHandsBackAResult() throws Exception {
        ChildOutcome outcome = runner.run(job("answer"), message -> {});

        assertThat(outcome.end()).isEqualTo(new End.Exited(0));
        JsonObject result = outcome.result().orElseThrow();
        assertThat(result.get("text").getAsString()).isEqualTo("naïve");
        assertThat(result.get("tmp").getAsString()).startsWith(temporary.toRealPath() + "/pfnproof-");
        assertThat(outcome.command()).contains("-Xmx64m").contains(TestChild.class.getName());
        assertNothingLeft();
    }

    @Test
    void childThatEndsByItselfIsToldWithItsLastWords() throws Exception {
        ChildOutcome outcome = runner.run(job("fail"), message -> {});

        assertThat(outcome.end()).isEqualTo(new End.Exited(7));
        assertThat(outcome.result()).isEmpty();
        assertThat(outcome.errors()).hasSize(100).endsWith("line 999");
        assertNothingLeft();
    }

    @Test
    void truncatedResultIsNone() throws Exception {
        assertThat(runner.run(job("truncate"), message -> {}).result()).isEmpty();
    }

    @Test
    void childIsStoppedAfterItsTime() throws Exception {
        ChildJob job = job("sleep", Duration.ofMillis(700));

        assertThat(runner.run(job, message -> {}).end()).isEqualTo(new End.TimedOut(job.timeout()));
        assertNothingLeft();
    }

    @Test
    void exhaustedHeapIsTold() throws Exception {
        assertThat(runner.run(job("fill"), message -> {}).end()).isEqualTo(new End.OutOfMemory(64));
        assertNothingLeft();
    }

    @Test
    void childKilledBySomebodyElseIsTold() throws Exception {
        ChildOutcome outcome = runner.run(
                job("sleep"),
                message -> ProcessHandle.of(message.get("pid").getAsLong()).ifPresent(ProcessHandle::destroyForcibly));

        assertThat(outcome.end()).isEqualTo(new End.Killed(9));
        assertNothingLeft();
    }

    @Test
    void interruptedCallerLeavesNoChild() throws Exception {
        Thread caller = Thread.currentThread();
        CompletableFuture<Long> pid = new CompletableFuture<>();

        assertThatThrownBy(() -> runner.run(job("sleep"), message -> {
                    pid.complete(message.get("pid").getAsLong());
                    caller.interrupt();
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(ProcessHandle.of(pid.join()).filter(ProcessHandle::isAlive)).isEmpty();
        assertNothingLeft();
    }

    @Test
    void childDiesWithItsKilledParentAndTakesItsDirectoryAlong() throws Exception {
        Process parent = startParent();
        ProcessHandle child = ProcessHandle.of(readPid(parent)).orElseThrow();

        parent.destroyForcibly().waitFor();

        child.onExit().get(30, TimeUnit.SECONDS);
        assertNothingLeft();
    }

    @Test
    void childAndDirectoryAreGoneAfterCtrlC() throws Exception {
        Process parent = startParent();
        ProcessHandle child = ProcessHandle.of(readPid(parent)).orElseThrow();

        // SIGINT, as the terminal sends it.
        new ProcessBuilder("kill", "-INT", Long.toString(parent.pid())).start().waitFor();

        assertThat(parent.waitFor()).isEqualTo(130);
        assertThat(child.isAlive()).isFalse();
        assertNothingLeft();
    }

    @Test
    void directoriesOfDeadRunsAreSweptAndThoseOfLiveOnesAreNot() throws Exception {
        Path stale = Files.createDirectories(temporary.resolve("pfnproof-1-stale"));
        Files.writeString(stale.resolve("owner.lock"), "");
        Files.createDirectories(stale.resolve("states/deep"));
        Path foreign = Files.createDirectories(temporary.resolve("other"));
        Process parent = startParent();
        long child = readPid(parent);

        ChildRunner.open(ChildRunner.ownJava(), temporary);

        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).hasSize(2).contains(foreign).doesNotContain(stale);
        }
        parent.destroyForcibly().waitFor();
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    }

    @Test
    void unusableTemporaryDirectoryIsNamed() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");

        End end = ChildRunner.open(ChildRunner.ownJava(), file)
                .run(job("answer"), message -> {})
                .end();

        assertThat(end.toString()).startsWith("could not be started: cannot use the temporary directory " + file);
    }

    @Test
    void readOnlyTemporaryDirectoryIsNamed() throws Exception {
        // Nobody can make a directory there, root included.
        Path readOnly = Path.of("/proc");
        Needs.that(Files.isDirectory(readOnly), "this system has no /proc");

        End end = ChildRunner.open(ChildRunner.ownJava(), readOnly)
                .run(job("answer"), message -> {})
                .end();

        assertThat(end.toString()).startsWith("could not be started: cannot use the temporary directory /proc");
    }

    @Test
    void fullTemporaryDirectoryIsNamed() throws Exception {
        String small = System.getenv("PFNPROOF_SMALL_DIR");
        Needs.that(small != null, "PFNPROOF_SMALL_DIR names no small file system");
        Path full = Path.of(small);
        ChildJob job = job("answer");
        ChildJob large = new ChildJob(
                job.classPath(),
                job.mainClass(),
                job.jvmOptions(),
                job.heap(),
                job.timeout(),
                Map.of("large", "x".repeat(1 << 20)),
                job.request());

        End end = ChildRunner.open(ChildRunner.ownJava(), full)
                .run(large, message -> {})
                .end();

        assertThat(end.toString())
                .startsWith("could not be started: cannot use the temporary directory " + full)
                .contains("No space left on device");
        try (Stream<Path> left = Files.list(full)) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.contains("pfnproof-"));
        }
    }

    static ChildJob job(String what) {
        return job(what, Duration.ofSeconds(60));
    }

    private static ChildJob job(String what, Duration timeout) {
        JsonObject request = new JsonObject();
        request.addProperty("do", what);
        List<Path> classPath = List.of(
                ClassLocation.of(TestChild.class), ClassLocation.of(ChildSide.class), ClassLocation.of(Gson.class));
        return new ChildJob(
                classPath,
                TestChild.class.getName(),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                64,
                timeout,
                Map.of("in/file.txt", "naïve"),
                request);
    }

    private Process startParent() throws IOException {
        // A shell starts what it runs in the background with SIGINT ignored, and a JVM leaves it so; the parent must
        // not inherit that.
        return new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        ChildRunner.ownJava().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(
                                ":",
                                Stream.of(TestParent.class, ChildRunner.class, Gson.class)
                                        .map(type -> ClassLocation.of(type).toString())
                                        .toList()),
                        TestParent.class.getName(),
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long readPid(Process parent) throws IOException {
        return Long.parseLong(new BufferedReader(
                        new InputStreamReader(parent.getInputStream(), java.nio.charset.StandardCharsets.UTF_8))
                .readLine());
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }
}
