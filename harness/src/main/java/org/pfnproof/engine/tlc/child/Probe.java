package org.pfnproof.engine.tlc.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.ModuleNode;

/**
 * Puts an operator that fails in the place of another one, to see whether a run depends on it at all. TLC ignores some
 * replacements without a word.
 */
public final class Probe {

    private static final String OPERATOR = "MC_probe";

    private Probe() {}

    /** What the failing operator says. */
    public static String message(String operator) {
        return "pfnproof: " + operator + " replaced";
    }

    /** Changes the root module and the configuration in the run directory. */
    static void install(Path directory, ModuleNode root, TlcRequest request, String operator) throws IOException {
        Path module = directory.resolve(request.root() + ".tla");
        Path config = directory.resolve(request.root() + ".cfg");
        FormalParamNode[] parameters = root.getOpDef(operator).getParams();
        String head = parameters.length == 0 ? OPERATOR : OPERATOR + signature(parameters);
        String definition = head + " == Assert(FALSE, \"" + message(operator) + "\")\n====\n";
        String text = Files.readString(module);
        Files.writeString(module, text.substring(0, text.lastIndexOf("====")) + definition);
        String replaced = operator + " <- " + request.replacements().get(operator);
        Files.writeString(
                config, Files.readString(config).replace(replaced + "\n", operator + " <- " + OPERATOR + "\n"));
    }

    private static String signature(FormalParamNode[] parameters) {
        return Arrays.stream(parameters)
                .map(parameter -> parameter.getName() + placeholders(parameter.getArity()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Parameters that are operators themselves. */
    private static String placeholders(int arity) {
        return arity == 0
                ? ""
                : IntStream.range(0, arity).mapToObj(i -> "_").collect(Collectors.joining(", ", "(", ")"));
    }
}
