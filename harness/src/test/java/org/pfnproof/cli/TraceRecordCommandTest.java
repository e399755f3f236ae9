package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeConformer;
import org.pfnproof.testing.FakeToolbox;

/** What the recorder asks for, and how it says so. */
class TraceRecordCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() throws Exception {
        cli = new CliRunner(
                home.resolve("checkout"),
                FakeToolbox.of(new FakeConformer(run -> true, (run, limits) -> FakeConformer.conforming(run))));
    }

    @Test
    void whatIsMissingIsNamedWithItsPackage() throws Exception {
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path pahole = Files.createFile(bin.resolve("pahole"));
        assertThat(pahole.toFile().setExecutable(true)).isTrue();
        Needs needs = new Needs(bin.toString());
        needs.require("pahole");
        assertThatThrownBy(() -> needs.require("qemu-system-x86_64", "pahole", "objdump"))
                .hasMessage("missing on the PATH: objdump, qemu-system-x86_64;"
                        + " on Debian: apt-get install binutils qemu-system-x86");
    }

    @Test
    void recordNeedsAKernelItsModulesAndAnOutput() {
        Outcome outcome = cli.run("trace", "record");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--kernel=BZIMAGE", "--modules=DIR", "--output=LOG");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void recordRefusesWhatIsNotThere() {
        Outcome outcome = cli.run(
                "trace",
                "record",
                "--kernel",
                home.resolve("none").toString(),
                "--modules",
                home.toString(),
                "--output",
                home.resolve("x.log").toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("pfnproof: ").containsAnyOf("missing on the PATH", "cannot be read");
    }

    @Test
    void probesRefusesAModuleThatIsNotThere() {
        Outcome outcome = cli.run(
                "trace",
                "probes",
                "--release",
                "6.1.0",
                "--module",
                home.resolve("kvm.ko").toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("pfnproof: ").containsAnyOf("missing on the PATH", "cannot be read");
    }

    @Test
    void probesSaysWhichKernelsAreKnown() throws Exception {
        Path script = Path.of("recorder", "probes.py").toAbsolutePath();
        assumeTrue(new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0, "no python3");
        Process process = new ProcessBuilder("python3", script.toString(), "5.4.0", "a", "b", "c").start();
        String err = new String(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err).isEqualTo("probes.py: Linux 5.4.0 is not known; known are 6.1 and 6.12\n");
    }
}
