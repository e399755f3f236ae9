package org.pfnproof.patch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.KernelFunction;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.source.Definition;
import org.pfnproof.engine.source.Definitions;
import org.pfnproof.engine.source.SpecStack;

/**
 * The operators of a model's spec that a patch may redefine: what its steps are made of, and no property depends on. The text decides, not a
 * parser: an operator may be missing here that {@code patch check} would accept, and the other way round.
 */
public final class Redefinable {

    private static final Pattern NEXT = Pattern.compile("\\[\\]\\[\\s*(\\w+)\\s*\\]_");

    private final Model model;
    private final List<String> modules;
    /** In the order of the modules, the lowest first. */
    private final Map<String, Definition> definitions = new LinkedHashMap<>();

    private final Map<String, Set<String>> callers = new HashMap<>();
    private final Set<String> functions;
    private final List<Definition> operators;

    /** The operators of a model's spec. */
    public Redefinable(Model model, Catalogue catalogue, Definitions specs) {
        this.model = model;
        List<String> stack = new ArrayList<>(SpecStack.of(catalogue.root(), model));
        Collections.reverse(stack);
        this.modules = List.copyOf(stack);
        specs.in(stack).forEach(definition -> definitions.put(definition.name(), definition));
        definitions.values().forEach(definition -> definition.words().stream()
                .filter(definitions::containsKey)
                .forEach(word ->
                        callers.computeIfAbsent(word, key -> new TreeSet<>()).add(definition.name())));
        this.functions = catalogue.functions().stream()
                .filter(function -> function.modules().stream().anyMatch(stack::contains))
                .map(KernelFunction::id)
                .collect(Collectors.toSet());
        this.operators = find();
    }

    /** Those operators, in the order in which the modules define them. */
    public List<Definition> operators() {
        return operators;
    }

    /** The modules of the spec, the lowest first. */
    public List<String> modules() {
        return modules;
    }

    /** The operator of a name, as it is in the model: what a profile has put in its place, if it has. */
    public Optional<Definition> effective(String name) {
        return Optional.ofNullable(definitions.get(model.substitutions().getOrDefault(name, name)));
    }

    /** The kernel's functions that an operator is a part of: itself, or the nearest ones that use it. */
    public List<String> functionsOf(String operator) {
        Set<String> seen = new LinkedHashSet<>(Set.of(operator));
        Set<String> level = seen;
        while (!level.isEmpty()) {
            List<String> found =
                    level.stream().filter(functions::contains).sorted().toList();
            if (!found.isEmpty()) {
                return found;
            }
            level = level.stream()
                    .flatMap(name -> callers.getOrDefault(name, Set.of()).stream())
                    .filter(seen::add)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return List.of();
    }

    private List<Definition> find() {
        Optional<String> next = Optional.ofNullable(definitions.get(model.specification()))
                .flatMap(spec -> reached(List.of(spec.name())).stream()
                        .map(definitions::get)
                        .flatMap(definition -> NEXT.matcher(definition.text()).results())
                        .map(match -> match.group(1))
                        .findFirst());
        if (next.isEmpty()) {
            return List.of();
        }
        Set<String> steps = reached(List.of(next.get()));
        steps.remove(next.get());
        steps.removeAll(reached(Stream.concat(model.properties().stream(), model.witnesses().stream())
                .map(Property::id)
                .toList()));
        return definitions.values().stream()
                .filter(definition -> steps.contains(definition.name()))
                .filter(definition -> !isTuple(definition))
                .filter(definition -> effective(definition.name())
                        .map(other ->
                                other.equals(definition) || modules.contains(other.module()) && isOfProfile(other))
                        .orElse(false))
                .toList();
    }

    /** A model's own abstractions are none of the code's; what a profile replaces is. */
    private boolean isOfProfile(Definition replacement) {
        return replacement.module().equals(model.spec());
    }

    /** A list of variables. */
    private static boolean isTuple(Definition definition) {
        String text = definition.text();
        return definition.parameters().isEmpty()
                && text.substring(text.indexOf("==") + 2).strip().startsWith("<<");
    }

    private Set<String> reached(Collection<String> from) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> pending = new ArrayDeque<>(from);
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (definitions.containsKey(name) && seen.add(name)) {
                pending.addAll(definitions.get(name).words());
            }
        }
        return seen;
    }
}
