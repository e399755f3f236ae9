package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Needs;

@Timeout(120)
class CompletionAndManTest {

    @TempDir
    Path home;

    private Outcome run(String... command) {
        Outcome outcome = new CliRunner(home, FakeToolbox.obedient()).run(command);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        return outcome;
    }

    private record Said(int code, String text) {}

    private static Said shell(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static boolean has(String program) throws IOException, InterruptedException {
        return shell("sh", "-c", "command -v " + program).code() == 0;
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Needs.that(has("bash"), "bash");
        Path script = Files.writeString(
                home.resolve("completion"), run("completion", "bash").out());

        assertThat(shell("bash", "-n", script.toString())).isEqualTo(new Said(0, ""));
        assertThat(complete(script, "com", 1, "pfnproof", "com").split("\\s+")).contains("compare", "completion");
        assertThat(complete(script, "--su", 2, "pfnproof", "check", "--su")).isEqualTo("--suite");
        assertThat(complete(script, "--dis", 2, "pfnproof", "check", "--dis")).isEqualTo("--distributed");
    }

    /** What bash offers, asked as bash asks. */
    private static String complete(Path script, String word, int index, String... words) throws Exception {
        // Outside of a completion that does nothing.
        String ask = "compopt() { :; }; source '" + script + "'; COMP_WORDS=(" + String.join(" ", words)
                + "); COMP_CWORD=" + index + "; _complete_pfnproof pfnproof '" + word + "' x; echo \"${COMPREPLY[*]}\"";
        return shell("bash", "-c", ask).text().strip();
    }

    @Test
    void zshGetsTheSameScriptWithItsOwnPreparation() {
        assertThat(run("completion", "zsh").out())
                .startsWith("autoload -Uz")
                .contains("complete -F _complete_pfnproof");
    }

    @Test
    void theManualPageNamesEveryCommandAndIsWellFormed() throws Exception {
        String page = run("man").out();

        assertThat(page)
                .startsWith(".TH PFNPROOF 1 ")
                .contains(".SS check\n", ".SS patch affects\n", "\\-\\-distributed");
        Needs.that(has("groff"), "groff");
        Path file = Files.writeString(home.resolve("pfnproof.1"), page);
        assertThat(shell("groff", "-man", "-Tutf8", "-ww", "-z", file.toString()))
                .isEqualTo(new Said(0, ""));
        assertThat(shell("groff", "-man", "-Tascii", "-P-cbou", file.toString()).text())
                .contains("--shard I/N")
                .contains("exit code 4");
    }
}
