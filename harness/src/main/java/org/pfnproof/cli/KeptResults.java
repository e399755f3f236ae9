package org.pfnproof.cli;

import java.io.IOException;
import org.pfnproof.check.CachedToolbox;
import org.pfnproof.check.Toolbox;
import org.pfnproof.engine.cache.ProgramHash;
import org.pfnproof.engine.cache.ResultStore;

/** What earlier checks found, in front of the checkers. */
final class KeptResults {

    /** Where they are, below the build folder. */
    static final String FOLDER = "kept-results";

    private KeptResults() {}

    /** The checkers with a cache; without one, and with a note, if this program cannot be told from another one. */
    static Toolbox before(Toolbox tools, Environment environment) {
        try {
            ResultStore store = new ResultStore(environment.build().resolve(FOLDER));
            store.tidy();
            return new CachedToolbox(tools, store, ProgramHash.current());
        } catch (IOException e) {
            environment.err().println("pfnproof: no earlier results are used: " + OutputFile.reason(e));
            return tools;
        }
    }
}
