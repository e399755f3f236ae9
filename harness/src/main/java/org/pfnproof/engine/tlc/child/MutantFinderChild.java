package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import org.pfnproof.engine.child.ChildSide;

/** The main class of a JVM that finds a spec's mutants; it parses and runs nothing. */
public final class MutantFinderChild {

    private static final String TLC = "tlc";
    private static final String MODULES = "modules";
    private static final String PROBLEMS = "problems";
    private static final int CRASHED = 70;

    private MutantFinderChild() {}

    /** The request for the mutants of some modules. */
    public static JsonObject request(TlcRequest tlc, Collection<String> modules) {
        JsonObject request = new JsonObject();
        request.add(TLC, tlc.json());
        request.add(MODULES, TlcRequest.array(modules));
        return request;
    }

    /** What is wrong with the spec, in a result without mutants. */
    public static String problems(JsonObject result) {
        return result.has(PROBLEMS) ? result.get(PROBLEMS).getAsString() : "";
    }

    /** Parses the spec in the run directory and leaves its mutants there. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        try {
            side.finish(find(side));
            System.exit(0);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private static JsonObject find(ChildSide side) throws IOException {
        TlcRequest request = TlcRequest.of(side.request().getAsJsonObject(TLC));
        SpecLoader spec = SpecLoader.load(request.root());
        if (!spec.problems().isEmpty()) {
            JsonObject result = new JsonObject();
            result.addProperty(PROBLEMS, spec.problems().toString());
            return result;
        }
        Set<String> modules = Set.copyOf(TlcRequest.strings(side.request(), MODULES));
        return new MutantFinder(side.directory(), spec.root(), request).find(modules, request.specification());
    }
}
