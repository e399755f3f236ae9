package org.pfnproof.engine.tlc.distributed;

import tlc2.tool.TLCState;
import tlc2.tool.WorkerException;

/** A worker found a state or a step that violates something. TLC's own exception does not say of what kind. */
public final class Violation extends WorkerException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * A violation.
     *
     * @param code the number of the message by which TLC tells it in one JVM
     * @param name the property, as TLC names it
     * @param state the state
     * @param successor the state after the step; null for a deadlock
     */
    public Violation(int code, String name, TLCState state, TLCState successor) {
        super(name, state, successor, false);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
