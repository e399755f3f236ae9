package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Results;

class ProgressTest {

    private final Run toy = Results.run("toy");

    @Test
    void tellsStatesRateAndQueueOfWhatIsRunning() {
        ProgressState state = new ProgressState(2);
        state.started(toy);
        assertThat(state.describe()).isEqualTo("toy 0 s");
        state.progress(toy, 12345, 31);
        assertThat(state.describe()).matches("toy 12,345 states, [0-9,]+/s, queue 31");
        state.finished(toy);
        assertThat(state.describe()).isEmpty();
    }

    @Test
    void aLogGetsOneLineForEachFinishedRun() {
        assertThat(LineProgress.line(1, 2, Results.expected(toy))).isEqualTo("[1/2] toy HOLDS as expected, 1.5 s");
        assertThat(LineProgress.line(2, 2, Results.of(toy, new Verdict.Violated("NoLostUpdate"))))
                .isEqualTo("[2/2] toy VIOLATED NOT as expected, 1.5 s");
    }

    @Test
    void aTerminalGetsALineThatFits() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BarProgress bar =
                new BarProgress(new ProgressState(1), new PrintStream(out, true, StandardCharsets.UTF_8), 40)) {
            bar.started(toy);
            bar.progress(toy, 12345, 20000, 31);
            bar.finished(Results.expected(toy));
        }
        String[] lines = out.toString(StandardCharsets.UTF_8).split("[\r\n]+");
        assertThat(lines).anyMatch(line -> line.startsWith("1/1 [============]"));
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }
}
