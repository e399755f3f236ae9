package org.pfnproof.compare.misuse;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** The Java compiler, for many callers at once; nothing is written to disk. */
final class Javac {

    private static final String PACKAGE = "org/pfnproof/compare/";

    private final JavaCompiler compiler;

    Javac(JavaCompiler compiler) {
        this.compiler = compiler;
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
        sources.forEach((key, text) -> files.put(key, new Source("Caller" + files.size(), text)));
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
            if (written.containsKey(file.name)) {
                classes.put(key, written.get(file.name));
            }
        });
        return new Result(answers, classes);
    }

    private static Answer first(Answer before, Answer now) {
        return before.kind() == Answer.Kind.ACCEPTED ? now : before;
    }

    private Map<String, byte[]> run(List<Source> sources, DiagnosticCollector<JavaFileObject> said) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Memory memory = new Memory(compiler.getStandardFileManager(said, Locale.ROOT, null));
        List<String> options =
                List.of("-proc:none", "-Xmaxerrs", "10000", "-classpath", System.getProperty("java.class.path"));
        compiler.getTask(null, memory, said, options, null, sources).call();
        Map<String, byte[]> classes = new HashMap<>();
        memory.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + PACKAGE + name + ".java"), Kind.SOURCE);
            this.name = name;
            this.text = text.replace("class Caller ", "class " + name + " ");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Where class files go. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String name = className.substring(className.lastIndexOf('.') + 1);
            return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, each -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
