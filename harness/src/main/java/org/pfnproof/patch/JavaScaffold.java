package org.pfnproof.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;

/**
 * The Java file of a new patch: a class beside the functions of a reference implementation, which begins by leaving them as they are.
 *
 * @param compiler parses the sources
 * @param root the folder of pfnproof's own sources
 */
public record JavaScaffold(JavaCompiler compiler, Path root) {

    /** That there is nothing to begin with. */
    public static final class MissingException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }

    /**
     * The text of the file.
     *
     * @param name the class's name
     * @param operator the operator that the patch replaces
     * @param model a model of the spec to be changed
     * @throws MissingException if the reference implementation has no such function; says which it has
     */
    public String text(String name, String operator, Model model) throws IOException, MissingException {
        String packageName = TwinRequest.of(new Run(model, Optional.empty()), RegisteredProtocols.class)
                .create()
                .map(protocol -> protocol.getClass().getPackageName())
                .orElseThrow(() -> new MissingException("there is no reference implementation of " + model.spec()
                        + ", so nothing to be changed in Java; leave out --java"));
        if (Files.exists(root.resolve(packageName.replace('.', '/')).resolve(name + ".java"))) {
            throw new MissingException(packageName + " has a class " + name + " already; take another name");
        }
        KernelFunctions functions = KernelFunctions.of(new KernelSources(compiler, root, packageName))
                .orElseThrow(() -> new MissingException(
                        "the reference implementation of " + model.spec() + " takes no changes; leave out --java"));
        KernelFunctions.Function function = functions
                .of(operator)
                .orElseThrow(() -> new MissingException("the reference implementation of " + model.spec()
                        + " has no function " + operator + " that can be replaced"
                        + Nearest.hint(operator, functions.names())
                        + (functions.names().isEmpty() ? "" : "; it has " + String.join(", ", functions.names()))
                        + ". Leave out --java"));
        return text(name, operator, packageName, functions, function);
    }

    /** The text, once it is known what there is to be replaced. */
    static String text(
            String name,
            String operator,
            String packageName,
            KernelFunctions functions,
            KernelFunctions.Function function) {
        List<KernelFunctions.Parameter> parameters = functions.parameters();
        String types = parameters.stream().map(KernelFunctions.Parameter::type).collect(Collectors.joining(", "));
        String declared = parameters.stream()
                .map(parameter -> parameter.type() + " " + parameter.name())
                .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add("package " + packageName + ";");
        lines.add("");
        Stream.concat(
                        Stream.of("java.util.function." + functions.kind()),
                        parameters.stream().flatMap(parameter -> parameter.imported().stream()))
                .sorted()
                .forEach(imported -> lines.add("import " + imported + ";"));
        lines.add("");
        lines.add("/**");
        lines.add(
                " * The change of the patch's module in the reference implementation, the package that this class stands in.");
        lines.add(" * It puts another function in the place of " + function.name() + ", the twin of " + operator + ".");
        lines.add(" */");
        lines.add("final class " + name + " implements " + functions.kind() + "<" + types + "> {");
        lines.add("");
        lines.add("    @Override");
        lines.add("    public void accept(" + declared + ") {");
        lines.add(
                "        // The base has this; \"unchanged\" is what is there, a profile's where a kernel has another one.");
        function.now().lines().forEach(line -> lines.add(("        // " + line).stripTrailing()));
        lines.add("        var unchanged = " + function.access() + function.name() + ";");
        lines.add("        " + function.access() + function.name() + " = "
                + function.arguments().map(arguments -> arguments + " -> ").orElse("") + function.call() + ";");
        lines.add("    }");
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }
}
