package org.pfnproof.patch;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import org.pfnproof.catalogue.JavaChange;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.source.JavaInMemory;
import org.pfnproof.kernel.Replacements;

/**
 * What the Java file of a patch is compiled to.
 *
 * @param change the class, if there is no problem
 * @param problems what the compiler says, or why the class cannot be used
 */
public record JavaHalf(Optional<JavaChange> change, List<Problem> problems) {

    /** Where the reference implementations are. */
    private static final String PACKAGE = "org.pfnproof.kernel.";

    public JavaHalf {
        problems = List.copyOf(problems);
    }

    /**
     * Compiles a patch's Java file.
     *
     * @param compiler empty where this Java has none
     */
    public static JavaHalf of(Patch patch, Optional<JavaCompiler> compiler) {
        Path file = patch.javaFile().orElseThrow();
        if (compiler.isEmpty()) {
            return failed(List.of(Problem.of("There is no Java compiler in " + System.getProperty("java.home")
                    + ", and " + file + " is to be compiled. Set JAVA_HOME to a JDK 17 or newer, " + without())));
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            return failed(List.of(at(file, "is no text in UTF-8")));
        } catch (IOException e) {
            return failed(List.of(at(file, "cannot be read: " + e)));
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Map<String, byte[]> classes = new JavaInMemory(
                        compiler.get(), ClassLocation.of(Replacements.class).toString())
                .compile(List.of(new JavaInMemory.Source(file, text)), said);
        List<Problem> errors = new ArrayList<>(said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> problem(file, diagnostic))
                .toList());
        if (!errors.isEmpty()) {
            errors.add(Problem.of("Mend " + file.getFileName() + ", " + without()));
            return failed(errors);
        }
        List<Problem> misplaced = misplaced(patch, file, classes);
        return misplaced.isEmpty() ? compiled(patch, classes) : failed(misplaced);
    }

    private static String without() {
        return "or take \"java\" out of " + Patch.FILE + ": the specs are checked without it.";
    }

    /** A class may stand beside those of a reference implementation, and not in the place of one. */
    private static List<Problem> misplaced(Patch patch, Path file, Map<String, byte[]> classes) {
        List<Problem> problems = new ArrayList<>();
        String own = patch.java().orElseThrow();
        List<String> packages = classes.keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('.') + 1))
                .distinct()
                .toList();
        if (!packages.stream().allMatch(JavaHalf::isKernel)) {
            problems.add(at(
                    file,
                    "must be in the package of the reference implementation that it changes, a package below "
                            + PACKAGE.substring(0, PACKAGE.length() - 1)));
        } else if (!classes.containsKey(packages.get(0) + own)) {
            problems.add(at(file, "has no class " + own + ", which " + Patch.FILE + " names in \"java\""));
        }
        new TreeMap<>(classes)
                .keySet().stream()
                        .filter(name -> resource(name.replace('.', '/') + ".class"))
                        .forEach(name -> problems.add(
                                at(file, "there is a class " + name + " in pfnproof already; take another name")));
        return problems;
    }

    private static boolean isKernel(String prefix) {
        return prefix.startsWith(PACKAGE) && prefix.length() > PACKAGE.length();
    }

    private static boolean resource(String name) {
        return JavaHalf.class.getClassLoader().getResource(name) != null;
    }

    private static JavaHalf compiled(Patch patch, Map<String, byte[]> classes) {
        String own = patch.java().orElseThrow();
        Map<String, String> texts = classes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Base64.getEncoder().encodeToString(entry.getValue())));
        String name = texts.keySet().stream()
                .filter(each -> each.endsWith("." + own))
                .findFirst()
                .orElseThrow();
        return new JavaHalf(Optional.of(new JavaChange(name, texts, Map.of())), List.of());
    }

    private static Problem problem(Path file, Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic
                .getMessage(Locale.ROOT)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
        int line = (int) Math.max(0, diagnostic.getLineNumber());
        int column = (int) Math.max(0, diagnostic.getColumnNumber());
        return Problem.at(file.toString(), line, column, message);
    }

    private static Problem at(Path file, String message) {
        return Problem.at(file.toString(), 0, 0, message);
    }

    private static JavaHalf failed(List<Problem> problems) {
        return new JavaHalf(Optional.empty(), problems);
    }
}
