package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprBinary;
import edu.mit.csail.sdg.ast.ExprCall;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.VisitQuery;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.OptionalInt;

/** How far formulas look ahead. */
final class Temporal {

    private Temporal() {}

    /** Whether a spec has mutable signatures or fields. */
    static boolean isMutable(CompModule world) {
        return world.getAllReachableSigs().stream().anyMatch(Temporal::isMutable);
    }

    private static boolean isMutable(Sig sig) {
        return sig.isVariable != null
                || sig.getFields().makeConstList().stream().anyMatch(field -> field.isVariable != null);
    }

    /** A formula without brackets and the like around it. */
    static Expr bare(Expr formula) {
        return formula instanceof ExprUnary unary && unary.op == ExprUnary.Op.NOOP ? bare(unary.sub) : formula;
    }

    /** How many states after its own a formula looks at; empty if there is no limit. */
    static OptionalInt lookAhead(Expr formula) {
        if (formula.accept(new Search(0)) != null) {
            return OptionalInt.empty();
        }
        int states = 0;
        while (formula.accept(new Search(states + 1)) != null) {
            states++;
        }
        return OptionalInt.of(states);
    }

    /**
     * Finds a place that looks ahead: by at least so many states, or, for 0, without limit. Predicates and functions are
     * looked into where they are called; Alloy forbids recursion unless told otherwise.
     */
    private static final class Search extends VisitQuery<Boolean> {
        private final int states;

        Search(int states) {
            this.states = states;
        }

        @Override
        public Boolean visit(ExprUnary unary) {
            return switch (unary.op) {
                case ALWAYS, EVENTUALLY -> states == 0 ? Boolean.TRUE : unary.sub.accept(this);
                case AFTER, PRIME -> next(unary.sub);
                default -> super.visit(unary);
            };
        }

        private Boolean next(Expr later) {
            return switch (states) {
                case 0 -> later.accept(this);
                case 1 -> Boolean.TRUE;
                default -> later.accept(new Search(states - 1));
            };
        }

        @Override
        public Boolean visit(ExprBinary binary) {
            boolean unlimited = binary.op == ExprBinary.Op.UNTIL || binary.op == ExprBinary.Op.RELEASES;
            return states == 0 && unlimited ? Boolean.TRUE : super.visit(binary);
        }

        @Override
        public Boolean visit(ExprCall call) {
            Boolean inside = call.fun.getBody().accept(this);
            return inside != null ? inside : super.visit(call);
        }
    }
}
