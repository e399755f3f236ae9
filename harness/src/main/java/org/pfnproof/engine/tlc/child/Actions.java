package org.pfnproof.engine.tlc.child;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pfnproof.trace.Value;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LabelNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.EvalException;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.value.IValue;
import util.Assert.TLCRuntimeException;

/** The actions into which TLC splits a next-state relation. */
final class Actions {

    private final ITool tool;
    private final Set<String> names = new TreeSet<>();

    private Actions(ITool tool) {
        this.tool = tool;
    }

    /** The action's name; for a next-state relation without any name, its place. */
    static String name(Action action) {
        return name(action.getOpDef(), action.pred);
    }

    /** The action's parameters with the values that they have in this instance of it. */
    static Map<String, Value> arguments(Action action) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        if (action.getOpDef() != null) {
            for (FormalParamNode parameter : action.getOpDef().getParams()) {
                if (action.con.lookup(parameter) instanceof IValue value) {
                    arguments.put(parameter.getName().toString(), TlcValues.value(value));
                }
            }
        }
        return arguments;
    }

    /**
     * The names of all actions. TLC itself does not know an action that is quantified over an empty set, so the definitions
     * are searched too, in the way in which TLC splits them.
     */
    static Set<String> names(ITool tool) {
        Actions actions = new Actions(tool);
        for (Action action : tool.getActions()) {
            if (!isOfNothing(tool, action)) {
                actions.names.add(name(action));
            }
        }
        if (tool.getNextStateSpec() != null) {
            actions.search(tool.getNextStateSpec().pred, null);
        }
        return actions.names;
    }

    /** TLC 1.8.0 makes an action of a quantifier over an empty set, and names it after the definition that it stands in. */
    private static boolean isOfNothing(ITool tool, Action action) {
        if (!(action.pred instanceof OpApplNode node)
                || BuiltInOPs.getOpCode(node.getOperator().getName()) != ToolGlobals.OPCODE_be
                || !Arrays.stream(node.getBdedQuantBounds()).allMatch(Actions::isConstant)) {
            return false;
        }
        try {
            return tool.contexts(node, action.con, TLCState.Empty, TLCState.Empty, EvalControl.Clear)
                            .nextElement()
                    == null;
        } catch (EvalException | TLCRuntimeException e) {
            // That is why TLC has not taken it apart.
            return false;
        }
    }

    private static String name(OpDefNode definition, SemanticNode body) {
        return definition == null
                ? "action at " + body.getLocation()
                : definition.getName().toString();
    }

    private void search(SemanticNode node, OpDefNode enclosing) {
        if (node instanceof LetInNode let) {
            search(let.getBody(), enclosing);
        } else if (node instanceof LabelNode label) {
            search(label.getBody(), enclosing);
        } else if (node instanceof OpApplNode application) {
            searchApplication(application, enclosing);
        } else {
            names.add(name(enclosing, node));
        }
    }

    private void searchApplication(OpApplNode node, OpDefNode enclosing) {
        switch (BuiltInOPs.getOpCode(node.getOperator().getName())) {
            case ToolGlobals.OPCODE_be -> {
                if (Arrays.stream(node.getBdedQuantBounds()).allMatch(Actions::isConstant)) {
                    search(node.getArgs()[0], enclosing);
                } else {
                    names.add(name(enclosing, node));
                }
            }
            case ToolGlobals.OPCODE_dl, ToolGlobals.OPCODE_lor -> {
                for (ExprOrOpArgNode part : node.getArgs()) {
                    search(part, enclosing);
                }
            }
            case 0 -> searchDefinition(node);
            default -> names.add(name(enclosing, node));
        }
    }

    private void searchDefinition(OpApplNode node) {
        if (tool.lookup(node.getOperator()) instanceof OpDefNode definition) {
            boolean constant = Arrays.stream(node.getArgs()).allMatch(Actions::isConstant);
            if (constant && BuiltInOPs.getOpCode(definition.getName()) == 0) {
                search(definition.getBody(), definition);
            } else {
                names.add(name(definition, node));
            }
        }
    }

    private static boolean isConstant(ExprOrOpArgNode node) {
        return !(node instanceof ExprNode expression) || expression.getLevel() == 0;
    }
}
