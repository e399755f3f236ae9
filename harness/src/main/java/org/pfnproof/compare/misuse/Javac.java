package org.pfnproof.compare.misuse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import org.pfnproof.engine.source.JavaInMemory;
import org.pfnproof.engine.source.JavaInMemory.Source;

/** The Java compiler, for many callers at once; nothing is written to disk. */
final class Javac {

    private static final String PACKAGE = "org.pfnproof.compare.";
    private static final String CALLER = "Caller";

    private final JavaInMemory compiler;

    Javac(JavaCompiler compiler) {
        this.compiler = new JavaInMemory(compiler, System.getProperty("java.class.path"), "-Xmaxerrs", "10000");
    }

    /** What it says to each source, and the class file of each that it accepts. */
    record Result(Map<String, Answer> answers, Map<String, byte[]> classes) {}

    /**
     * Compiles classes {@code Caller}.
     *
     * @param sources by any key
     */
    Result compile(Map<String, String> sources) {
        Map<String, Source> files = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        sources.forEach((key, text) -> {
            String name = CALLER + files.size();
            names.put(key, name);
            files.put(key, source(name, text));
        });
        Map<String, Answer> answers = new LinkedHashMap<>();
        files.forEach((key, file) -> answers.put(key, Answer.ACCEPTED));
        // One error keeps the compiler from writing any class: those without are compiled again.
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        run(new ArrayList<>(files.values()), said);
        Map<Source, String> keys = new HashMap<>();
        files.forEach((key, file) -> keys.put(file, key));
        for (Diagnostic<? extends JavaFileObject> each : said.getDiagnostics()) {
            if (each.getKind() == Diagnostic.Kind.ERROR && each.getSource() instanceof Source source) {
                String message =
                        each.getMessage(Locale.ROOT).lines().findFirst().orElse("");
                answers.merge(keys.get(source), new Answer(Answer.Kind.ERROR, message), Javac::first);
            }
        }
        List<Source> good = files.entrySet().stream()
                .filter(file -> answers.get(file.getKey()).kind() == Answer.Kind.ACCEPTED)
                .map(Map.Entry::getValue)
                .toList();
        Map<String, byte[]> written = run(good, new DiagnosticCollector<>());
        Map<String, byte[]> classes = new LinkedHashMap<>();
        files.forEach((key, file) -> {
            byte[] bytes = written.get(PACKAGE + names.get(key));
            if (bytes != null) {
                classes.put(key, bytes);
            }
        });
        return new Result(answers, classes);
    }

    private static Source source(String name, String text) {
        return new Source(
                Path.of((PACKAGE + name).replace('.', '/') + ".java"),
                text.replace("class " + CALLER + " ", "class " + name + " "));
    }

    private static Answer first(Answer before, Answer now) {
        return before.kind() == Answer.Kind.ACCEPTED ? now : before;
    }

    private Map<String, byte[]> run(List<Source> sources, DiagnosticCollector<JavaFileObject> said) {
        return sources.isEmpty() ? Map.of() : compiler.compile(sources, said);
    }
}
