package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.translator.A4Options;
import edu.mit.csail.sdg.translator.A4Solution;
import edu.mit.csail.sdg.translator.TranslateAlloyToKodkod;

/** Solves commands one after the other, all with the same options. */
final class Solver {

    private final CompModule world;
    private final Warnings warnings;
    private final A4Options options;

    Solver(CompModule world, Warnings warnings) {
        this.world = world;
        this.warnings = warnings;
        this.options = options();
    }

    A4Solution solve(Command command) {
        return TranslateAlloyToKodkod.execute_command(warnings, world.getAllReachableSigs(), command, options);
    }

    private static A4Options options() {
        A4Options options = new A4Options();
        // Alloy's default solver is SAT4J, in Java. Asking SATFactory for it by name would first unpack and load all
        // native
        // solvers; and those are not faster on these specs, since most of the time goes into the translation.
        if (!options.solver.id().equals("sat4j")) {
            throw new IllegalStateException("the default solver of this Alloy is " + options.solver.id());
        }
        // Integers wrap around. The alternative, leaving out instances in which a number overflows, makes formulas
        // undefined there: instances get lost, and with implications wrong ones appear (Alloy's issue 330). With
        // wrapping
        // every answer means what the evaluator computes; that the bitwidth suffices is checked before.
        options.noOverflow = false;
        return options;
    }
}
