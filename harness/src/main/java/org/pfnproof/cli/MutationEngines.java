package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.engine.alloy.AlloyMutants;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.tlc.TlcMutants;

/** What finds and runs mutants. */
final class MutationEngines {

    private final Path specs;
    private final TlcJar jar;
    private final ChildRunner children = ChildRunner.open();

    MutationEngines(Path specs, Optional<Path> tla2tools) throws UnusableToolException {
        this.specs = specs;
        try {
            this.jar = tla2tools.isPresent() ? TlcJar.open(tla2tools.get()) : TlcJar.bundled();
        } catch (TlcJar.NotTlcException e) {
            throw new UnusableToolException(e.problem().toString());
        }
    }

    /** What checks a group: its name and version. */
    String version(MutationPlan.Group group) {
        return isAlloy(group) ? AlloyMutants.version() : jar.name();
    }

    private static boolean isAlloy(MutationPlan.Group group) {
        return group.models().get(0).model().engine() == EngineKind.ALLOY;
    }

    Mutants of(MutationPlan.Group group) {
        return isAlloy(group) ? new AlloyMutants(specs, children, group) : new TlcMutants(specs, jar, children, group);
    }
}
