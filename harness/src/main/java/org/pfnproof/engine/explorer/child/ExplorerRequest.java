package org.pfnproof.engine.explorer.child;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * What the explorer's JVM is to do.
 *
 * @param subject what to explore: a {@link org.pfnproof.engine.twin.TwinRequest}
 * @param symmetric names of bounds whose things are interchangeable
 * @param rules ids of the properties and witnesses to look at, in the order of reporting
 * @param deadlock whether a state without successor is a violation
 * @param all whether to go on after a violation, to find the shortest one of each rule; none is shown step by step then
 * @param maxStates behind a violation, how many states there may be; some fewer may already be too many
 * @param threads how many threads search
 * @param modelValues texts of the bounds that are model values
 */
public record ExplorerRequest(
        JsonObject subject,
        List<String> symmetric,
        List<String> rules,
        boolean deadlock,
        boolean all,
        int maxStates,
        int threads,
        List<String> modelValues) {

    public ExplorerRequest {
        subject = subject.deepCopy();
        symmetric = List.copyOf(symmetric);
        rules = List.copyOf(rules);
        modelValues = List.copyOf(modelValues);
    }
}
