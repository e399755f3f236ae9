package org.pfnproof.engine.twin;

import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.all.Implementations;

/** The project's own reference implementations. */
public final class RegisteredProtocols implements ProtocolFactory {

    @Override
    public Optional<Protocol<?>> create(
            String spec,
            String specification,
            Map<String, Object> bounds,
            Map<String, String> substitutions,
            Optional<String> variant) {
        return Implementations.of(spec, specification, bounds, substitutions, variant)
                .map(protocol -> protocol);
    }
}
