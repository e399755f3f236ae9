package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.engine.mutant.Edit;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tla2sany.st.Location;

/**
 * Finds neighbouring steps that can change places. A step is an operator that is taken where a field {@code pc} has one name
 * and that puts another there; or an arm of a CASE from the name of a step to that of the next.
 */
final class StepSwaps {

    private static final String FIELD = "pc";

    private final List<StringNode> guards = new ArrayList<>();
    private final List<StringNode> targets = new ArrayList<>();

    private StepSwaps(SemanticNode body) {
        search(body);
    }

    /**
     * The exchange of two steps of which the one leads to the other.
     *
     * @return the edits, in the module of both; empty if they are not such a pair
     */
    static Optional<List<Edit>> of(OpDefNode earlier, OpDefNode later) {
        StepSwaps first = new StepSwaps(earlier.getBody());
        StepSwaps second = new StepSwaps(later.getBody());
        if (!first.isStep() || !second.isStep() || !text(first.targets.get(0)).equals(text(second.guards.get(0)))) {
            return Optional.empty();
        }
        String before = text(first.guards.get(0));
        String between = text(first.targets.get(0));
        String after = text(second.targets.get(0));
        if (before.equals(between) || between.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(List.of(
                edit(first.guards.get(0), between),
                edit(first.targets.get(0), after),
                edit(second.guards.get(0), before),
                edit(second.targets.get(0), between)));
    }

    private boolean isStep() {
        return guards.size() == 1 && targets.size() == 1;
    }

    /** The exchanges of two neighbours within a list of steps that is written as a CASE. */
    static List<List<Edit>> within(OpDefNode operator) {
        List<List<Edit>> swaps = new ArrayList<>();
        if (!(operator.getBody() instanceof OpApplNode list)
                || !MutantSites.name(list).equals("$Case")) {
            return swaps;
        }
        List<StringNode> from = new ArrayList<>();
        List<StringNode> to = new ArrayList<>();
        for (SemanticNode arm : list.getArgs()) {
            OpApplNode pair = (OpApplNode) arm;
            if (!(pair.getArgs()[0] instanceof OpApplNode test)
                    || !MutantSites.name(test).equals("=")
                    || !(test.getArgs()[1] instanceof StringNode step)
                    || !(pair.getArgs()[1] instanceof StringNode next)) {
                return swaps;
            }
            from.add(step);
            to.add(next);
        }
        for (int i = 0; i + 2 < to.size(); i++) {
            if (text(to.get(i)).equals(text(from.get(i + 1)))
                    && text(to.get(i + 1)).equals(text(from.get(i + 2)))) {
                swaps.add(List.of(
                        edit(to.get(i), text(to.get(i + 1))),
                        edit(to.get(i + 1), text(to.get(i + 2))),
                        edit(to.get(i + 2), text(to.get(i)))));
            }
        }
        return swaps;
    }

    private void search(SemanticNode node) {
        if (node instanceof OpApplNode application) {
            if (MutantSites.name(node).equals("=") && isField(application.getArgs()[0])) {
                if (application.getArgs()[1] instanceof StringNode name) {
                    guards.add(name);
                }
            } else if (MutantSites.name(node).equals("$Pair")
                    && application.getArgs()[0] instanceof OpApplNode path
                    && MutantSites.name(path).equals("$Seq")
                    && path.getArgs()[path.getArgs().length - 1] instanceof StringNode field
                    && text(field).equals(FIELD)
                    && application.getArgs()[1] instanceof StringNode name) {
                targets.add(name);
            }
        }
        MutantSites.children(node).forEach(this::search);
    }

    private static boolean isField(SemanticNode node) {
        return node instanceof OpApplNode select
                && MutantSites.name(select).equals("$RcdSelect")
                && select.getArgs()[1] instanceof StringNode field
                && text(field).equals(FIELD);
    }

    private static String text(StringNode node) {
        return node.getRep().toString();
    }

    private static Edit edit(StringNode node, String name) {
        Location place = node.getLocation();
        return new Edit(place.beginLine(), place.beginColumn(), place.endLine(), place.endColumn(), '"' + name + '"');
    }
}
