package org.pfnproof.engine.explorer.child;

import java.util.List;
import org.pfnproof.engine.explorer.child.ProtocolSource.Subject;

/**
 * What the explorer's JVM is to do.
 *
 * @param source name of the {@link ProtocolSource} class
 * @param subject what to explore
 * @param symmetric names of bounds whose things are interchangeable
 * @param rules ids of the properties and witnesses to look at, in the order of reporting
 * @param deadlock whether a state without successor is a violation
 * @param threads how many threads search
 * @param modelValues texts of the bounds that are model values
 */
public record ExplorerRequest(
        String source,
        Subject subject,
        List<String> symmetric,
        List<String> rules,
        boolean deadlock,
        int threads,
        List<String> modelValues) {

    public ExplorerRequest {
        symmetric = List.copyOf(symmetric);
        rules = List.copyOf(rules);
        modelValues = List.copyOf(modelValues);
    }
}
