package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pfnproof.check.ExitCode;

class MainTest {

    /** As if somebody had built pfnproof anew, in the middle of a command. */
    @Test
    void endsWithoutAVerdictIfAPartOfItIsGone() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("gson"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpfnproof.home=" + Path.of("..").toAbsolutePath().normalize(),
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "list",
                        "models")
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(ExitCode.UNDECIDED.code()).isEqualTo(3);
        assertThat(err)
                .startsWith("pfnproof: a part of the program is gone (com/google/gson")
                .hasLineCount(1);
    }
}
