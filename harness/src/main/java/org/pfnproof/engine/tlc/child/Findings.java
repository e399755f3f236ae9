package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.engine.tlc.child.TlcAnswer.Behavior;
import org.pfnproof.engine.tlc.child.TlcAnswer.Message;
import tlc2.output.EC;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;

/**
 * Looks into a violation that TLC reported: which property it is, how the behaviour goes, and whether the property really is
 * false there.
 */
final class Findings {

    private final Tool tool;
    private final PropertyIndex index;
    private final Messages messages;
    private final BehaviorReader reader;
    private List<String> suspects = List.of();
    private Optional<Behavior> behavior = Optional.empty();

    Findings(Tool tool, TlcRequest request, Messages messages) {
        this.tool = tool;
        this.messages = messages;
        this.reader = new BehaviorReader(tool, request.actors());
        List<String> properties = new ArrayList<>(request.invariants());
        properties.addAll(request.temporal());
        this.index = new PropertyIndex(tool.getSpecProcessor().getRootModule(), properties);
    }

    List<String> suspects() {
        return suspects;
    }

    Optional<Behavior> behavior() {
        return behavior;
    }

    /** Examines the first violation among the messages, if there is one. */
    void examine() {
        for (Message message : messages.messages()) {
            if (examine(message.code())) {
                return;
            }
        }
    }

    private boolean examine(int code) {
        switch (code) {
            case EC.TLC_INVARIANT_VIOLATED_INITIAL -> initial(tool.getInvariants());
            case EC.TLC_PROPERTY_VIOLATED_INITIAL -> initial(tool.getImpliedInits());
            case EC.TLC_INVARIANT_VIOLATED_BEHAVIOR -> invariant();
            case EC.TLC_ACTION_PROPERTY_VIOLATED_BEHAVIOR -> step();
            case EC.TLC_DEADLOCK_REACHED -> deadlock();
            case EC.TLC_TEMPORAL_PROPERTY_VIOLATED -> temporal();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** TLC says only in prose in which initial state a predicate is false. */
    private void initial(Action... predicates) {
        StateVec states = tool.getInitStates();
        for (int i = 0; i < states.size(); i++) {
            TLCState state = states.elementAt(i);
            for (Action predicate : predicates) {
                if (!tool.isValid(predicate, state)) {
                    suspects = index.containing(predicate);
                    behavior = Optional.of(reader.single(state));
                    return;
                }
            }
        }
    }

    private void invariant() {
        if (!walk()) {
            return;
        }
        List<TLCState> states = reader.states();
        TLCState last = states.get(states.size() - 1);
        Action[] violated = Arrays.stream(tool.getInvariants())
                .filter(invariant -> !tool.isValid(invariant, last))
                .toArray(Action[]::new);
        if (violated.length == 0) {
            reader.doubt("Every invariant holds in the last state.");
        }
        for (TLCState state : states.subList(0, states.size() - 1)) {
            if (!Arrays.stream(tool.getInvariants()).allMatch(invariant -> tool.isValid(invariant, state))) {
                reader.doubt("An invariant is false before the last state.");
            }
        }
        // TLC stops at the first invariant that is false, in the order of the configuration.
        suspects = violated.length == 0 ? List.of() : index.containing(violated[0]);
        behavior = Optional.of(reader.behavior(OptionalInt.empty()));
    }

    private void step() {
        if (!walk()) {
            return;
        }
        List<TLCState> states = reader.states();
        int end = states.size() - 1;
        Action[] violated = violatedSteps(states.get(end - 1), states.get(end));
        if (violated.length == 0) {
            reader.doubt("The last step satisfies every action property.");
        }
        for (int i = 0; i < end - 1; i++) {
            if (violatedSteps(states.get(i), states.get(i + 1)).length > 0) {
                reader.doubt("An action property is violated before the last step.");
            }
        }
        suspects = violated.length == 0 ? List.of() : index.containing(violated[0]);
        behavior = Optional.of(reader.behavior(OptionalInt.empty()));
    }

    private Action[] violatedSteps(TLCState state, TLCState successor) {
        return Arrays.stream(tool.getImpliedActions())
                .filter(property -> !tool.isValid(property, state, successor))
                .toArray(Action[]::new);
    }

    private void deadlock() {
        if (!walk()) {
            return;
        }
        TLCState last = reader.states().get(reader.states().size() - 1);
        if (!Arrays.stream(tool.getActions())
                .allMatch(action -> tool.getNextStates(action, last).isEmpty())) {
            reader.doubt("The last state has a successor.");
        }
        suspects = List.of("Deadlock");
        behavior = Optional.of(reader.behavior(OptionalInt.empty()));
    }

    /** TLC does not say which temporal property it is. */
    private void temporal() {
        if (!walk()) {
            return;
        }
        int last = reader.states().size() - 1;
        OptionalInt loop = messages.stuttering() ? OptionalInt.of(last) : OptionalInt.empty();
        if (messages.backTo().isPresent()) {
            int target = messages.backTo().getAsInt() - 1;
            reader.close(target);
            loop = OptionalInt.of(target);
        }
        if (loop.isEmpty()) {
            reader.doubt("It is not said how the behaviour goes on for ever.");
        }
        suspects = index.containing(tool.getImpliedTemporals());
        behavior = Optional.of(reader.behavior(loop));
    }

    private boolean walk() {
        if (messages.states().isEmpty()) {
            return false;
        }
        reader.walk(messages.states());
        return true;
    }
}
