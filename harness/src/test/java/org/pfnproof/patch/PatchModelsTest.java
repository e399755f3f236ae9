package org.pfnproof.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.engine.source.Definition;
import org.pfnproof.engine.source.Definitions;
import org.pfnproof.engine.source.SpecStack;
import org.pfnproof.testing.RealSpecs;

/** Which models a patch of the real specs is run on, and what it may redefine. */
class PatchModelsTest {

    private final Catalogue catalogue = RealSpecs.inPlace().catalogue();

    private PatchModels models(String root, String operator, Map<String, Patch.Original> originals) {
        Patch patch = new Patch(
                "mine", "t", "d", Path.of("mine"), "Mine", Map.of(operator, "Mine_" + operator), originals, Map.of());
        return PatchModels.of(patch, SpecStack.ofTla(catalogue.root(), root), catalogue, Suite.QUICK, List.of());
    }

    @Test
    void everyKernelAndSpecThatHasTheOperatorIsAskedByDefault() {
        PatchModels models = models("MmuNotifier", "mmu_invalidate_retry_gfn", Map.of());
        assertThat(models.chosen()).extracting(Model::id).contains("retry-one", "huge-pages", "pfnmap-6.13", "aging");
        assertThat(models.later()).allSatisfy(model -> assertThat(models.chosen())
                .anyMatch(chosen ->
                        chosen.spec().equals(model.spec()) && chosen.profile().equals(model.profile())));
        assertThat(models.chosen())
                .allSatisfy(model -> assertThat(model.expected().violated()).isEmpty());
    }

    @Test
    void aKernelThatReplacesTheOperatorItselfIsLeftOutWithTheReason() {
        PatchModels models = models("PageFault", "FaultStepAfter", Map.of());
        assertThat(models.chosen()).extracting(Model::profile).containsOnly("linux-6.12");
        assertThat(models.leftOut().values()).contains("linux-6.1 has FaultStepAfter61 in the place of FaultStepAfter");
    }

    @Test
    void aPatchOfThatKernelTakesThePlaceOfWhatTheKernelHas() {
        Patch.Original original = new Patch.Original("Linux61", "FaultStepAfter61", List.of("step"), "");
        PatchModels models = models("Linux61", "FaultStepAfter", Map.of("FaultStepAfter", original));
        assertThat(models.chosen()).extracting(Model::id).containsExactly("retry-one-6.1");
        assertThat(models.chosen().get(0).substitutions()).doesNotContainKey("FaultStepAfter");
        assertThat(models("Linux61", "FaultStepAfter", Map.of()).chosen()).isEmpty();
    }

    @Test
    void whatIsOfferedIsWhatStepsAreMadeOf() {
        Model model = RealSpecs.inPlace().model("retry-one");
        Redefinable redefinable = new Redefinable(model, catalogue, Definitions.read(catalogue.root()));
        assertThat(redefinable.operators())
                .extracting(Definition::name)
                .contains(
                        "mmu_invalidate_retry_gfn",
                        "FaultStepAfter",
                        "RangeAdded",
                        "ReleasePuts",
                        "kvm_unmap_gfn_range")
                .doesNotContain("TypeOK", "Next", "Init", "NextSeq", "notifierVars", "InRange");
        assertThat(redefinable.functionsOf("RangeAdded")).containsExactly("kvm_mmu_invalidate_range_add");
        assertThat(redefinable.functionsOf("FaultStepAfter")).contains("is_page_fault_stale");
    }
}
