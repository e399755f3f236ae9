package org.pfnproof.engine.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Model;

/** The modules that a model's spec is composed of, the root first. */
public final class SpecStack {

    private static final Pattern EXTENDS = Pattern.compile("\\bEXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)");
    private static final Pattern OPEN = Pattern.compile("(?m)^\\s*open\\s+(\\w+)");

    private SpecStack() {}

    /** The root module and what it extends or opens, directly or not; modules that cannot be read are left out. */
    public static List<String> of(Path specs, Model model) {
        return of(specs, model.spec(), model.engine() == Model.EngineKind.ALLOY);
    }

    /** The same of any module in TLA+. */
    public static List<String> ofTla(Path specs, String module) {
        return of(specs, module, false);
    }

    /** What a module in TLA+ that lies elsewhere extends of the specs, directly or not, also through modules beside it. */
    public static List<String> under(Path specs, Path file) {
        Set<String> modules = new LinkedHashSet<>();
        Set<Path> seen = new LinkedHashSet<>();
        Deque<Path> pending = new ArrayDeque<>(List.of(file));
        while (!pending.isEmpty()) {
            Path next = pending.remove();
            if (seen.add(next) && Files.isReadable(next)) {
                for (String module : needed(next, false)) {
                    modules.addAll(ofTla(specs, module));
                    pending.add(next.resolveSibling(module + ".tla"));
                }
            }
        }
        return List.copyOf(modules);
    }

    private static List<String> of(Path specs, String root, boolean alloy) {
        Path folder = specs.resolve(alloy ? "alloy" : "tla");
        Set<String> modules = new LinkedHashSet<>();
        Deque<String> pending = new ArrayDeque<>(List.of(root));
        while (!pending.isEmpty()) {
            String module = pending.remove();
            Path file = folder.resolve(module + (alloy ? ".als" : ".tla"));
            if (!modules.contains(module) && Files.isReadable(file)) {
                modules.add(module);
                pending.addAll(needed(file, alloy));
            }
        }
        return List.copyOf(modules);
    }

    private static List<String> needed(Path file, boolean alloy) {
        List<String> names = new ArrayList<>();
        try {
            String text = SourceFile.read(file).text();
            Matcher matcher = alloy
                    ? OPEN.matcher(Comments.ALLOY.withoutComments(text))
                    : EXTENDS.matcher(Comments.TLA.withoutComments(text));
            while (matcher.find()) {
                names.addAll(List.of(matcher.group(1).split("\\s*,\\s*")));
            }
        } catch (SourceFile.UnreadableException e) {
            // Whoever runs the spec says so; a diagram without its words is still a diagram.
            return List.of();
        }
        return names;
    }
}
