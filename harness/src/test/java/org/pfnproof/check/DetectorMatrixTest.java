package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.TlcEngine;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.testing.RealSpecs;

/** The cells of the detector matrix come from the checker, and a change of the spec shows in them. */
@Timeout(300)
class DetectorMatrixTest {

    @TempDir
    Path home;

    private static ObservedMatrix run(RealSpecs specs) throws Exception {
        Matrix matrix = specs.catalogue().matrices().get(0);
        RunResult result = new TlcEngine(specs.folder(), TlcJar.bundled(), ChildRunner.open())
                .run(
                        new Run(matrix.model(), Optional.empty()),
                        new Limits(Duration.ofMinutes(3), 1024),
                        (run, distinct, generated, queue) -> {});
        return MatrixEvaluator.evaluate(matrix, List.of(result));
    }

    @Test
    void isAsPinned() throws Exception {
        assertThat(run(RealSpecs.inPlace()).deviations()).isEmpty();
    }

    /** The assertion of the patch, had it marked all the same: the page allocator would go on finding what it found. */
    @Test
    void anAssertionThatMarksWouldHideNothing() throws Exception {
        RealSpecs specs = RealSpecs.copyTo(home);
        specs.edit("Detectors", "MakesMark == Passes /\\ ~(Asserts /\\ CountIsZero)", "MakesMark == Passes");
        specs.edit(
                "DetectorsProperties", "how = \"assert_page_count\" /\\ situation = \"outlives_again\" =>", "FALSE =>");
        specs.edit("DetectorsProperties", "=> next' = next]_detVars", "=> TRUE]_detVars");
        specs.edit("DetectorsProperties", "DetMarkWithheld == withheld", "DetMarkWithheld == check");
        assertThat(run(specs).deviations())
                .contains("assert_page_count+check, outlives_again: is SOME 2..6, expected NEVER")
                .noneMatch(sentence -> sentence.startsWith("nothing"));
    }
}
