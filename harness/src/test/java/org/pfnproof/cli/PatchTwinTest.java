package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.CheckListener;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.patch.PatchCheck;
import org.pfnproof.patch.PatchModels;
import org.pfnproof.patch.PatchResult;
import org.pfnproof.patch.PatchTwins;
import org.pfnproof.testing.RealSpecs;
import org.pfnproof.trace.CounterexampleFile;

/** Patches that the reference implementation knows by name: two of the catalogue's variants lend it theirs. */
@Timeout(300)
class PatchTwinTest {

    @TempDir
    Path folder;

    private PatchFiles.Written written(String id) throws Exception {
        Files.writeString(folder.resolve("Mine.tla"), """
                ---- MODULE Mine ----
                EXTENDS MmuNotifier
                NoTest(seq, g) == FALSE
                ====
                """);
        Patch patch = new Patch(
                id,
                "The retry test is gone",
                "It says no.",
                folder,
                "Mine",
                Map.of("mmu_invalidate_retry_gfn", "NoTest"),
                Map.of(),
                Map.of());
        Catalogue catalogue = RealSpecs.inPlace().catalogue();
        PatchModels models =
                PatchModels.of(patch, List.of("MmuNotifier"), catalogue, Suite.QUICK, List.of("retry-one"));
        PatchResult result = new PatchCheck(
                        catalogue,
                        new Engines().open(catalogue.root(), Optional.empty()),
                        CheckRequest.quick(1),
                        new Capacity(1, 2048),
                        new Silent())
                .run(patch, models);
        assertThat(result.answer()).isEqualTo(PatchResult.Answer.BREAKS);
        return new PatchFiles(new PatchTwins(patch, Optional.empty(), catalogue)).write(result);
    }

    @Test
    void withATwinTheRaceIsConfirmedAndATestIsWritten() throws Exception {
        PatchFiles.Written written = written("no-retry-test");
        assertThat(written.exit()).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("NoRetryTestTest.java"))
                .content()
                .contains(
                        "Races.of(\"retry-one\", \"no-retry-test\", PROPERTY)", "holdsWithTheFix", "race.step(\"v1\"");
        assertThat(CounterexampleFile.read(folder.resolve("counterexample.json"))
                        .length())
                .as("steps that are no part of the race are left out")
                .isEqualTo(13);
        assertThat(written.files()).hasSize(2);
    }

    @Test
    void aTwinThatDoesSomethingElseIsADisagreement() throws Exception {
        PatchFiles.Written written = written("get-zero-refcount");
        assertThat(written.exit()).isEqualTo(ExitCode.DISAGREEMENT);
        assertThat(written.note()).contains("retry-one+get-zero-refcount");
        assertThat(folder.resolve("counterexample.json")).exists();
        assertThat(folder.resolve("GetZeroRefcountTest.java")).doesNotExist();
    }

    private static final class Silent implements CheckListener {
        @Override
        public void started(Run run) {
            // Nobody watches.
        }

        @Override
        public void finished(RunResult result) {
            // Nobody watches.
        }

        @Override
        public void progress(Run run, long distinct, long generated, long queue) {
            // Nobody watches.
        }
    }
}
