package org.pfnproof.compare.misuse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import org.pfnproof.compare.Attempt;
import org.pfnproof.compare.Attempt.Observed;

/**
 * What the compilers and the reference implementation make of every mistake.
 *
 * @param gcc the version that answered
 * @param java the version of the Java compiler
 */
public record Findings(String gcc, String java, List<Finding> all) {

    /** Compiles and runs everything now. */
    public static Findings make(Gcc gcc, JavaCompiler compiler) throws IOException, InterruptedException {
        List<Snippets> shapes = Snippets.SHAPES.stream().map(Snippets::of).toList();
        Map<String, String> sources = new LinkedHashMap<>();
        for (Snippets shape : shapes) {
            sources.put(shape.shape(), shape.java());
            for (Snippet snippet : shape.mistakes()) {
                sources.put(snippet.id(), snippet.java());
                snippet.asC().ifPresent(text -> sources.put(snippet.id() + " as C", text));
            }
        }
        Javac.Result java = new Javac(compiler).compile(sources);
        List<Finding> all = new ArrayList<>();
        for (Snippets shape : shapes) {
            requireRight(shape, gcc, java);
            for (Snippet snippet : shape.mistakes()) {
                all.add(finding(shape, snippet, gcc.compile(shape, snippet.c()), java));
            }
        }
        return new Findings(gcc.version(), System.getProperty("java.version"), List.copyOf(all));
    }

    /** A mistake is rejected for the right reason only if the same code without it is not. */
    private static void requireRight(Snippets shape, Gcc gcc, Javac.Result java)
            throws IOException, InterruptedException {
        Answer inC = gcc.compile(shape, shape.c());
        Answer inJava = java.answers().get(shape.shape());
        if (inC.kind() != Answer.Kind.ACCEPTED || inJava.kind() != Answer.Kind.ACCEPTED) {
            throw new IllegalStateException(
                    "the right code of " + shape.shape() + " is not accepted: " + inC.message() + inJava.message());
        }
    }

    private static Finding finding(Snippets shape, Snippet snippet, Answer gcc, Javac.Result java) {
        Answer javac = java.answers().get(snippet.id());
        // What C lets pass by converting is run in the form that it gets.
        byte[] runnable = java.classes().get(snippet.id());
        if (runnable == null && !gcc.kind().told()) {
            runnable = java.classes().get(snippet.id() + " as C");
        }
        Observed observed = new Observed(Optional.empty(), Map.of());
        if (runnable != null) {
            byte[] right = java.classes().get(shape.shape());
            observed = Attempt.of(runnable, snippet.fault()).beside(Attempt.of(right, snippet.fault()));
        } else if (!gcc.kind().told()) {
            throw new IllegalStateException(snippet.id() + " passes in C and cannot be run");
        }
        return new Finding(
                snippet.id(),
                snippet.shape(),
                snippet.mistake(),
                snippet.what(),
                gcc,
                javac,
                observed.rejected(),
                observed.effects());
    }
}
