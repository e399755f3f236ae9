package org.pfnproof.engine.alloy.child;

import java.util.List;

/**
 * What the child is to do.
 *
 * @param root file of the root module, in the folder {@link #FOLDER} of the run directory
 * @param base for a variant: file of the root module that it replaces, of which only the commands are listed
 * @param checks names of the check commands to solve, in this order; all run commands of the root are solved after them
 * @param enough names of checks after which no further one is solved if it has a counterexample
 */
public record AlloyRequest(String root, List<String> base, List<String> checks, List<String> enough) {

    /** Folder of all Alloy files in the run directory; flat, since modules are opened by name. */
    public static final String FOLDER = "spec";

    public AlloyRequest {
        base = List.copyOf(base);
        checks = List.copyOf(checks);
        enough = List.copyOf(enough);
    }
}
