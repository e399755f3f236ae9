package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.ast.Assert;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.translator.A4Solution;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.trace.Counterexample.Kind;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceJson;

/** Reads the counterexample of a check from its solution, and has the evaluator confirm it. */
final class CounterexampleReader {

    private final CompModule world;
    private final Places places;

    CounterexampleReader(CompModule world, Places places) {
        this.world = world;
        this.places = places;
    }

    /** The counterexample; empty if the command does not check a named assertion. */
    Optional<Found> read(Command command, A4Solution solution) {
        return Commands.assertion(world, command.label, places).map(assertion -> read(assertion, solution));
    }

    private Found read(Assert assertion, A4Solution solution) {
        String text = places.text(assertion.pos);
        boolean violated = holds(world.getAllReachableFacts(), solution, 0) && !holds(assertion.expr, solution, 0);
        if (!Temporal.isMutable(world)) {
            State instance = new StateReader(world, places, true).read(solution, 0);
            return found(Kind.INSTANCE, instance, List.of(), List.of(), text, violated);
        }
        Trace trace = new Trace(solution);
        TraceReader reader = new TraceReader(world, places, trace);
        OptionalInt last = lastOfPrefix(assertion.expr, trace);
        return last.isPresent()
                ? found(Kind.TRACE, reader.initial(), reader.steps(last.getAsInt()), List.of(), text, violated)
                : found(
                        Kind.LASSO,
                        reader.initial(),
                        reader.steps(trace.length() - 1),
                        List.of(trace.loop()),
                        text,
                        violated);
    }

    /**
     * If a finite prefix violates the assertion: its last state. An assertion without future operators is about the first state,
     * and one of the form "always f", for such an f, about every state; f may look at the next states.
     */
    private static OptionalInt lastOfPrefix(Expr assertion, Trace trace) {
        Expr formula = Temporal.bare(assertion);
        boolean always = formula instanceof ExprUnary unary && unary.op == ExprUnary.Op.ALWAYS;
        Expr body = always ? ((ExprUnary) formula).sub : formula;
        OptionalInt ahead = Temporal.lookAhead(body);
        if (ahead.isEmpty()) {
            return OptionalInt.empty();
        }
        return IntStream.range(0, always ? trace.length() : 1)
                .filter(state -> !holds(body, trace.solution(), state))
                .map(state -> state + ahead.getAsInt())
                .findFirst();
    }

    private static boolean holds(Expr formula, A4Solution solution, int state) {
        return Boolean.TRUE.equals(solution.eval(formula, state));
    }

    private static Found found(
            Kind kind, State initial, List<Step> steps, List<Integer> loop, String text, boolean violated) {
        return new Found(kind.name(), TraceJson.write(initial), TraceJson.writeSteps(steps), loop, text, violated);
    }
}
