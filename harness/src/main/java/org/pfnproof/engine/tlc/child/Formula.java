package org.pfnproof.engine.tlc.child;

import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * What a definition says of each state, or of each step.
 *
 * @param name the definition's
 * @param node what is evaluated: its body, or the {@code [A]_vars} of {@code [][A]_vars}
 * @param ofSteps whether it is about steps
 */
record Formula(String name, SemanticNode node, boolean ofSteps) {

    /**
     * That of a definition.
     *
     * @throws IllegalArgumentException if it is about neither
     */
    static Formula of(OpDefNode definition) {
        String name = definition.getName().toString();
        int level = definition.getBody().getLevel();
        if (level <= LevelConstants.ActionLevel) {
            return new Formula(name, definition.getBody(), level == LevelConstants.ActionLevel);
        }
        SemanticNode always = argument(name, definition.getBody(), ToolGlobals.OPCODE_box);
        argument(name, always, ToolGlobals.OPCODE_sa);
        return new Formula(name, always, true);
    }

    /** Whether it is true of a step; one that is about states, of the successor. */
    boolean isTrue(ITool tool, TLCState state, TLCState successor) {
        return ofSteps ? eval(tool, state, successor) : isTrue(tool, successor);
    }

    /** Whether it is true of a state. */
    boolean isTrue(ITool tool, TLCState state) {
        if (ofSteps) {
            throw new IllegalArgumentException(name + " is about steps, and no state alone.");
        }
        return eval(tool, state, TLCState.Empty);
    }

    private boolean eval(ITool tool, TLCState state, TLCState successor) {
        if (tool.eval(node, Context.Empty, state, successor, EvalControl.Clear) instanceof BoolValue value) {
            return value.val;
        }
        throw new IllegalArgumentException("The property " + name + " is not a truth value.");
    }

    /** The argument of an operator that must be this one. */
    private static SemanticNode argument(String property, SemanticNode node, int operator) {
        if (node instanceof OpApplNode application
                && BuiltInOPs.getOpCode(application.getOperator().getName()) == operator) {
            return application.getArgs()[0];
        }
        throw new IllegalArgumentException("The property " + property + " is not of the form [][A]_vars.");
    }
}
