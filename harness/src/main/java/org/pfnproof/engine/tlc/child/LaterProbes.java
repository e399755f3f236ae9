package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pfnproof.engine.child.ChildSide;
import tla2sany.semantic.ModuleNode;

/**
 * Probes of overrides after a search, in its JVM. TLC's static fields are no longer as they were, and so such a run proves one thing
 * only: where it fails with the words of the operator that was put in, that operator was evaluated. Nothing else says them. Whatever else
 * becomes of it says nothing, and the probe has to be made again in a JVM of its own.
 */
final class LaterProbes {

    private LaterProbes() {}

    /**
     * Probes each override.
     *
     * @param root the root module, unchanged
     * @return TLC's answer for each operator; none where there was none
     */
    static JsonObject run(ChildSide side, TlcRequest request, ModuleNode root) throws IOException {
        Path module = side.directory().resolve(request.root() + ".tla");
        Path config = side.directory().resolve(request.root() + ".cfg");
        String text = Files.readString(module);
        JsonObject answers = new JsonObject();
        for (String operator : request.overrides()) {
            ManagementBeans.unregister();
            Files.writeString(module, text);
            Files.writeString(config, request.afterwards().orElseThrow());
            Probe.install(side.directory(), root, request, operator);
            try {
                answers.add(
                        operator,
                        new Session(side, request.probing(operator))
                                .runWithoutChecks()
                                .json());
            } catch (RuntimeException | StackOverflowError e) {
                // Left to a JVM of its own.
            }
        }
        return answers;
    }
}
