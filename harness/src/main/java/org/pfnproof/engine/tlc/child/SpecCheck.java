package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Refusals;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;

/** Compares what a model asks for with what its spec defines, before TLC is started. */
final class SpecCheck {

    private final ModuleNode root;
    private final TlcRequest request;
    private final List<Problem> problems = new ArrayList<>();

    private SpecCheck(ModuleNode root, TlcRequest request) {
        this.root = root;
        this.request = request;
    }

    /** All that does not fit together. */
    static List<Problem> check(ModuleNode root, TlcRequest request) {
        SpecCheck check = new SpecCheck(root, request);
        check.constants();
        check.operator(
                "specification", request.specification(), LevelConstants.TemporalLevel, LevelConstants.TemporalLevel);
        request.invariants()
                .forEach(id ->
                        check.operator("invariant", id, LevelConstants.VariableLevel, LevelConstants.VariableLevel));
        request.temporal()
                .forEach(id ->
                        check.operator("property", id, LevelConstants.VariableLevel, LevelConstants.TemporalLevel));
        request.watched()
                .forEach(id ->
                        check.operator("property", id, LevelConstants.VariableLevel, LevelConstants.TemporalLevel));
        request.witnesses()
                .forEach(id -> check.operator("witness", id, LevelConstants.VariableLevel, LevelConstants.ActionLevel));
        request.observes()
                .ifPresent(id -> check.operator(
                        "observed operator", id, LevelConstants.VariableLevel, LevelConstants.VariableLevel));
        request.replacements().forEach(check::replacement);
        if (check.problems.isEmpty()) {
            check.reach();
        }
        return check.problems;
    }

    private void constants() {
        Set<String> declared = Arrays.stream(root.getConstantDecls())
                .map(constant -> constant.getName().toString())
                .collect(Collectors.toSet());
        for (String name : request.constants()) {
            if (!declared.contains(name)) {
                problems.add(Problem.of(
                        "The model's bounds give a value to " + name + ", which is no CONSTANT of the spec."));
            }
        }
        for (String name : declared) {
            if (!request.constants().contains(name) && !request.replacements().containsKey(name)) {
                problems.add(Problem.of("The constant " + name + " has no value: the model's bounds do not name it."));
            }
        }
    }

    private void operator(String role, String name, int lowest, int highest) {
        OpDefNode definition = root.getOpDef(name);
        if (definition == null) {
            problems.add(Problem.of("The " + role + " " + name + " is not defined in the spec."));
        } else if (definition.getArity() != 0) {
            problems.add(at(definition, "The " + role + " " + name + " takes arguments; there is nothing to give it."));
        } else if (definition.getBody().getLevel() < lowest) {
            problems.add(
                    at(definition, "The " + role + " " + name + " is a constant: it says nothing about any state."));
        } else if (definition.getBody().getLevel() > highest) {
            String what = highest == LevelConstants.VariableLevel ? "a state" : "a step";
            problems.add(at(definition, "The " + role + " " + name + " says more than can be seen in " + what + "."));
        }
    }

    private void replacement(String name, String other) {
        OpDefNode replacement = root.getOpDef(other);
        if (replacement == null) {
            problems.add(Problem.of("The operator " + other + ", which is to replace " + name + ", is not defined."));
            return;
        }
        arity(name)
                .ifPresentOrElse(
                        arity -> {
                            if (arity != replacement.getArity()) {
                                problems.add(at(
                                        replacement,
                                        other + " takes " + replacement.getArity() + " arguments and cannot replace "
                                                + name + ", which takes " + arity + "."));
                            }
                        },
                        () -> problems.add(
                                Problem.of(
                                        "There is no operator " + name + " that " + other
                                                + " could replace. Is it defined in a module that is only instantiated, not extended?")));
    }

    private Optional<Integer> arity(String name) {
        OpDefNode definition = root.getOpDef(name);
        return definition != null
                ? Optional.of(definition.getArity())
                : Arrays.stream(root.getConstantDecls())
                        .filter(constant -> constant.getName().toString().equals(name))
                        .map(constant -> constant.getArity())
                        .findFirst();
    }

    /** A property that changes along with the code says nothing about the code. */
    private void reach() {
        Map<String, OpDefNode> replacements = new HashMap<>();
        request.replacements().forEach((name, other) -> replacements.put(name, root.getOpDef(other)));
        for (List<String> ids :
                List.of(request.invariants(), request.temporal(), request.watched(), request.witnesses())) {
            for (String id : ids) {
                Reach.search(root.getOpDef(id), replacements, this::isOverridden)
                        .ifPresent(chain -> problems.add(at(root.getOpDef(id), Refusals.propertyDepends(id, chain))));
                ;
            }
        }
    }

    private boolean isOverridden(SemanticNode node) {
        return node instanceof OpDefNode definition
                && request.overrides().contains(definition.getName().toString())
                && definition == root.getOpDef(definition.getName());
    }

    private static Problem at(OpDefNode definition, String message) {
        Location place = definition.getLocation();
        return Problem.at(place.source(), place.beginLine(), place.beginColumn(), message);
    }
}
