package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pfnproof.engine.tlc.child.TlcAnswer.Behavior;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;
import tlc2.tool.Action;
import tlc2.tool.ITool;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.TLCStateInfo;

/**
 * Walks once more along a behaviour that TLC printed: finds the action and the arguments of each step, and notes each step
 * that no action makes.
 */
final class BehaviorReader {

    private static final String HOST = "mm";

    private final ITool tool;
    private final Set<String> actors;
    private final List<TLCState> states = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    /** A step that an action makes. */
    private record Move(Action action, TLCState successor) {}

    BehaviorReader(ITool tool, List<String> actors) {
        this.tool = tool;
        this.actors = Set.copyOf(actors);
    }

    /** The states walked along, in TLC's form. */
    List<TLCState> states() {
        return states;
    }

    void doubt(String sentence) {
        doubts.add(sentence);
    }

    /** A behaviour of one state. */
    Behavior single(TLCState initial) {
        states.add(initial);
        return behavior(OptionalInt.empty());
    }

    /** Walks along the printed states; {@link #behavior} gives the result. */
    void walk(List<TLCStateInfo> printed) {
        TLCState initial = printed.get(0).state;
        states.add(initial);
        if (tool.getState(initial.fingerPrint()) == null) {
            doubt("The first state is not an initial state.");
        }
        for (TLCStateInfo next : printed.subList(1, printed.size())) {
            step(next.state);
        }
    }

    /** Checks the step with which a lasso closes. */
    void close(int target) {
        TLCState last = states.get(states.size() - 1);
        if (find(last, states.get(target)).isEmpty()) {
            doubt("No action leads from the last state back to state " + (target + 1) + ".");
        }
    }

    Behavior behavior(OptionalInt loop) {
        return new Behavior(TlcValues.state(states.get(0)), steps, loop, doubts);
    }

    private void step(TLCState wanted) {
        TLCState last = states.get(states.size() - 1);
        Optional<Move> move = find(last, wanted);
        TLCState successor = move.map(Move::successor).orElse(wanted);
        State before = TlcValues.state(last);
        State after = TlcValues.state(successor);
        Map<String, Value> arguments =
                move.map(found -> Actions.arguments(found.action())).orElse(Map.of());
        String action = move.map(found -> Actions.name(found.action())).orElse("?");
        if (move.isEmpty()) {
            doubt("No action makes step " + (steps.size() + 1) + ".");
        }
        states.add(successor);
        steps.add(new Step(actor(arguments), action, arguments, before.changedIn(after), after));
    }

    /** Under symmetry TLC may print another representative of the last state than the one that follows; both are right. */
    private Optional<Move> find(TLCState state, TLCState wanted) {
        Optional<Move> similar = Optional.empty();
        for (Action action : tool.getActions()) {
            StateVec successors = tool.getNextStates(action, state);
            for (int i = 0; i < successors.size(); i++) {
                TLCState successor = successors.elementAt(i);
                if (successor.equals(wanted)) {
                    return Optional.of(new Move(action, successor));
                }
                if (similar.isEmpty() && successor.fingerPrint() == wanted.fingerPrint()) {
                    similar = Optional.of(new Move(action, successor));
                }
            }
        }
        return similar;
    }

    private String actor(Map<String, Value> arguments) {
        return arguments.values().stream()
                .findFirst()
                .map(Value::toString)
                .filter(actors::contains)
                .orElse(HOST);
    }
}
