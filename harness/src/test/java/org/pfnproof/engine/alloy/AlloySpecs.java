package org.pfnproof.engine.alloy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.testing.RealSpecs;

/** The project's Alloy specs in a folder where a test may break them, and the engine on them. */
final class AlloySpecs {

    static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 512);

    private final RealSpecs specs;

    private AlloySpecs(RealSpecs specs) {
        this.specs = specs;
    }

    static AlloySpecs copyTo(Path temporary) {
        return new AlloySpecs(RealSpecs.copyTo(temporary));
    }

    Path folder() {
        return specs.folder();
    }

    /** The models that Alloy decides. */
    List<Model> models() {
        return specs.catalogue().models().stream().filter(AlloySpecs::isAlloy).toList();
    }

    /** The variants of those models. */
    List<Variant> variants() {
        return specs.catalogue().variants().stream()
                .filter(variant -> variant.models().stream().allMatch(AlloySpecs::isAlloy))
                .toList();
    }

    private static boolean isAlloy(Model model) {
        return model.engine() == Model.EngineKind.ALLOY;
    }

    Model model(String id) {
        return specs.model(id);
    }

    Variant variant(String id) {
        return specs.variant(id);
    }

    RunResult run(Model model) throws InterruptedException {
        return run(new Run(model, Optional.empty()));
    }

    RunResult run(Variant variant) throws InterruptedException {
        return run(new Run(variant.models().get(0), Optional.of(variant)));
    }

    private RunResult run(Run run) throws InterruptedException {
        return new AlloyEngine(folder(), ChildRunner.open()).run(run, LIMITS, (who, distinct, generated, queue) -> {});
    }
}
