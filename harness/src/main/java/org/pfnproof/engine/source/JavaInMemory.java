package org.pfnproof.engine.source;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticListener;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** The Java compiler on sources in memory. Nothing is written to disk. */
public final class JavaInMemory {

    private final JavaCompiler compiler;
    private final List<String> options;

    /**
     * A compiler.
     *
     * @param classPath what the sources may refer to
     * @param more options of the compiler
     */
    public JavaInMemory(JavaCompiler compiler, String classPath, String... more) {
        this.compiler = compiler;
        this.options = Stream.concat(Stream.of("-proc:none", "-classpath", classPath), Stream.of(more))
                .toList();
    }

    /**
     * Compiles all, or nothing if there is an error in one of them.
     *
     * @param said hears what the compiler has to say
     * @return names of classes to their class files
     */
    public Map<String, byte[]> compile(List<Source> sources, DiagnosticListener<JavaFileObject> said) {
        Memory memory = new Memory(compiler.getStandardFileManager(said, Locale.ROOT, null));
        compiler.getTask(null, memory, said, options, null, sources).call();
        Map<String, byte[]> classes = new HashMap<>();
        memory.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    /** A source. */
    public static final class Source extends SimpleJavaFileObject {

        private final String text;

        /**
         * A source.
         *
         * @param file where it is, or could be: the compiler wants a public class to be named like it
         */
        public Source(Path file, String text) {
            super(file.toUri(), Kind.SOURCE);
            this.text = text;
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
            return new SimpleJavaFileObject(URI.create("memory:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(className, each -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
