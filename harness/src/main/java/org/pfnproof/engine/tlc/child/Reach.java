package org.pfnproof.engine.tlc.child;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpArgNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.Subst;
import tla2sany.semantic.SubstInNode;
import tla2sany.semantic.SymbolNode;

/**
 * Walks through a definition and everything that it mentions: other definitions, local ones, operators passed as arguments,
 * instantiated modules with what is substituted in them. May go too far, never not far enough.
 */
final class Reach {

    private final Map<String, OpDefNode> replacements;
    private final Predicate<SemanticNode> goal;
    private final Set<SemanticNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<String> chain = new ArrayDeque<>();

    private Reach(Map<String, OpDefNode> replacements, Predicate<SemanticNode> goal) {
        this.replacements = replacements;
        this.goal = goal;
    }

    /**
     * Searches from a definition.
     *
     * @param replacements operators that stand for others, by the name of the replaced one: both are searched
     * @return the names of the definitions that lead to the goal, the starting one first; empty if it is not reached
     */
    static Optional<List<String>> search(
            OpDefNode start, Map<String, OpDefNode> replacements, Predicate<SemanticNode> goal) {
        Reach reach = new Reach(replacements, goal);
        return reach.visit(start) ? Optional.of(new ArrayList<>(reach.chain)) : Optional.empty();
    }

    /** The names of all definitions that one mentions, itself included. */
    static Set<String> definitions(OpDefNode start, Map<String, OpDefNode> replacements) {
        Set<String> names = new HashSet<>();
        new Reach(replacements, node -> {
                    if (node instanceof OpDefNode definition) {
                        names.add(definition.getName().toString());
                    }
                    return false;
                })
                .visit(start);
        return names;
    }

    private boolean visit(SemanticNode node) {
        if (node == null || !seen.add(node)) {
            return false;
        }
        if (node instanceof OpDefNode definition) {
            return visitDefinition(definition);
        }
        return goal.test(node) || visitParts(node);
    }

    private boolean visitDefinition(OpDefNode definition) {
        chain.addLast(definition.getName().toString());
        boolean found = goal.test(definition)
                || visit(definition.getBody())
                || visit(replacements.get(definition.getName().toString()));
        if (!found) {
            chain.removeLast();
        }
        return found;
    }

    private boolean visitParts(SemanticNode node) {
        if (node instanceof OpApplNode application) {
            return visitSymbol(application.getOperator())
                    || visitAll(application.getArgs())
                    || visitAll(application.getBdedQuantBounds());
        } else if (node instanceof OpArgNode argument) {
            return visitSymbol(argument.getOp());
        } else if (node instanceof LetInNode let) {
            return visit(let.getBody());
        } else if (node instanceof SubstInNode instance) {
            for (Subst substitution : instance.getSubsts()) {
                if (visit(substitution.getExpr())) {
                    return true;
                }
            }
            return visit(instance.getBody());
        }
        return visitAll(node.getChildren());
    }

    private boolean visitSymbol(SymbolNode symbol) {
        return symbol instanceof OpDefNode definition ? visit(definition) : goal.test(symbol);
    }

    private boolean visitAll(SemanticNode[] nodes) {
        if (nodes != null) {
            for (SemanticNode node : nodes) {
                if (visit(node)) {
                    return true;
                }
            }
        }
        return false;
    }
}
