package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.alloy4.Pos;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprBinary;
import edu.mit.csail.sdg.ast.ExprCall;
import edu.mit.csail.sdg.ast.ExprITE;
import edu.mit.csail.sdg.ast.ExprList;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.ast.VisitQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.engine.mutant.Edit;
import org.pfnproof.engine.mutant.Kind;

/**
 * The places in one formula or expression at which a small change can be made, in their order in the text.
 *
 * <p>A condition is dropped by putting {@code no none} in its place, an alternative by {@code some none}. A conjunct that says
 * what something becomes is replaced by one that says that it stays as it is.
 */
final class AlloySites extends VisitQuery<Void> {

    private static final String TRUE = "no none";
    private static final String FALSE = "some none";

    private static final Map<String, String> BOUNDS = Map.of("gt", "gte", "gte", "gt", "lt", "lte", "lte", "lt");

    private final SourceText text;
    private final List<Site> sites = new ArrayList<>();

    /** A place, and what could be done there. */
    record Site(Kind kind, Edit edit) {}

    private AlloySites(SourceText text) {
        this.text = text;
    }

    /** All changes within a body. */
    static List<Site> of(Expr body, SourceText text) {
        AlloySites sites = new AlloySites(text);
        body.accept(sites);
        return sites.sites;
    }

    @Override
    public Void visit(ExprList list) {
        if (list.op == ExprList.Op.AND) {
            list.args.forEach(this::conjunct);
        } else if (list.op == ExprList.Op.OR) {
            list.args.forEach(argument -> replace(Kind.DROP_DISJUNCT, argument, FALSE));
        }
        return super.visit(list);
    }

    @Override
    public Void visit(ExprBinary binary) {
        switch (binary.op) {
            case IMPLIES -> negate(binary.left);
            case PLUS, MINUS, PLUSPLUS -> dropSecond(Kind.DROP_UPDATE, binary);
            case INTERSECT -> dropSecond(Kind.DROP_CONJUNCT, binary);
            default -> {
                // Nothing to change in the node itself.
            }
        }
        return super.visit(binary);
    }

    @Override
    public Void visit(ExprITE choice) {
        negate(choice.cond);
        return super.visit(choice);
    }

    /** {@code gt[a, b]} of an ordering becomes {@code gte[a, b]}, and the like; {@code next} goes one further. */
    @Override
    public Void visit(ExprCall call) {
        String name = Atoms.plain(call.fun.label);
        Pos place = call.pos();
        boolean library = !call.fun.pos.filename.equals(place.filename);
        if (library && BOUNDS.containsKey(name)) {
            text.find(name + "[", call.span())
                    .ifPresent(found -> add(Kind.OFF_BY_ONE, text.edit(found, name.length(), BOUNDS.get(name))));
        } else if (library && (name.equals("next") || name.equals("prev"))) {
            text.name(place)
                    .filter(written -> written.endsWith("/" + name))
                    .ifPresent(written -> add(Kind.OFF_BY_ONE, text.replace(place, written + "." + written)));
        }
        return super.visit(call);
    }

    private void conjunct(Expr condition) {
        Expr bare = Temporal.bare(condition);
        Optional<String> stays =
                bare instanceof ExprBinary equation && equation.op == ExprBinary.Op.EQUALS && isPrimed(equation.left)
                        ? Optional.of(text.of(equation.left.span()).replace("'", ""))
                        : Optional.empty();
        if (stays.isPresent()) {
            replace(Kind.DROP_UPDATE, ((ExprBinary) bare).right, stays.get());
        } else {
            replace(Kind.DROP_CONJUNCT, condition, TRUE);
        }
    }

    private static boolean isPrimed(Expr expression) {
        return Boolean.TRUE.equals(expression.accept(new VisitQuery<Boolean>() {
            @Override
            public Boolean visit(ExprUnary unary) {
                return unary.op == ExprUnary.Op.PRIME ? Boolean.TRUE : super.visit(unary);
            }
        }));
    }

    private void negate(Expr test) {
        add(Kind.NEGATE_TEST, text.replace(test.span(), "(not (" + text.of(test.span()) + "))"));
    }

    private void dropSecond(Kind kind, ExprBinary binary) {
        replace(kind, binary, text.of(binary.left.span()));
    }

    private void replace(Kind kind, Expr expression, String by) {
        add(kind, text.replace(expression.span(), by));
    }

    private void add(Kind kind, Edit edit) {
        sites.add(new Site(kind, edit));
    }
}
