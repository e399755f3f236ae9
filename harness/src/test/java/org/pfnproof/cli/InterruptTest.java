package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.SleepingMain;

@Timeout(120)
class InterruptTest {

    @TempDir
    Path home;

    @Test
    void ctrlCEndsTheCheckersAndSaysSoInOneLine() throws IOException, InterruptedException {
        new CliRunner(home, FakeToolbox.obedient());
        Process check = start();
        try (BufferedReader err = check.errorReader()) {
            List<Long> children = new ArrayList<>();
            while (children.size() < 2) {
                String line = err.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("child ")) {
                    children.add(Long.parseLong(line.substring("child ".length())));
                }
            }

            new ProcessBuilder("kill", "-INT", Long.toString(check.pid()))
                    .start()
                    .waitFor();
            String rest = err.lines().collect(Collectors.joining("\n"));

            assertThat(check.waitFor()).isEqualTo(130);
            assertThat(rest).isEqualTo("pfnproof: interrupted; every run was stopped.");
            assertThat(children)
                    .allSatisfy(child -> assertThat(ProcessHandle.of(child)).isEmpty());
        } finally {
            check.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        // A build that runs in the background has its children ignore SIGINT; env puts that right.
        return new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleepingMain.class.getName(),
                        home.toString(),
                        "check",
                        "--jobs",
                        "2")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
