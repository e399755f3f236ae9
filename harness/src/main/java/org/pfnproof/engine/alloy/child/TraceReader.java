package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.parser.CompModule;
import java.util.List;
import java.util.stream.IntStream;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/** Reads a trace with the names of its steps. */
final class TraceReader {

    private final Trace trace;
    private final StateReader states;
    private final Events events;

    TraceReader(CompModule world, Places places, Trace trace) {
        this.trace = trace;
        this.states = new StateReader(world, places, false);
        this.events = new Events(world, places);
    }

    State initial() {
        return states.read(trace.solution(), 0);
    }

    /** The steps to a state; its number may exceed the trace's length, which then runs round its loop. */
    List<Step> steps(int last) {
        return IntStream.range(0, last).mapToObj(this::step).toList();
    }

    private Step step(int from) {
        State before = states.read(trace.solution(), trace.at(from));
        State after = states.read(trace.solution(), trace.at(from + 1));
        List<String> changed = before.changedIn(after);
        Events.Event event = events.of(trace.solution(), trace.at(from), changed.isEmpty());
        return new Step(event.actor(), event.action(), event.arguments(), changed, after);
    }
}
