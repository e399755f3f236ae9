package org.pfnproof.patch;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a change may put something else in the place of, in one reference implementation: the fields of its table of functions. */
final class KernelFunctions {

    private static final String TABLE = "fn";

    private final KernelSources sources;
    private final CompilationUnitTree unit;
    private final ParameterizedTypeTree kind;

    private KernelFunctions(KernelSources sources, CompilationUnitTree unit, ParameterizedTypeTree kind) {
        this.sources = sources;
        this.unit = unit;
        this.kind = kind;
    }

    /** Those of a package; empty if it takes no changes. */
    static Optional<KernelFunctions> of(KernelSources sources) {
        for (CompilationUnitTree unit : sources.units()) {
            List<ParameterizedTypeTree> kinds = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree field, Void nothing) {
                    if (field.getType() instanceof ParameterizedTypeTree type
                            && type.getType().toString().equals("Replacements")
                            && type.getTypeArguments().get(0) instanceof ParameterizedTypeTree argument) {
                        kinds.add(argument);
                    }
                    return super.visitVariable(field, nothing);
                }
            }.scan(unit, null);
            if (!kinds.isEmpty()) {
                return Optional.of(new KernelFunctions(sources, unit, kinds.get(0)));
            }
        }
        return Optional.empty();
    }

    /** What a change is: {@code Consumer} or {@code BiConsumer}. */
    String kind() {
        return kind.getType().toString();
    }

    /**
     * A thing that a change is given.
     *
     * @param type its class, as the package calls it
     * @param name for the parameter
     * @param imported the class's full name, where it is none of the package
     */
    record Parameter(String type, String name, Optional<String> imported) {}

    /** What a change is given. */
    List<Parameter> parameters() {
        return kind.getTypeArguments().stream().map(this::parameter).toList();
    }

    private Parameter parameter(Tree type) {
        String simple = simple(type);
        String name =
                simple.equals("Functions") ? TABLE : kind.getTypeArguments().size() == 1 ? "k" : "code";
        Optional<String> here = sources.called(simple);
        return new Parameter(
                here.orElse(simple), name, here.isPresent() ? Optional.empty() : KernelSources.imported(unit, simple));
    }

    private static String simple(Tree type) {
        String text = type.toString();
        return text.substring(text.lastIndexOf('.') + 1);
    }

    /**
     * A function that can be replaced.
     *
     * @param access how a change gets at it
     * @param name the field's
     * @param call how its present value is called, with {@code unchanged} for it; just that if it is no function
     * @param arguments what a function in its place takes; empty if it is none
     * @param now what it begins as, as it is written
     */
    record Function(String access, String name, String call, Optional<String> arguments, String now) {}

    /** The names of all. */
    List<String> names() {
        return tables().stream()
                .flatMap(table -> open(table).stream())
                .map(field -> field.getName().toString())
                .distinct()
                .sorted()
                .toList();
    }

    /** The one with the name of an operator, in Java spelling. */
    Optional<Function> of(String operator) throws IOException {
        for (Table table : tables()) {
            for (VariableTree field : open(table)) {
                if (spelled(field.getName().toString()).equals(spelled(operator))) {
                    return Optional.of(function(table, field));
                }
            }
        }
        return Optional.empty();
    }

    private static String spelled(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private record Table(String access, ClassTree type) {}

    private List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (Tree argument : kind.getTypeArguments()) {
            Optional<ClassTree> type = sources.type(simple(argument));
            String name = parameter(argument).name();
            type.ifPresent(found -> {
                tables.add(new Table(name + ".", found));
                String call = found.getKind() == Tree.Kind.RECORD ? "()." : ".";
                KernelSources.fields(found).stream()
                        .filter(field -> field.getName().contentEquals(TABLE))
                        .filter(field -> found.getKind() == Tree.Kind.RECORD || !KernelSources.is(field, "private"))
                        .flatMap(field -> sources.type(simple(field.getType())).stream())
                        .forEach(inner -> tables.add(new Table(name + "." + TABLE + call, inner)));
            });
        }
        return tables;
    }

    private static List<VariableTree> open(Table table) {
        return table.type().getKind() == Tree.Kind.RECORD
                ? List.of()
                : KernelSources.fields(table.type()).stream()
                        .filter(KernelSources::isOpen)
                        .toList();
    }

    private Function function(Table table, VariableTree field) throws IOException {
        String name = field.getName().toString();
        Optional<Shape> shape = shape(field.getType());
        return new Function(
                table.access(),
                name,
                shape.map(it -> "unchanged." + it.method() + "(" + String.join(", ", it.arguments()) + ")")
                        .orElse("unchanged"),
                shape.map(it -> it.arguments().size() == 1
                        ? it.arguments().get(0)
                        : "(" + String.join(", ", it.arguments()) + ")"),
                begin(table, field));
    }

    private record Shape(String method, List<String> arguments) {}

    /** The one method of an interface of the package, or of the JDK. */
    private Optional<Shape> shape(Tree type) {
        String text = type instanceof ParameterizedTypeTree generic
                ? generic.getType().toString()
                : type.toString();
        Optional<ClassTree> own = sources.type(text.substring(text.lastIndexOf('.') + 1));
        if (own.isPresent()) {
            return KernelSources.members(own.get(), MethodTree.class).stream()
                    .filter(method -> own.get().getKind() == Tree.Kind.INTERFACE && method.getBody() == null)
                    .findFirst()
                    .map(method -> new Shape(
                            method.getName().toString(),
                            method.getParameters().stream()
                                    .map(parameter -> parameter.getName().toString())
                                    .toList()));
        }
        try {
            return Arrays.stream(Class.forName("java.util.function." + text).getMethods())
                    .filter(method -> Modifier.isAbstract(method.getModifiers()))
                    .findFirst()
                    .map(KernelFunctions::shape);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Shape shape(Method method) {
        return new Shape(
                method.getName(),
                IntStream.range(0, method.getParameterCount())
                        .mapToObj(i -> String.valueOf((char) ('a' + i)))
                        .collect(Collectors.toList()));
    }

    /** What the field begins as: its initializer, or what a constructor gives it; a method that is named there, in full. */
    private String begin(Table table, VariableTree field) throws IOException {
        String name = field.getName().toString();
        if (field.getInitializer() != null) {
            return begin(sources.unitOf(table.type()), name, field.getInitializer());
        }
        for (CompilationUnitTree each : sources.units()) {
            List<ExpressionTree> values = new ArrayList<>();
            new TreeScanner<Void, Boolean>() {
                @Override
                public Void visitMethod(MethodTree method, Boolean constructor) {
                    return super.visitMethod(method, method.getName().contentEquals("<init>"));
                }

                @Override
                public Void visitAssignment(AssignmentTree assignment, Boolean constructor) {
                    String variable = assignment.getVariable().toString();
                    if (constructor && (variable.endsWith("." + name) || variable.equals(name))) {
                        values.add(assignment.getExpression());
                    }
                    return super.visitAssignment(assignment, constructor);
                }
            }.scan(each, false);
            if (!values.isEmpty()) {
                return begin(each, name, values.get(0));
            }
        }
        return "";
    }

    private String begin(CompilationUnitTree from, String name, ExpressionTree value) throws IOException {
        if (value instanceof MemberReferenceTree reference) {
            String owner = reference.getQualifierExpression().toString();
            Optional<String> method =
                    sources.method(from, owner, reference.getName().toString());
            if (method.isPresent()) {
                return method.get();
            }
        }
        return name + " = " + sources.text(from, value) + ";";
    }
}
