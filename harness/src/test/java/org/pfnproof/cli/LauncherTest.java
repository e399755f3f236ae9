package org.pfnproof.cli;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Needs;

/** The real launcher, in a checkout with a space in its path that uses this build's classes. */
@Timeout(120)
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "cp",
            "dirname",
            "env",
            "find",
            "flock",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "touch");

    @TempDir
    Path folder;

    private Path home;
    private Path target;
    private Path launcher;
    private Path bin;
    private Path lastError;
    private final List<Path> links = new ArrayList<>();

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void checkout() throws IOException {
        home = Files.createDirectories(folder.resolve("a check out"));
        Path harness = Files.createDirectories(home.resolve("harness"));
        Files.createDirectories(harness.resolve("src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createFile(harness.resolve("pom.xml"));
        Fixture.copyTo(home);
        Files.createDirectories(home.resolve("specs/schema"));
        launcher = Files.copy(
                Path.of("pfnproof"), harness.resolve("pfnproof"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        target = Files.createDirectories(harness.resolve("target"));
        Path built = Path.of("target").toAbsolutePath();
        link(target.resolve("classes"), built.resolve("classes"));
        link(target.resolve("lib"), built.resolve("lib"));
        Files.createFile(target.resolve("launcher.stamp"));
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(Path.of("/"));
            Needs.that(Files.isRegularFile(found), "the launcher needs " + tool);
            link(bin.resolve(tool), found.toRealPath());
        }
    }

    /** JUnit would delete them too, but with a warning for each. */
    @AfterEach
    void removeLinks() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }

    private void link(Path link, Path to) throws IOException {
        links.add(Files.createSymbolicLink(link, to));
    }

    private Process start(Map<String, String> variables, ProcessBuilder.Redirect out, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(Files.createTempFile(folder, "err", ".txt").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        builder.environment().values().removeIf(String::isEmpty);
        lastError = builder.redirectError().file().toPath();
        return builder.start();
    }

    private Outcome run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        int code = start(variables, ProcessBuilder.Redirect.to(out.toFile()), arguments)
                .waitFor();
        return new Outcome(code, Files.readString(out), Files.readString(lastError));
    }

    private Path script(String name, String text) throws IOException {
        Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n", StandardCharsets.UTF_8);
        return Files.setPosixFilePermissions(script, fromString("rwxr-xr-x"));
    }

    @Test
    void worksFromAnotherFolderWithASpaceInItsPath() throws IOException, InterruptedException {
        Outcome outcome = run(Map.of(), "list", "models");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("pages  ");
    }

    @Test
    void worksThroughASymbolicLink() throws IOException, InterruptedException {
        launcher = Files.createSymbolicLink(folder.resolve("link"), Path.of("a check out/harness/pfnproof"));
        assertThat(run(Map.of(), "list", "profiles").out()).startsWith("linux-6.12");
    }

    @Test
    void writesNothingWhenNothingIsToBeBuilt() throws IOException, InterruptedException {
        run(Map.of(), "list", "models");
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("classes", "lib", "launcher.stamp");
        }
    }

    @Test
    void passesOnTheExitCodeAndTheArguments() throws IOException, InterruptedException {
        Outcome outcome = run(Map.of(), "check", "no such name");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no claim, model or variant \"no such name\"");
    }

    @Test
    void noticesThatStandardOutputIsFull() throws IOException, InterruptedException {
        File full = new File("/dev/full");
        Needs.that(full.exists(), "/dev/full is needed");
        int code = start(Map.of(), ProcessBuilder.Redirect.to(full), "list", "models")
                .waitFor();
        assertThat(code).isEqualTo(2);
        assertThat(lastError).content().contains("standard output cannot be written");
    }

    @Test
    void saysThatThereIsNoJava() throws IOException, InterruptedException {
        Outcome outcome = run(Map.of("JAVA_HOME", ""), "list", "models");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("pfnproof: there is no java on the PATH; install a JDK 17 or newer, or set JAVA_HOME.\n");
    }

    @Test
    void saysThatJavaHomeHoldsNoJava() throws IOException, InterruptedException {
        Outcome outcome = run(Map.of("JAVA_HOME", folder.toString()), "list", "models");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("JAVA_HOME is " + folder + ", but there is no bin/java in it");
    }

    @Test
    void saysThatJavaIsTooOld() throws IOException, InterruptedException {
        script("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        Outcome outcome = run(Map.of("JAVA_HOME", ""), "list", "models");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("is version 11.0.2; pfnproof needs a JDK 17 or newer");
        script("java", "echo 'java version \"1.8.0_402\"' >&2");
        assertThat(run(Map.of("JAVA_HOME", ""), "list", "models").err()).contains("is version 1.8.0_402;");
    }

    @Test
    void saysThatWhatIsCalledJavaIsNone() throws IOException, InterruptedException {
        script("java", "echo hello");
        Outcome outcome = run(Map.of("JAVA_HOME", ""), "list", "models");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("does not tell its version; is it a JDK?");
    }

    @Test
    void saysThatThereIsNoMaven() throws IOException, InterruptedException {
        Files.delete(target.resolve("launcher.stamp"));
        Outcome outcome = run(Map.of(), "list", "models");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no mvn on the PATH; install Maven 3.8 or newer");
    }

    @Test
    void saysThatTheBuildFailedAndTriesAgainNextTime() throws IOException, InterruptedException {
        Files.delete(target.resolve("launcher.stamp"));
        script("mvn", "echo '[ERROR] broken'; exit 1");
        for (int i = 0; i < 2; i++) {
            Outcome outcome = run(Map.of(), "list", "models");
            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("building...", "[ERROR] broken", "the build failed");
        }
    }

    @Test
    void twoLaunchersAtOnceBuildOnlyOnce() throws IOException, InterruptedException {
        Files.delete(target.resolve("launcher.stamp"));
        Path log = folder.resolve("builds");
        script("mvn", "echo built >> '" + log + "'; sleep 1");
        Process first = start(Map.of(), ProcessBuilder.Redirect.DISCARD, "list", "models");
        Process second = start(Map.of(), ProcessBuilder.Redirect.DISCARD, "list", "models");
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(log).hasContent("built");
    }

    /** Writes down how it was called. */
    private Path fakeJava() throws IOException {
        Path log = folder.resolve("calls");
        script(
                "java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; else echo \"$*\" >> '" + log
                        + "'; fi");
        return log;
    }

    @Test
    void buildMakesClassDataOnceAndLaterStartsUseIt() throws IOException, InterruptedException {
        Path log = fakeJava();
        script("mvn", "echo jar > '" + target.resolve("pfnproof-harness-1.jar") + "'");
        Files.delete(target.resolve("launcher.stamp"));
        for (int i = 0; i < 2; i++) {
            assertThat(run(Map.of("JAVA_HOME", ""), "list", "models").code()).isZero();
        }

        String name = Files.readString(target.resolve("class-data/current")).strip();
        String use = "-Dpfnproof.classData=" + target.resolve("class-data").resolve(name);
        assertThat(Files.readAllLines(log))
                .satisfiesExactly(
                        make -> assertThat(make)
                                .contains(use + " ", "-Dpfnproof.classData.make=true", " check --no-cache "),
                        first -> assertThat(first).contains(use + " ").endsWith(" list models"),
                        second -> assertThat(second).contains(use + " ").endsWith(" list models"));
        assertThat(target.resolve("class-data").resolve(name).resolve("classes.jar"))
                .hasContent("jar");
    }

    @Test
    void classDataOfAnotherJavaOrOlderClassesAreNotUsed() throws IOException, InterruptedException {
        Path log = fakeJava();
        Path data = Files.createDirectories(target.resolve("class-data/one"));
        Path jar = Files.createFile(data.resolve("classes.jar"));
        Files.writeString(target.resolve("class-data/current"), "one\n");

        Files.writeString(data.resolve("java"), bin.resolve("java") + " 17.0.2\n");
        run(Map.of("JAVA_HOME", ""), "list", "models");
        assertThat(log).content().doesNotContain("classData");

        Files.writeString(data.resolve("java"), bin.resolve("java") + " 17.0.1\n");
        run(Map.of("JAVA_HOME", ""), "list", "models");
        assertThat(log).content().contains("-Dpfnproof.classData=" + data);

        Files.delete(log);
        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(0));
        run(Map.of("JAVA_HOME", ""), "list", "models");
        assertThat(log).content().doesNotContain("classData");
    }
}
