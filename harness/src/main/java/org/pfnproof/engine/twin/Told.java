package org.pfnproof.engine.twin;

import java.util.Map;
import org.pfnproof.trace.Value;

/** What a checker tells of a state, and of the step that leads to it, if it is asked. */
public interface Told {

    /** The state's variables. */
    Map<String, Value> variables();

    /**
     * Whether a property or witness is true of the state, or of the step to it, whichever it is about.
     *
     * @param id one of those with which the walk began
     */
    boolean isTrue(String id);
}
