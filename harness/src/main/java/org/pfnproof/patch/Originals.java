package org.pfnproof.patch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Patch.Original;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.source.Definition;
import org.pfnproof.engine.source.Definitions;
import org.pfnproof.engine.source.SpecStack;

/** The operators that a patch replaces, as they are in the specs now. */
public final class Originals {

    private final Patch patch;
    private final Definitions specs;
    private final List<Definition> own;
    private final List<String> extended;

    /**
     * The operators of a patch.
     *
     * @param folder the folder {@code specs}
     */
    public Originals(Patch patch, Definitions specs, Path folder) {
        this.patch = patch;
        this.specs = specs;
        this.own = Definitions.of(patch.module(), patch.moduleFile());
        this.extended = SpecStack.under(folder, patch.moduleFile());
    }

    /** The modules of the specs that the patch's module extends, directly or not. */
    public List<String> extended() {
        return extended;
    }

    /** What has moved since the replacements were written, one sentence each, beginning with the operator's name. */
    public List<String> moved() {
        List<String> moved = new ArrayList<>();
        new TreeMap<>(patch.originals())
                .forEach((name, original) -> moved(original).ifPresent(moved::add));
        return moved;
    }

    private Optional<String> moved(Original original) {
        String name = original.operator();
        Optional<Definition> now = specs.find(name, List.of(original.module()));
        if (now.isEmpty()) {
            return Optional.of(gone(original));
        }
        List<String> parameters = now.get().parameters();
        if (!parameters.equals(original.parameters())) {
            return Optional.of(name + " (" + original.module() + ") takes " + list(parameters) + " now, and took "
                    + list(original.parameters()) + " when its replacement was written.");
        }
        return now.get().hash().equals(original.hash())
                ? Optional.empty()
                : Optional.of(name + " (" + original.module()
                        + ") has another definition than when its replacement was written.");
    }

    private String gone(Original original) {
        String name = original.operator();
        String gone = name + " is no longer defined in " + original.module();
        List<Definition> same = specs.in(specs.modules().keySet()).stream()
                .filter(definition -> definition.hash().equals(original.hash()))
                .toList();
        Optional<Definition> heir = same.stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .or(() -> same.stream()
                        .filter(definition -> definition.module().equals(original.module()))
                        .findFirst());
        if (heir.isPresent()) {
            return gone + "; " + heir.get().name() + " of " + heir.get().module() + " is what it was.";
        }
        List<String> elsewhere = modules(name);
        return elsewhere.isEmpty()
                ? gone + Nearest.hint(name, names(List.of(original.module()))) + "."
                : gone + "; " + String.join(", ", elsewhere) + " define" + (elsewhere.size() == 1 ? "s" : "")
                        + " it now.";
    }

    /** Overrides that name what is not there. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(patch.overrides()).forEach((name, replacement) -> {
            if (specs.find(name, extended).isEmpty()) {
                problems.add(at("/overrides: " + unknown(name)));
            }
            if (own.stream().noneMatch(definition -> definition.name().equals(replacement))
                    && specs.find(replacement, extended).isEmpty()) {
                problems.add(at("/overrides: " + patch.module() + " defines no " + replacement
                        + Nearest.hint(
                                replacement, own.stream().map(Definition::name).toList())));
            }
        });
        patch.unreached().keySet().stream().sorted().forEach(name -> {
            if (modules(name).isEmpty()) {
                problems.add(at("/unreached: the specs have neither a witness nor an action " + name
                        + Nearest.hint(name, names(specs.modules().keySet()))));
            }
        });
        return problems;
    }

    private String unknown(String name) {
        List<String> modules = modules(name);
        if (modules.isEmpty()) {
            return "there is no operator " + name + " in the specs"
                    + Nearest.hint(
                            name, names(extended.isEmpty() ? specs.modules().keySet() : extended));
        }
        return name + " is defined in " + String.join(", ", modules) + ", and " + patch.module() + " extends "
                + (modules.size() == 1
                        ? "it neither directly nor indirectly; add it to EXTENDS"
                        : "none of them, directly or indirectly; add one to EXTENDS");
    }

    private Problem at(String message) {
        return Problem.at(patch.folder().resolve(Patch.FILE).toString(), 0, 0, message);
    }

    /** What the operators are now, to be recorded. */
    public Map<String, Original> now() {
        Map<String, Original> now = new TreeMap<>();
        for (String name : patch.overrides().keySet()) {
            String meant = Optional.ofNullable(patch.originals().get(name))
                    .map(Original::operator)
                    .filter(operator -> specs.find(operator, extended).isPresent())
                    .orElse(name);
            specs.find(meant, extended).ifPresent(definition -> now.put(name, original(definition)));
        }
        return now;
    }

    /** What is recorded of a definition. */
    public static Original original(Definition definition) {
        return new Original(definition.module(), definition.name(), definition.parameters(), definition.hash());
    }

    private List<String> modules(String name) {
        return specs.named(name).stream().map(Definition::module).distinct().toList();
    }

    private Collection<String> names(Collection<String> modules) {
        TreeSet<String> names = new TreeSet<>();
        specs.in(modules).forEach(definition -> names.add(definition.name()));
        return names;
    }

    private static String list(List<String> parameters) {
        return parameters.isEmpty() ? "no arguments" : "(" + String.join(", ", parameters) + ")";
    }
}
