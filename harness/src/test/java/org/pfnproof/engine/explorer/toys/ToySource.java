package org.pfnproof.engine.explorer.toys;

import java.util.Optional;
import org.pfnproof.engine.explorer.child.ProtocolSource;
import org.pfnproof.kernel.Protocol;

/** The toys as reference implementations, of specs with their names. */
public final class ToySource implements ProtocolSource {

    @Override
    public Optional<Protocol<?>> find(Subject subject) {
        int size = subject.bounds().get("SIZE").getAsInt();
        return switch (subject.spec()) {
            case "Counters" ->
                Optional.of(Toys.counters(size, 10)
                        .invariant("Small", state -> true)
                        .witness("Wrapped", state -> state.words[0] == 0)
                        .witness("Unreachable", state -> state.words[0] == -1));
            case "Philosophers" -> Optional.of(Toys.philosophers(size));
            case "Overflowing" -> Optional.of(Toys.overflowing(size));
            default -> Optional.empty();
        };
    }
}
