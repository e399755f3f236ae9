package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pfnproof.engine.mutant.Edit;
import org.pfnproof.engine.mutant.Kind;
import tla2sany.semantic.AtNode;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LabelNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.NumeralNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tla2sany.st.Location;
import tla2sany.st.TreeNode;

/**
 * The places in one operator at which a small change can be made, in their order in the text.
 *
 * <p>A condition is dropped by putting {@code TRUE} in its place, an alternative by {@code FALSE}. A conjunct that says what
 * becomes of variables is replaced by one that says that they stay as they are: without it the successor would be
 * incompletely specified, which is nobody's bug.
 */
final class MutantSites {

    private static final Set<String> COMPARISONS = Set.of("<", ">", "\\leq", "\\geq", "=", "/=", "..", "+", "-", "%");

    /**
     * A place, and what could be done there.
     *
     * @param edits the change in the module's text
     */
    record Site(Kind kind, List<Edit> edits) {}

    private final List<String> lines;
    private final List<Site> sites = new ArrayList<>();

    private MutantSites(List<String> lines) {
        this.lines = lines;
    }

    /**
     * All changes within an operator; swapped steps are {@link StepSwaps}.
     *
     * @param lines the text of its module
     */
    static List<Site> of(OpDefNode operator, List<String> lines) {
        MutantSites sites = new MutantSites(lines);
        sites.visit(operator.getBody());
        return sites.sites;
    }

    private void visit(SemanticNode node) {
        if (node instanceof LetInNode let) {
            for (OpDefNode local : let.getLets()) {
                visit(local.getBody());
            }
            visit(let.getBody());
        } else if (node instanceof LabelNode label) {
            visit(label.getBody());
        } else if (node instanceof OpApplNode application) {
            visitApplication(application);
        }
    }

    private void visitApplication(OpApplNode node) {
        ExprOrOpArgNode[] arguments = node.getArgs();
        switch (name(node)) {
            case "$ConjList", "\\land" -> {
                for (ExprOrOpArgNode argument : arguments) {
                    conjunct(node, argument);
                }
            }
            case "$DisjList", "\\lor" -> {
                for (ExprOrOpArgNode argument : arguments) {
                    replace(Kind.DROP_DISJUNCT, place(node, argument), "FALSE");
                }
            }
            case "$IfThenElse" -> negate(place(node, arguments[0]));
            case "=>" -> negate(place(node, arguments[0]));
            case "<" -> comparison(node, "<", "<=");
            case "\\leq" -> comparison(node, "<=", "<");
            case ">" -> comparison(node, ">", ">=");
            case "\\geq" -> comparison(node, ">=", ">");
            case "\\cup", "\\union", "\\" -> add(Kind.DROP_UPDATE, secondOperand(node));
            case "\\cap", "\\intersect" -> add(Kind.DROP_CONJUNCT, secondOperand(node));
            case "$Except" -> components(node);
            default -> {
                // Nothing to change in the node itself.
            }
        }
        if (COMPARISONS.contains(name(node))) {
            numbers(arguments);
        }
        ExprNode[] bounds = node.getBdedQuantBounds();
        if (bounds != null) {
            for (ExprNode bound : bounds) {
                visit(bound);
            }
        }
        for (ExprOrOpArgNode argument : arguments) {
            visit(argument);
        }
    }

    private void conjunct(OpApplNode list, ExprOrOpArgNode node) {
        if (!(node instanceof ExprNode expression)) {
            return;
        }
        if (expression.getLevel() <= LevelConstants.VariableLevel) {
            replace(Kind.DROP_CONJUNCT, place(list, node), "TRUE");
        } else if (assigned(node) != null) {
            replace(Kind.DROP_UPDATE, ((OpApplNode) node).getArgs()[1].getLocation(), assigned(node));
        } else if (!name(node).equals("UNCHANGED") && !isList(node)) {
            Set<String> changed = new TreeSet<>();
            primed(node, changed, new ArrayList<>());
            if (!changed.isEmpty()) {
                replace(Kind.DROP_UPDATE, node.getLocation(), "UNCHANGED <<" + String.join(", ", changed) + ">>");
            }
        }
    }

    /** Its own parts are conjuncts. */
    private static boolean isList(SemanticNode node) {
        return Set.of("$ConjList", "\\land").contains(name(node));
    }

    /** The variable of {@code x' = e}. */
    private static String assigned(SemanticNode node) {
        return node instanceof OpApplNode equation
                        && name(equation).equals("=")
                        && equation.getArgs()[0] instanceof OpApplNode left
                        && name(left).equals("'")
                        && left.getArgs()[0] instanceof OpApplNode variable
                        && variable.getOperator() instanceof OpDeclNode
                ? name(variable)
                : null;
    }

    /** The variables of whose next values an expression says something, definitions that it mentions included. */
    private static void primed(SemanticNode node, Set<String> variables, List<SymbolNode> seen) {
        if (node instanceof OpApplNode application) {
            if (Set.of("'", "UNCHANGED").contains(name(application))) {
                variables(application.getArgs()[0], variables, new ArrayList<>());
                return;
            }
            SymbolNode symbol = application.getOperator();
            if (symbol instanceof OpDefNode definition && definition.getBody() != null && !seen.contains(symbol)) {
                seen.add(symbol);
                primed(definition.getBody(), variables, seen);
            }
        }
        children(node).forEach(child -> primed(child, variables, seen));
    }

