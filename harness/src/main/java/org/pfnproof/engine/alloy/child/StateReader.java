package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.translator.A4Solution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;

/**
 * Reads states of a solution: signatures as sets, fields as sets of tuples.
 *
 * <p>Left out are signatures that are the same in every instance: abstract ones and those with exactly one atom. In a trace, only
 * what can change is shown.
 */
final class StateReader {

    private final List<Sig> sigs;
    private final List<Sig.Field> fields;

    StateReader(CompModule world, Places places, boolean constants) {
        List<Sig> own = world.getAllReachableSigs().stream()
                .filter(sig -> !sig.builtin && places.isOurs(sig.pos))
                .toList();
        this.sigs = own.stream()
                .filter(sig -> sig.isVariable != null || constants && sig.isOne == null && sig.isAbstract == null)
                .toList();
        this.fields = own.stream()
                .flatMap(sig -> sig.getFields().makeConstList().stream())
                .filter(field -> field.isVariable != null || constants)
                .toList();
    }

    State read(A4Solution solution, int state) {
        Map<String, Value> variables = new LinkedHashMap<>();
        sigs.forEach(sig -> variables.put(Atoms.plain(sig.label), Atoms.set(solution.eval(sig, state))));
        fields.forEach(field -> variables.put(name(field), Atoms.set(solution.eval(field, state))));
        return new State(variables);
    }

    /** A field's name, with its signature's where there are several of the name. */
    private String name(Sig.Field field) {
        boolean unique =
                fields.stream().filter(other -> other.label.equals(field.label)).count() == 1;
        return unique ? field.label : Atoms.plain(field.sig.label) + "." + field.label;
    }
}
