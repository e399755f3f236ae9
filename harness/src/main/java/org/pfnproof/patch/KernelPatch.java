package org.pfnproof.patch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff of the kernel, as git or diff write it, perhaps with a mail around it or several patches in one file.
 *
 * @param touched file of the kernel to the functions whose lines it changes, in the patch's order; files that are no C code have none
 * @param missing how many lines the last hunk announces that are not there: the text is cut off
 */
public record KernelPatch(Map<String, Set<String>> touched, long missing) {

    private static final Pattern NEW_FILE = Pattern.compile("\\+\\+\\+ (\\S+).*");
    private static final Pattern OLD_FILE = Pattern.compile("--- (\\S+).*");
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@ ?(.*)");
    /** A definition begins in the first column and is no declaration; its name is the last word before the parenthesis. */
    private static final Pattern DEFINITION = Pattern.compile("(?:#define )?[A-Za-z_][\\w\\s*]*?\\b(\\w+)\\(.*");

    private static final Pattern C_FILE = Pattern.compile(".*\\.[chS]");
    private static final Pattern PREFIX = Pattern.compile("^[ab]/");

    /** What a change outside of every function counts as. */
    public static final String NO_FUNCTION = "";

    /**
     * Reads a patch.
     *
     * @return empty if there is no hunk in the text
     */
    public static Optional<KernelPatch> parse(String text) {
        Reader reader = new Reader();
        text.lines().forEach(reader::read);
        return reader.hunks == 0
                ? Optional.empty()
                : Optional.of(new KernelPatch(reader.touched, Math.max(reader.oldLines, reader.newLines)));
    }

    /** Goes through the lines, and knows which function it is in. */
    private static final class Reader {
        private final Map<String, Set<String>> touched = new LinkedHashMap<>();
        private String oldFile = "";
        private String file = "";
        private String function = NO_FUNCTION;
        private int hunks;
        private long oldLines;
        private long newLines;

        void read(String line) {
            if (oldLines > 0 || newLines > 0) {
                inHunk(line.isEmpty() ? " " : line);
                return;
            }
            Matcher hunk = HUNK.matcher(line);
            Matcher before = OLD_FILE.matcher(line);
            Matcher after = NEW_FILE.matcher(line);
            if (hunk.matches() && !file.isEmpty()) {
                hunks++;
                oldLines = count(hunk.group(1));
                newLines = count(hunk.group(2));
                function = name(hunk.group(3)).orElse(NO_FUNCTION);
            } else if (before.matches()) {
                oldFile = path(before.group(1));
            } else if (after.matches()) {
                file = after.group(1).equals("/dev/null") ? oldFile : path(after.group(1));
                touched.computeIfAbsent(file, key -> new LinkedHashSet<>());
            }
        }

        private void inHunk(String line) {
            char kind = line.charAt(0);
            if (kind == '\\') {
                return;
            }
            oldLines -= kind == '+' ? 0 : 1;
            newLines -= kind == '-' ? 0 : 1;
            String code = line.substring(1);
            boolean changed = kind != ' ';
            name(code).filter(name -> !code.stripTrailing().endsWith(";")).ifPresent(name -> function = name);
            if (changed && C_FILE.matcher(file).matches() && !code.isBlank()) {
                touched.get(file).add(function);
            }
            if (code.startsWith("}")) {
                function = NO_FUNCTION;
            }
        }

        private static long count(String lines) {
            return lines == null
                    ? 1
                    : Math.min(Long.parseLong(lines.substring(0, Math.min(9, lines.length()))), 1L << 24);
        }

        private static Optional<String> name(String code) {
            Matcher definition = DEFINITION.matcher(code);
            return definition.matches() ? Optional.of(definition.group(1)) : Optional.empty();
        }

        private static String path(String name) {
            return PREFIX.matcher(name).replaceFirst("");
        }
    }
}
