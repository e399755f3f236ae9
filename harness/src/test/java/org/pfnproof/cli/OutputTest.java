package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Needs;

class OutputTest {

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() {
        cli = new CliRunner(home, FakeToolbox.obedient());
    }

    @Test
    void writesTheReportToTheFileAndNothingToStandardOutput() throws IOException {
        Path file = home.resolve("report.json");
        Outcome outcome = cli.run("check", "--format", "json", "--output", file.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("the report is in " + file);
        assertThat(Files.readString(file)).startsWith("{\n  \"schema\": 1,");
    }

    @Test
    void writesAFileThatTheSameMayReadAsAnyOther() throws IOException {
        Path other = Files.writeString(home.resolve("other.txt"), "");
        Path file = home.resolve("report.txt");
        cli.run("check", "--output", file.toString());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void replacesAFileAndKeepsALinkToOne() throws IOException {
        Path file = Files.writeString(home.resolve("old.txt"), "old");
        Path link = Files.createSymbolicLink(home.resolve("link.txt"), file);
        assertThat(cli.run("check", "--output", link.toString()).code()).isZero();
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).content().startsWith("pfnproof ");
    }

    @Test
    void refusesAFolderThatDoesNotExistBeforeAnythingRuns() {
        Outcome outcome =
                cli.run("check", "--output", home.resolve("no/report.txt").toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("--output: there is no folder " + home.resolve("no"))
                .doesNotContain("[1/3]");
    }

    @Test
    void refusesAFolderInPlaceOfAFile() {
        Outcome outcome = cli.run("check", "--output", home.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("is a folder; name a file in it");
    }

    @Test
    void refusesAFolderThatCannotBeWritten() {
        // Even root cannot create files there.
        Path readOnly = Path.of("/proc/self/report.txt");
        Needs.that(Files.isDirectory(readOnly.getParent()), "/proc is needed as a folder that nobody can write");
        Outcome outcome = cli.run("check", "--output", readOnly.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("--output: cannot write in /proc/self")
                .doesNotContain("[1/3]");
    }

    @Test
    void aBuildFolderThatCannotBeWrittenIsOnlyANote() throws IOException {
        Files.delete(cli.build());
        Files.writeString(cli.build(), "a file where the folder should be");
        Outcome outcome = cli.run("check");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("note: the result is not kept for later commands");
        assertThat(outcome.out()).contains("Summary");
    }

    @Test
    void onAFullDiskTheReportGoesToStandardOutputAndNoHalfFileIsLeft() throws IOException {
        String small = System.getenv("PFNPROOF_SMALL_DIR");
        Needs.that(small != null, "PFNPROOF_SMALL_DIR must name a folder on a small file system of its own");
        Path folder = Files.createTempDirectory(Path.of(small), "full");
        Path filler = folder.resolve("filler");
        try {
            fill(filler);
            Outcome outcome = cli.run(
                    "check",
                    "--format",
                    "json",
                    "--output",
                    folder.resolve("report.json").toString());
            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.out()).startsWith("{");
            assertThat(outcome.err()).contains("cannot write " + folder.resolve("report.json"));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).containsExactly(filler);
            }
        } finally {
            Files.deleteIfExists(filler);
            Files.delete(folder);
        }
    }

    /** Writes until nothing fits any more. */
    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
