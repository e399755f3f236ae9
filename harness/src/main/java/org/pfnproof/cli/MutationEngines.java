package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.engine.alloy.AlloyMutants;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.explorer.ExplorerMutants;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.tlc.TlcMutants;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.kernel.Protocol;

/** What finds and runs mutants. */
final class MutationEngines {

    private final Environment environment;
    private final TlcJar jar;
    private final ChildRunner children = ChildRunner.open();

    MutationEngines(Environment environment, Optional<Path> tla2tools) throws UnusableToolException {
        this.environment = environment;
        try {
            this.jar = tla2tools.isPresent() ? TlcJar.open(tla2tools.get()) : TlcJar.bundled();
        } catch (TlcJar.NotTlcException e) {
            throw new UnusableToolException(e.problem().toString());
        }
    }

    /** What checks a group: its name and version. */
    String version(MutationPlan.Group group) {
        return switch (group.engine()) {
            case ALLOY -> AlloyMutants.version();
            case EXPLORER -> ExplorerMutants.version();
            case TLC -> jar.name();
        };
    }

    Mutants of(MutationPlan.Group group) {
        return switch (group.engine()) {
            case ALLOY -> new AlloyMutants(environment.specs(), children, group);
            case EXPLORER ->
                new ExplorerMutants(
                        environment.sources(),
                        Protocol.class.getPackageName(),
                        RegisteredProtocols.class,
                        children,
                        group);
            case TLC -> new TlcMutants(environment.specs(), jar, children, group);
        };
    }
}
