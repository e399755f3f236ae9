package org.pfnproof.engine.explorer.toys;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.kernel.Protocol;

/** The toys as reference implementations, of specs with their names. */
public final class ToyFactory implements ProtocolFactory {

    @Override
    public Optional<Protocol<?>> create(
            String spec,
            String specification,
            Map<String, Object> bounds,
            Map<String, String> substitutions,
            Optional<String> variant) {
        int size = (Integer) bounds.get("SIZE");
        return switch (spec) {
            case "Counters" ->
                Optional.of(Toys.counters(size, 10)
                        .invariant("Small", state -> true)
                        .witness("Wrapped", state -> state.words[0] == 0)
                        .witness("Unreachable", state -> state.words[0] == -1));
            case "Philosophers" -> Optional.of(Toys.philosophers(size));
            // Ends the JVM, as a defect of it might.
            case "Halting" ->
                Optional.of(Toys.counters(size, 10).move("Halt", List.of(), state -> {
                    Runtime.getRuntime().halt(9);
                    return true;
                }));
            case "Overflowing" -> Optional.of(Toys.overflowing(size));
            default -> Optional.empty();
        };
    }
}
