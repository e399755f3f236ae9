package org.pfnproof.record;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;

/**
 * Where recorded counterexamples lie.
 *
 * @param folder the module {@code counterexamples}
 */
public record Recordings(Path folder) {

    private static final Path TESTS = Path.of("src", "test", "java");

    /** The file of a subject. */
    public Path file(String id) {
        return folder.resolve(id + ".json");
    }

    /** The test of a subject. */
    public Path test(String id) {
        return folder.resolve(TESTS)
                .resolve(TestSource.PACKAGE.replace('.', '/'))
                .resolve(TestSource.className(id) + ".java");
    }

    /** What is to be written for a counterexample: file to text. */
    public Map<Path, String> texts(Subject subject, Counterexample trace) {
        Map<Path, String> texts = new LinkedHashMap<>();
        texts.put(file(subject.id()), CounterexampleFile.text(trace));
        texts.put(test(subject.id()), new TestSource(subject, trace).text());
        return texts;
    }
}
