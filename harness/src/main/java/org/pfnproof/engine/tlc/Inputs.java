package org.pfnproof.engine.tlc;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.source.Comments;
import org.pfnproof.engine.source.InputsHash;

/** What a run of a TLA+ spec depends on. */
public final class Inputs {

    private Inputs() {}

    /**
     * The hash of the modules, and of the root module and configuration made from the model and the variant.
     *
     * @param specs the folder {@code specs}
     */
    public static String hash(Run run, Path specs) {
        return hash(run, SpecSources.read(McFiles.roots(run), TlcRun.folders(run, specs)));
    }

    static String hash(Run run, SpecSources sources) {
        Map<String, String> inputs = new TreeMap<>(sources.files());
        McFiles root = McFiles.of(run);
        inputs.put(McFiles.ROOT + ".tla", root.module());
        inputs.put(McFiles.ROOT + ".cfg", root.config());
        return InputsHash.of(Comments.TLA, inputs);
    }
}
