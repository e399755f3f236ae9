package org.pfnproof.engine.child;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.engine.child.ChildOutcome.End;

/** Class data makes children faster, and nothing else about them depends on it. */
class ClassDataTest {

    private static final String FROM_ARCHIVE = "source: shared objects file (top)";

    @TempDir
    Path folder;

    private Path data;
    private Path tests;
    private Path loaded;

    @BeforeEach
    void jars() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        loaded = folder.resolve("loaded.log");
        pack(ClassLocation.of(ChildSide.class), "org/pfnproof/engine/child", data.resolve(ClassData.JAR));
        tests = folder.resolve("tests.jar");
        pack(ClassLocation.of(TestChild.class), "org/pfnproof/engine/child", tests);
    }

    @Test
    void childLeavesAnArchiveThatLaterOnesUse() throws Exception {
        answers(ClassData.makingIn(data));
        answers(ClassData.makingIn(data));
        assertThat(archives()).hasSize(1);
        answers(ClassData.in(data));
        assertThat(classesFromArchive()).anyMatch(line -> line.contains(ChildSide.class.getName() + " "));
    }

    @Test
    void archiveThatIsMissingDamagedOrOfOtherClassesChangesNothing() throws Exception {
        answers(ClassData.in(data));
        assertThat(classesFromArchive()).isEmpty();
        answers(ClassData.makingIn(data));
        Path archive = archives().get(0);
        byte[] good = Files.readAllBytes(archive);

        for (byte[] bad : List.of(
                new byte[0],
                "no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Arrays.copyOf(good, good.length / 2),
                Arrays.copyOfRange(good, 1, good.length))) {
            replace(archive, bad);
            answers(ClassData.in(data));
            assertThat(classesFromArchive()).isEmpty();
        }

        replace(archive, good);
        pack(ClassLocation.of(TestChild.class), "org/pfnproof/engine", tests);
        answers(ClassData.in(data));
        assertThat(classesFromArchive()).isEmpty();
    }

    @Test
    void folderThatIsMissingOrCannotBeWrittenChangesNothing() throws Exception {
        answers(ClassData.in(folder.resolve("none")));
        answers(ClassData.makingIn(folder.resolve("none")));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void childrenThatMakeAnArchiveAtOnceLeaveAWholeOne() throws Exception {
        ClassData making = ClassData.makingIn(data);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> child = () -> {
                answers(making);
                return null;
            };
            for (Future<Void> end : both.invokeAll(List.of(child, child))) {
                end.get();
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(archives()).isNotEmpty();
        answers(ClassData.in(data));
        assertThat(classesFromArchive()).isNotEmpty();
    }

    @Test
    void childThatFailsLeavesNoArchive() throws Exception {
        ChildOutcome outcome = run(ClassData.makingIn(data), "fail");
        assertThat(outcome.end()).isEqualTo(new End.Exited(7));
        assertThat(archives()).isEmpty();
    }

    private void answers(ClassData classData) throws Exception {
        ChildOutcome outcome = run(classData, "answer");
        assertThat(outcome.end()).isEqualTo(new End.Exited(0));
        assertThat(outcome.result().orElseThrow().get("text").getAsString()).isEqualTo("text");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.command()).doesNotContain(".jsa");
    }

    private ChildOutcome run(ClassData classData, String what) throws Exception {
        JsonObject request = new JsonObject();
        request.addProperty("do", what);
        ChildJob job = new ChildJob(
                List.of(ClassLocation.of(ChildSide.class), ClassLocation.of(Gson.class), tests),
                TestChild.class.getName(),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:class+load:file=" + loaded),
                64,
                Duration.ofSeconds(60),
                Map.of("in/file.txt", "text"),
                request);
        return ChildRunner.open(ChildRunner.ownJava(), folder, classData).run(job, message -> {});
    }

    private List<String> classesFromArchive() throws IOException {
        return Files.readAllLines(loaded).stream()
                .filter(line -> line.contains(FROM_ARCHIVE))
                .toList();
    }

    /** Archives are read-only. */
    private static void replace(Path archive, byte[] bytes) throws IOException {
        Path other = Files.write(archive.resolveSibling("other"), bytes);
        Files.move(other, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    /** All that is in the folder beside the jar. */
    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            List<Path> others =
                    files.filter(path -> !path.endsWith(ClassData.JAR)).toList();
            assertThat(others).allMatch(path -> path.toString().endsWith(ClassData.SUFFIX));
            return others;
        }
    }

    private static void pack(Path classes, String part, Path jar) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(classes.resolve(part))) {
            tree.filter(Files::isRegularFile).forEach(files::add);
        }
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(bytes)) {
            for (Path file : files) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
