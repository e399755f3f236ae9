package org.pfnproof.conform;

import java.util.List;
import org.pfnproof.engine.Run;

/**
 * What the checker of a spec and the explorer of its reference implementation are both asked.
 *
 * @param run the model, with or without a variant
 * @param properties ids of its safety properties that are decided, {@code Deadlock} among them where it is one
 */
public record Question(Run run, List<String> properties) {

    public Question {
        properties = List.copyOf(properties);
    }
}
