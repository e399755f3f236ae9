package org.pfnproof.engine.tlc.distributed;

import tlc2.tool.TLCState;
import tlc2.tool.WorkerException;

/** A worker could not compute. What caused it stays there: TLC's exceptions cannot be sent. */
public final class Failure extends WorkerException {

    private static final long serialVersionUID = 1L;

    private final boolean isOfTheMachine;

    /**
     * A failure.
     *
     * @param isOfTheMachine whether it says nothing about the spec: want of memory, a defect
     */
    public Failure(String message, boolean isOfTheMachine, TLCState state, TLCState successor) {
        super(message, state, successor, false);
        this.isOfTheMachine = isOfTheMachine;
    }

    public boolean isOfTheMachine() {
        return isOfTheMachine;
    }
}
