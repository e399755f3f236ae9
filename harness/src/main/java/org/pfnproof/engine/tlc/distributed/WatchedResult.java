package org.pfnproof.engine.tlc.distributed;

import tlc2.tool.distributed.NextStateResult;

/** A block's new states, as TLC's server wants them, with what the worker saw. */
public final class WatchedResult extends NextStateResult {

    private static final long serialVersionUID = 1L;

    private final BlockReport report;

    public WatchedResult(NextStateResult result, BlockReport report) {
        super(
                result.getNextStates(),
                result.getNextFingerprints(),
                result.getComputationTime(),
                result.getStatesComputedDelta() + result.getNextStates().length);
        this.report = report;
    }

    BlockReport report() {
        return report;
    }
}
