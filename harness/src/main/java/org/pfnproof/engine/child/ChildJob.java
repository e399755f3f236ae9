package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one child JVM is to do.
 *
 * @param classPath jars and class directories, first one first
 * @param mainClass a class whose {@code main} begins with {@link ChildSide#attach}
 * @param jvmOptions further options, for example {@code -Xss8m} or a garbage collector
 * @param heap maximal Java heap in MiB
 * @param timeout wall-clock time until the child is killed
 * @param files put into the run directory before the start: relative path to text (written as UTF-8)
 * @param request read by the child with {@link ChildSide#request}
 */
public record ChildJob(
        List<Path> classPath,
        String mainClass,
        List<String> jvmOptions,
        int heap,
        Duration timeout,
        Map<String, String> files,
        JsonObject request) {

    public ChildJob {
        classPath = List.copyOf(classPath);
        jvmOptions = List.copyOf(jvmOptions);
        files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
        request = request.deepCopy();
    }
}
