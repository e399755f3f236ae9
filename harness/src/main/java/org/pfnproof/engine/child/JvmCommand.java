package org.pfnproof.engine.child;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Builds the command line of a child JVM. */
final class JvmCommand {

    static final String TEMPORARY = "tmp";
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
    /** Options from the environment would make runs differ from machine to machine, and are echoed on standard error. */
    private static final List<String> UNWANTED =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH");

    private JvmCommand() {}

    static List<String> of(Path java, ChildJob job, Path directory, ClassData classData) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx" + job.heap() + "m");
        command.add("-XX:+ExitOnOutOfMemoryError");
        // Shared performance data would stay behind in the system's temporary directory after a kill.
        command.add("-XX:-UsePerfData");
        command.add("-XX:ErrorFile=" + directory.resolve("crash.log"));
        command.add("-Djava.awt.headless=true");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Djava.io.tmpdir=" + directory.resolve(TEMPORARY));
        command.addAll(classData.options(job, directory));
        command.addAll(job.jvmOptions());
        command.add("-cp");
        command.add(classData.classPath(job).stream()
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(job.mainClass());
        command.add(directory.toString());
        return List.copyOf(command);
    }

    static ProcessBuilder builder(List<String> command, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        UNWANTED.forEach(builder.environment()::remove);
        return builder;
    }

    static String quoted(List<String> command) {
        return command.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
