package org.pfnproof.engine.tlc.distributed;

import java.io.IOException;
import tlc2.tool.TLCTrace;
import tlc2.tool.distributed.fp.NonDistributedFPSetManager;
import tlc2.tool.fp.FPSet;

/** The set of fingerprints that the server keeps for all workers. TLC's own ends the JVM when it is closed. */
public final class Fingerprints extends NonDistributedFPSetManager {

    private static final long serialVersionUID = 1L;

    private final transient FPSet set;

    public Fingerprints(FPSet set, String address, TLCTrace trace) throws IOException {
        super(set, address, trace);
        this.set = set;
    }

    /** Its files are left to whoever deletes the run directory. */
    @Override
    public void close(boolean cleanup) throws IOException {
        set.close();
    }
}
