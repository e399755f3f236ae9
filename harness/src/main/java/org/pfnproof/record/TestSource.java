package org.pfnproof.record;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.apache.commons.text.WordUtils;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.replay.Race;
import org.pfnproof.report.StateDiff;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/**
 * The JUnit test of a counterexample: a class that can be read on its own, with a line for each step. Written in the form that the
 * formatter would give it.
 */
public final class TestSource {

    /** The package of the generated tests, and of the class that they use. */
    public static final String PACKAGE = "org.pfnproof.counterexamples";

    private static final int INDENT = 4;
    private static final int WIDTH = 120;
    private static final int PROSE = 110;
    private static final ClassName TEST = ClassName.get("org.junit.jupiter.api", "Test");
    private static final ClassName RACES = ClassName.get(PACKAGE, "Races");
    private static final ClassName ALLOY_RUNS = ClassName.get(PACKAGE, "AlloyRuns");

    private final Subject subject;
    private final Counterexample trace;

    /** The test of a subject's counterexample. */
    public TestSource(Subject subject, Counterexample trace) {
        this.subject = subject;
        this.trace = trace;
    }

    /** The class's name: {@code range-overwritten} is {@code RangeOverwrittenTest}. */
    public static String className(String id) {
        return WordUtils.capitalize(id, '-', '.').replace("-", "").replace('.', '_') + "Test";
    }

    /** The whole file. */
    public String text() {
        TypeSpec.Builder type = TypeSpec.classBuilder(className(subject.id())).addJavadoc("$L", about());
        type.addField(FieldSpec.builder(String.class, "PROPERTY", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L", prose(statement()))
                .initializer("$S", subject.property())
                .build());
        if (subject.engine() == EngineKind.ALLOY) {
            alloy(type);
        } else {
            race(type);
        }
        return JavaFile.builder(PACKAGE, type.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString();
    }

    private String about() {
        Model model = subject.run().model();
        Optional<Variant> variant = subject.run().variant();
        return prose(sentence(variant.map(Variant::title).orElse(model.title())))
                + "\n\n" + prose("<p>" + variant.map(Variant::description).orElse(model.description()))
                + variant.map(change -> "\n\n" + prose("<p>As the kernel has it: " + change.fix()))
                        .orElse("")
                + (trace.kind() == Counterexample.Kind.TRACE && trace.length() == 0
                        ? "\n\n<p>The initial state is enough."
                        : "")
                + "\n\n<p>Written by {@code harness/pfnproof record " + subject.id() + "}.";
    }

    private String statement() {
        return subject.statement().map(Property::statement).orElse("Some step can be taken.");
    }

    private void race(TypeSpec.Builder type) {
        boolean lasso = trace.loop().isPresent();
        type.addMethod(test(
                lasso ? "canGoOnForEver" : "isViolated",
                body(subject.run().variant(), lasso ? "LeadsBack" : "Violated")));
        // Without the change the same steps may be possible, but not fair: the reference implementation cannot tell.
        if (subject.run().variant().isPresent() && !lasso) {
            type.addMethod(test("holdsWithTheFix", body(Optional.empty(), "Holds")));
        }
        if (trace.length() > 0) {
            type.addMethod(steps());
        }
    }

    private MethodSpec steps() {
        MethodSpec.Builder steps = MethodSpec.methodBuilder("race")
                .addJavadoc("$L", prose(sentence(subject.run().model().title()) + setting()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(Race.class, "race");
        State before = trace.initial();
        for (Step step : trace.steps()) {
            steps.addCode("$L\n", line(before, step));
            before = step.state();
        }
        return steps.build();
    }

    private String setting() {
        String run = " Model " + trace.model() + ", " + trace.profile() + ".";
        return trace.loop().isPresent()
                ? run + " After the last step it may go on as after step "
                        + trace.loop().getAsInt() + "."
                : run;
    }

    private CodeBlock body(Optional<Variant> variant, String expected) {
        CodeBlock.Builder body = CodeBlock.builder();
        if (variant.isPresent()) {
            body.addStatement(
                    "$T race = $T.of($S, $S, PROPERTY)",
                    Race.class,
                    RACES,
                    trace.model(),
                    variant.get().id());
        } else {
            body.addStatement("$T race = $T.of($S, PROPERTY)", Race.class, RACES, trace.model());
        }
        if (trace.length() > 0) {
            body.addStatement("race(race)");
        }
        if (trace.loop().isPresent()) {
            body.addStatement(
                    "$T.assert$L(race, $L)", RACES, expected, trace.loop().getAsInt());
        } else {
            body.addStatement("$T.assert$L(race)", RACES, expected);
        }
        return body.build();
    }

    private void alloy(TypeSpec.Builder type) {
        type.addMethod(
                alloyTest("isViolated", CodeBlock.of("$T.assertViolated($S, PROPERTY);\n", ALLOY_RUNS, subject.id())));
        if (subject.run().variant().isPresent()) {
            type.addMethod(alloyTest(
                    "holdsWithTheFix", CodeBlock.of("$T.assertHolds($S, PROPERTY);\n", ALLOY_RUNS, trace.model())));
        }
    }

    private static MethodSpec alloyTest(String name, CodeBlock body) {
        return test(name, body).toBuilder()
                .addException(InterruptedException.class)
                .build();
    }

    private static MethodSpec test(String name, CodeBlock body) {
        return MethodSpec.methodBuilder(name).addAnnotation(TEST).addCode(body).build();
    }

    /** A step, and behind it as much of what it changes as fits. */
    private static String line(State before, Step step) {
        String arguments = Race.arguments(step);
        List<String> quoted = Stream.of(step.actor(), step.action(), arguments)
                .filter(text -> !text.isEmpty())
                .map(text -> "\"" + text + "\"")
                .toList();
        String call = "race.step(" + String.join(", ", quoted) + ");";
        if (2 * INDENT + call.length() > WIDTH) {
            return broken(quoted);
        }
        List<String> changes = StateDiff.between(before, step.state());
        for (int shown = changes.size(); shown > 0; shown--) {
            String comment =
                    " // " + String.join("; ", changes.subList(0, shown)) + (shown < changes.size() ? "; ..." : "");
            if (2 * INDENT + call.length() + comment.length() <= WIDTH) {
                return call + comment;
            }
        }
        return call;
    }

    /** A step too long for a line, as the formatter breaks it. */
    private static String broken(List<String> quoted) {
        String indent = " ".repeat(2 * INDENT);
        String together = String.join(", ", quoted) + ");";
        return "race.step(\n" + indent
                + (2 * 2 * INDENT + together.length() <= WIDTH ? together : String.join(",\n" + indent, quoted) + ");");
    }

    private static String sentence(String title) {
        return title.endsWith(".") ? title : title + ".";
    }

    /** Text as Javadoc shows it, in lines that fit. */
    private static String prose(String text) {
        String escaped = text.strip()
                .replace("&", "&amp;")
                .replaceAll("<(?!p>)", "&lt;")
                .replace("*/", "*&#47;")
                .replace("@", "&#64;");
        return WordUtils.wrap(escaped, PROSE, "\n", false);
    }
}
