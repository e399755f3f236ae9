package org.pfnproof.engine.tlc.distributed;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a worker saw while it expanded one block of states.
 *
 * @param steps action to the number of its steps
 * @param reached witnesses that this worker saw for the first time
 * @param level the highest level among the successors: the number of states on the way there, the initial one included
 */
public record BlockReport(Map<String, Long> steps, List<String> reached, int level) implements Serializable {

    public BlockReport {
        steps = Map.copyOf(steps);
        reached = List.copyOf(reached);
    }
}
