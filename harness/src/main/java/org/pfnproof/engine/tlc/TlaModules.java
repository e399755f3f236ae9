package org.pfnproof.engine.tlc;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.engine.ModuleUse;
import org.pfnproof.engine.source.Comments;
import org.pfnproof.engine.source.SourceFile;

/**
 * What models in TLA+ are made of; of one in Alloy, its root module only. Modules are not parsed: a definition is what begins in the first
 * column, and it mentions whatever words stand in it, which may be a few too many.
 */
public final class TlaModules implements ModuleUse {

    private static final Pattern DEFINITION = Pattern.compile("(?m)^([A-Za-z_]\\w*)(?:\\([^=]*\\))?\\s*==");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final Path folder;
    private final Map<String, Set<String>> modules = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> mentions;

    /** The modules of a catalogue's specs. */
    public TlaModules(Catalogue catalogue) {
        folder = catalogue.root().resolve("tla");
        mentions = mentions(catalogue);
    }

    @Override
    public Set<String> modules(Model model) {
        return model.engine() == EngineKind.ALLOY
                ? Set.of(model.spec())
                : modules.computeIfAbsent(model.spec(), root -> sources(root).keySet());
    }

    @Override
    public Set<String> operators(String name) {
        Set<String> seen = new TreeSet<>();
        Deque<String> pending = new ArrayDeque<>(mentions.containsKey(name) ? List.of(name) : List.of());
        while (!pending.isEmpty()) {
            String next = pending.remove();
            if (seen.add(next)) {
                pending.addAll(mentions.get(next));
            }
        }
        return seen;
    }

    private Map<String, SourceFile> sources(String root) {
        return SpecSources.read(root, List.of(folder)).modules();
    }

    private Map<String, Set<String>> mentions(Catalogue catalogue) {
        Map<String, SourceFile> all = new HashMap<>();
        catalogue.models().stream()
                .filter(model -> model.engine() != EngineKind.ALLOY)
                .map(Model::spec)
                .distinct()
                .forEach(spec -> all.putAll(sources(spec)));
        Map<String, Set<String>> found = new HashMap<>();
        all.values().forEach(source -> add(Comments.TLA.withoutComments(source.text()), found));
        found.values().forEach(words -> words.retainAll(found.keySet()));
        return found;
    }

    private static void add(String text, Map<String, Set<String>> found) {
        Matcher definition = DEFINITION.matcher(text);
        int start = -1;
        String name = "";
        while (definition.find()) {
            collect(text, start, definition.start(), name, found);
            start = definition.end();
            name = definition.group(1);
        }
        collect(text, start, text.length(), name, found);
    }

    private static void collect(String text, int start, int end, String name, Map<String, Set<String>> found) {
        if (start >= 0) {
            Set<String> words = found.computeIfAbsent(name, key -> new LinkedHashSet<>());
            WORD.matcher(text).region(start, end).results().forEach(word -> words.add(word.group()));
        }
    }
}
