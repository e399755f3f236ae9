package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SubstInNode;
import tlc2.tool.Action;

/**
 * Tells from which of the configured properties a formula comes that TLC checks. TLC takes a property apart and names its
 * parts as it likes.
 */
final class PropertyIndex {

    private final ModuleNode root;
    private final List<String> properties;

    PropertyIndex(ModuleNode root, List<String> properties) {
        this.root = root;
        this.properties = properties;
    }

    /** The properties that contain one of the formulas. */
    List<String> containing(Action... formulas) {
        List<String> found = new ArrayList<>();
        for (String property : properties) {
            for (Action formula : formulas) {
                SemanticNode part = withoutSubstitution(formula.pred);
                if (!found.contains(property)
                        && Reach.search(root.getOpDef(property), Map.of(), node -> node == part)
                                .isPresent()) {
                    found.add(property);
                }
            }
        }
        return found;
    }

    private static SemanticNode withoutSubstitution(SemanticNode node) {
        SemanticNode inner = node;
        while (inner instanceof SubstInNode instance) {
            inner = instance.getBody();
        }
        return inner;
    }
}
