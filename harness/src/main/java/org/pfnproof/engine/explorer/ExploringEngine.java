package org.pfnproof.engine.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * Lets the explorer decide what is TLC's, where the reference implementation states everything that the answer needs, and TLC the rest: for
 * "holds" that is all properties and all witnesses, for a violation the properties. The explorer does not read the spec, so such a result is about the spec only as far as the two are known to conform; it names the
 * explorer as its engine and says so in a note.
 */
public final class ExploringEngine implements Engine {

    private static final String NOTE =
            "Decided by the explorer on the reference implementation, not on the spec; \"conform\" compares the two.";

    private final Engine tlc;
    private final ExplorerEngine explorer;
    private final Class<? extends ProtocolFactory> factory;

    /**
     * An engine.
     *
     * @param tlc decides the rest
     * @param factory makes the reference implementations
     */
    public ExploringEngine(Engine tlc, ExplorerEngine explorer, Class<? extends ProtocolFactory> factory) {
        this.tlc = tlc;
        this.explorer = explorer;
        this.factory = factory;
    }

    @Override
    public String version() {
        return tlc.version();
    }

    @Override
    public Optional<String> inputs(Run run) {
        return explores(run) ? explorer.inputs(run).map(inputs -> explorer.version() + " " + inputs) : tlc.inputs(run);
    }

    @Override
    public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        if (!explores(run)) {
            return tlc.run(run, limits, progress);
        }
        RunResult result = explorer.run(run, limits, progress);
        if (!(result.verdict() instanceof Verdict.Violated)
                && !states(run, run.model().witnesses())) {
            return tlc.run(run, limits, progress);
        }
        List<String> notes = new ArrayList<>(result.notes());
        notes.add(NOTE);
        return new RunResult(
                run,
                result.engine(),
                result.verdict(),
                result.states(),
                result.actions(),
                result.witnesses(),
                result.counterexample(),
                notes,
                result.command(),
                result.time(),
                result.observations(),
                result.memory(),
                result.kept());
    }

    /** Whether the explorer can give the answer that is expected. */
    boolean explores(Run run) {
        Model model = run.model();
        return model.engine() == EngineKind.TLC
                && model.observes().isEmpty()
                && !model.hasLiveness()
                && states(run, model.properties())
                && (run.expectedViolation().isPresent()
                        || states(run, run.model().witnesses()));
    }

    /** Whether there is a reference implementation that states them, with the model's symmetry. */
    private boolean states(Run run, List<Property> properties) {
        try {
            return TwinRequest.of(run, factory)
                    .create()
                    .filter(protocol -> states(protocol, run.model().symmetric(), properties))
                    .isPresent();
        } catch (RuntimeException e) {
            // There is none for such bounds.
            return false;
        }
    }

    private static <S extends PackedState> boolean states(
            Protocol<S> protocol, List<String> symmetric, List<Property> properties) {
        if (!symmetric.isEmpty()) {
            protocol.renamings(symmetric);
        }
        Set<String> rules = protocol.rules().stream().map(Rule::id).collect(Collectors.toSet());
        return properties.stream().map(Property::id).allMatch(rules::contains);
    }
}
