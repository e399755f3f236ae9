package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pfnproof.engine.tlc.distributed.BlockReport;
import org.pfnproof.engine.tlc.distributed.Failure;
import org.pfnproof.engine.tlc.distributed.Violation;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpDefNode;
import tlc2.output.EC;
import tlc2.tool.Action;
import tlc2.tool.EvalControl;
import tlc2.tool.IStateFunctor;
import tlc2.tool.ITool;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.TLCStateInfo;
import tlc2.tool.WorkerException;
import tlc2.tool.distributed.DistApp;
import tlc2.tool.distributed.TLCApp;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * What one thread of a worker computes. It sees what a search in one JVM has watched, and it does three things that TLC's own leaves out
 * when it is distributed: it checks action properties also on steps to states that are known already, counts levels, and says what a
 * violation is a violation of.
 */
final class WatchingApp extends DistApp {

    private final TLCApp app;
    private final ITool tool;
    private final List<OpDefNode> stateWitnesses = new ArrayList<>();
    private final List<OpDefNode> stepWitnesses = new ArrayList<>();
    private Map<String, Long> steps = new TreeMap<>();
    private List<String> reached = new ArrayList<>();
    private int level;

    WatchingApp(TLCApp app, List<OpDefNode> witnesses) {
        this.app = app;
        this.tool = app.tool;
        for (OpDefNode witness : witnesses) {
            boolean primed = witness.getBody().getLevel() >= LevelConstants.ActionLevel;
            (primed ? stepWitnesses : stateWitnesses).add(witness);
        }
    }

    /** What was seen since the last call. */
    BlockReport report() {
        BlockReport report = new BlockReport(steps, reached, level);
        steps = new TreeMap<>();
        reached = new ArrayList<>();
        return report;
    }

    @Override
    public TLCState[] getNextStates(TLCState state) throws WorkerException {
        List<TLCState> all = new ArrayList<>();
        for (Action action : app.actions) {
            StateVec successors = tool.getNextStates(action, state);
            for (int i = 0; i < successors.size(); i++) {
                TLCState successor = successors.elementAt(i);
                step(state, successor, action);
                all.add(successor);
            }
        }
        if (all.isEmpty() && app.getCheckDeadlock()) {
            throw new Violation(EC.TLC_DEADLOCK_REACHED, "Deadlock", state, null);
        }
        return all.toArray(TLCState[]::new);
    }

    private void step(TLCState state, TLCState successor, Action action) throws WorkerException {
        if (!tool.isGoodState(successor)) {
            String message = "The action " + Actions.name(action) + " does not give every variable a value.";
            throw new Failure(message, false, state, successor);
        }
        successor.setPredecessor(state);
        if (isInModel(successor) && isInActions(state, successor)) {
            steps.merge(Actions.name(action), 1L, Long::sum);
            look(stepWitnesses, state, successor);
        }
        for (int i = 0; i < app.impliedActions.length; i++) {
            if (!tool.isValid(app.impliedActions[i], state, successor)) {
                String name = tool.getImpliedActNames()[i];
                throw new Violation(EC.TLC_ACTION_PROPERTY_VIOLATED_BEHAVIOR, name, state, successor);
            }
        }
    }

    /** Called for each state that is new as far as the worker knows. */
    @Override
    public void checkState(TLCState state, TLCState successor) throws WorkerException {
        for (int i = 0; i < app.invariants.length; i++) {
            if (!tool.isValid(app.invariants[i], successor)) {
                throw new Violation(EC.TLC_INVARIANT_VIOLATED_BEHAVIOR, tool.getInvNames()[i], state, successor);
            }
        }
        if (isInModel(successor) && isInActions(state, successor)) {
            level = Math.max(level, successor.getLevel());
            look(stateWitnesses, successor, TLCState.Empty);
        }
    }

    private void look(List<OpDefNode> wanted, TLCState state, TLCState successor) {
        for (Iterator<OpDefNode> iterator = wanted.iterator(); iterator.hasNext(); ) {
            OpDefNode witness = iterator.next();
            if (!(tool.eval(witness.getBody(), Context.Empty, state, successor, EvalControl.Clear)
                    instanceof BoolValue value)) {
                throw new IllegalArgumentException("The witness " + witness.getName() + " is not a truth value.");
            }
            if (value.val) {
                reached.add(witness.getName().toString());
                iterator.remove();
            }
        }
    }

    @Override
    public Boolean getCheckDeadlock() {
        return app.getCheckDeadlock();
    }

    @Override
    public Boolean getPreprocess() {
        return app.getPreprocess();
    }

    @Override
    public String getFileName() {
        return app.getFileName();
    }

    @Override
    public String getMetadir() {
        return app.getMetadir();
    }

    @Override
    public boolean canRecover() {
        return app.canRecover();
    }

    @Override
    public void getInitStates(IStateFunctor functor) {
        app.getInitStates(functor);
    }

    @Override
    public boolean isInModel(TLCState state) {
        return tool.isInModel(state);
    }

    @Override
    public boolean isInActions(TLCState state, TLCState successor) {
        return tool.isInActions(state, successor);
    }

    @Override
    public TLCStateInfo getState(long fingerprint) {
        return app.getState(fingerprint);
    }

    @Override
    public TLCStateInfo getState(long fingerprint, TLCState state) {
        return app.getState(fingerprint, state);
    }

    @Override
    public TLCStateInfo getState(TLCState successor, TLCState state) {
        return app.getState(successor, state);
    }

    @Override
    public void setCallStack() {
        app.setCallStack();
    }

    @Override
    public String printCallStack() {
        return app.printCallStack();
    }

    @Override
    public String getSpecDir() {
        return app.getSpecDir();
    }

    @Override
    public String getConfigName() {
        return app.getConfigName();
    }
}