    private static void variables(SemanticNode node, Set<String> variables, List<SymbolNode> seen) {
        if (node instanceof OpApplNode application) {
            SymbolNode symbol = application.getOperator();
            if (symbol instanceof OpDeclNode variable && variable.getKind() == OpDeclNode.VariableDeclKind) {
                variables.add(name(application));
            } else if (symbol instanceof OpDefNode definition
                    && definition.getBody() != null
                    && !seen.contains(symbol)) {
                seen.add(symbol);
                variables(definition.getBody(), variables, seen);
            }
        }
        children(node).forEach(child -> variables(child, variables, seen));
    }

    static List<SemanticNode> children(SemanticNode node) {
        List<SemanticNode> children = new ArrayList<>();
        if (node instanceof LetInNode let) {
            children.add(let.getBody());
        } else if (node != null && node.getChildren() != null) {
            for (SemanticNode child : node.getChildren()) {
                if (child != null) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    private void negate(Location place) {
        add(
                Kind.NEGATE_TEST,
                List.of(
                        Edit.insert(place.beginLine(), place.beginColumn(), "~("),
                        Edit.insert(place.endLine(), place.endColumn() + 1, ")")));
    }

    private void comparison(OpApplNode node, String from, String to) {
        Location left = place(node, node.getArgs()[0]);
        Location right = place(node, node.getArgs()[1]);
        // Between the two there may be brackets as well.
        int column = lines.get(left.endLine() - 1).indexOf(from, left.endColumn()) + 1;
        if (column > 0 && left.endLine() == right.beginLine()) {
            Edit edit = new Edit(left.endLine(), column, left.endLine(), column + from.length() - 1, to);
            add(Kind.OFF_BY_ONE, List.of(edit));
        }
    }

    private void numbers(ExprOrOpArgNode... arguments) {
        for (ExprOrOpArgNode argument : arguments) {
            if (argument instanceof NumeralNode numeral) {
                replace(Kind.OFF_BY_ONE, numeral.getLocation(), Integer.toString(numeral.val() + 1));
            }
        }
    }

    /** {@code [f EXCEPT !.a = x, !.b = y]}: without one of the components, or just {@code f}. */
    private void components(OpApplNode except) {
        ExprOrOpArgNode[] parts = except.getArgs();
        if (parts.length == 2) {
            Location function = place(except, parts[0]);
            String text =
                    lines.get(function.beginLine() - 1).substring(function.beginColumn() - 1, function.endColumn());
            if (function.beginLine() == function.endLine()) {
                replace(Kind.DROP_UPDATE, except.getLocation(), text);
            }
            return;
        }
        for (int i = 1; i < parts.length; i++) {
            add(
                    Kind.DROP_UPDATE,
                    i + 1 < parts.length
                            ? before(parts[i], parts[i + 1])
                            : rest(place(except, parts[i - 1]), parts[i].getLocation()));
        }
    }

    /** Blanks the first of two neighbours, and what separates them. */
    private static List<Edit> before(SemanticNode first, SemanticNode second) {
        Location from = first.getLocation();
        Location to = second.getLocation();
        return List.of(new Edit(from.beginLine(), from.beginColumn(), to.beginLine(), to.beginColumn() - 1, ""));
    }

    /** Blanks what stands to the right of an infix operator, and the operator; brackets are seen only in the syntax tree. */
    private static List<Edit> secondOperand(OpApplNode infix) {
        TreeNode[] parts = infix.getTreeNode().heirs();
        return rest(parts[0].getLocation(), parts[2].getLocation());
    }

    /** Blanks the second of two neighbours, and what separates them. */
    private static List<Edit> rest(Location from, Location to) {
        return List.of(new Edit(from.endLine(), from.endColumn() + 1, to.endLine(), to.endColumn(), ""));
    }

    /**
     * Where an argument stands. SANY places an {@code @} at the whole component of the EXCEPT that it belongs to; it is searched
     * for in what the application holds after the argument before it.
     */
    private Location place(OpApplNode application, SemanticNode argument) {
        if (!(argument instanceof AtNode)) {
            return argument.getLocation();
        }
        Location whole = application.getLocation();
        int line = whole.beginLine();
        int column = whole.beginColumn();
        for (ExprOrOpArgNode earlier : application.getArgs()) {
            if (earlier == argument) {
                break;
            }
            Location before = place(application, earlier);
            line = before.endLine();
            column = before.endColumn() + 1;
        }
        int found = lines.get(line - 1).indexOf('@', column - 1);
        while (found < 0) {
            line++;
            found = lines.get(line - 1).indexOf('@');
        }
        return new Location(line, found + 1, line, found + 1);
    }

    private void replace(Kind kind, Location place, String text) {
        add(kind, List.of(new Edit(place.beginLine(), place.beginColumn(), place.endLine(), place.endColumn(), text)));
    }

    private void add(Kind kind, List<Edit> edits) {
        sites.add(new Site(kind, edits));
    }

    static String name(SemanticNode node) {
        return node instanceof OpApplNode application
                ? application.getOperator().getName().toString()
                : "";
    }
}
