package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.translator.A4Solution;

/**
 * A temporal solution: finitely many states, the last of which is followed by the one at {@link #loop}.
 *
 * @param solution Alloy's
 */
record Trace(A4Solution solution) {

    /** The number of states before they repeat. */
    int length() {
        return solution.getTraceLength();
    }

    /** The state that follows the last one. */
    int loop() {
        return solution.getLoopState();
    }

    /** The state that stands at a position of the infinite execution. */
    int at(int position) {
        return position < length() ? position : loop() + (position - loop()) % (length() - loop());
    }
}
