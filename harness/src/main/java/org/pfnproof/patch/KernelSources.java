package org.pfnproof.patch;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;

/** The sources of one reference implementation, a package, read by the Java compiler's parser. */
final class KernelSources {

    private final JavaCompiler compiler;
    private final Path root;
    private final String packageName;
    private final List<CompilationUnitTree> units;
    private final SourcePositions positions;

    /**
     * Reads a package.
     *
     * @param root the folder of all sources
     */
    KernelSources(JavaCompiler compiler, Path root, String packageName) throws IOException {
        this.compiler = compiler;
        this.root = root;
        this.packageName = packageName;
        try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
            Parsed parsed = parse(files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList());
            units = parsed.units();
            positions = parsed.positions();
        }
    }

    private record Parsed(List<CompilationUnitTree> units, SourcePositions positions) {}

    private Parsed parse(List<Path> files) throws IOException {
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> parsed = new ArrayList<>();
            task.parse().forEach(parsed::add);
            return new Parsed(parsed, Trees.instance(task).getSourcePositions());
        }
    }

    String packageName() {
        return packageName;
    }

    List<CompilationUnitTree> units() {
        return units;
    }

    /** A class of the package, by its simple name. */
    Optional<ClassTree> type(String simple) {
        return Optional.ofNullable(types().get(simple)).map(Named::tree);
    }

    /** How a class is called from elsewhere in the package: with the classes around it. */
    Optional<String> called(String simple) {
        return Optional.ofNullable(types().get(simple)).map(Named::name);
    }

    /** The file of a class of the package. */
    CompilationUnitTree unitOf(ClassTree type) {
        return types().get(type.getSimpleName().toString()).unit();
    }

    private record Named(String name, ClassTree tree, CompilationUnitTree unit) {}

    private Map<String, Named> types() {
        Map<String, Named> types = new LinkedHashMap<>();
        units.forEach(unit -> unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .forEach(type -> collect("", (ClassTree) type, unit, types)));
        return types;
    }

    private static void collect(String prefix, ClassTree type, CompilationUnitTree unit, Map<String, Named> types) {
        String name = prefix + type.getSimpleName();
        types.putIfAbsent(type.getSimpleName().toString(), new Named(name, type, unit));
        members(type, ClassTree.class).forEach(inner -> collect(name + ".", inner, unit, types));
    }

    static <T extends Tree> List<T> members(ClassTree type, Class<T> kind) {
        return type.getMembers().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Fields, and components of records. */
    static List<VariableTree> fields(ClassTree type) {
        return members(type, VariableTree.class);
    }

    /** The name of a class that a file imports. */
    static Optional<String> imported(CompilationUnitTree unit, String simple) {
        return unit.getImports().stream()
                .map(ImportTree::getQualifiedIdentifier)
                .map(Object::toString)
                .filter(name -> name.endsWith("." + simple))
                .findFirst();
    }

    /** A method as it is written, with the name of its class; of a class that is not of the package, if a file imports it. */
    Optional<String> method(CompilationUnitTree from, String owner, String name) throws IOException {
        Optional<String> here = method(units, positions, owner, name);
        Optional<String> other = imported(from, owner);
        if (here.isPresent() || other.isEmpty()) {
            return here.isPresent() ? here : method(units, positions, "", name);
        }
        Path file = root.resolve(other.get().replace('.', '/') + ".java");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Parsed parsed = parse(List.of(file));
        return method(parsed.units(), parsed.positions(), owner, name);
    }

    /** The first method of that name; in whatever class, if none is named. */
    private static Optional<String> method(
            List<CompilationUnitTree> units, SourcePositions positions, String owner, String name) {
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : units) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void nothing) {
                    members(type, MethodTree.class).stream()
                            .filter(method -> method.getBody() != null
                                    && method.getName().contentEquals(name)
                                    && (owner.isEmpty() || type.getSimpleName().contentEquals(owner)))
                            .forEach(method -> found.add(text(unit, positions, method)));
                    return super.visitClass(type, nothing);
                }
            }.scan(unit, null);
        }
        return found.stream().findFirst();
    }

    /** What is written in a file. */
    String text(CompilationUnitTree unit, Tree tree) {
        return text(unit, positions, tree);
    }

    private static String text(CompilationUnitTree unit, SourcePositions positions, Tree tree) {
        try {
            CharSequence source = unit.getSourceFile().getCharContent(true);
            int start = (int) positions.getStartPosition(unit, tree);
            int end = (int) positions.getEndPosition(unit, tree);
            int line = start;
            while (line > 0 && source.charAt(line - 1) == ' ') {
                line--;
            }
            return source.subSequence(line, end).toString().stripIndent().strip();
        } catch (IOException e) {
            return tree.toString();
        }
    }

    /** Whether a field can be written from another class. */
    static boolean isOpen(VariableTree field) {
        return !is(field, "private") && !is(field, "final") && !is(field, "static");
    }

    static boolean is(VariableTree field, String modifier) {
        return field.getModifiers().getFlags().stream()
                .anyMatch(flag -> flag.toString().equals(modifier));
    }
}
