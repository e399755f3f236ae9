package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.translator.A4Tuple;
import edu.mit.csail.sdg.translator.A4TupleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.pfnproof.trace.Value;

/** Alloy's atoms and tuples as values. */
final class Atoms {

    private Atoms() {}

    /** A name without the path of its module: {@code PageRefs/Page} is {@code Page}. */
    static String plain(String label) {
        return label.substring(label.lastIndexOf('/') + 1);
    }

    /** An atom's name: {@code PageRefs/Page$0} is {@code Page0}; the only atom of a {@code one sig} has the sig's name. */
    static Value atom(A4Tuple tuple, int index) {
        String name = plain(tuple.atom(index));
        int dollar = name.indexOf('$');
        boolean single = dollar > 0 && tuple.sig(index).isOne != null;
        return new Value.Text(single ? name.substring(0, dollar) : name.replace("$", ""));
    }

    /** A set of atoms, or of tuples, in the order of their names. */
    static Value.SetOf set(A4TupleSet tuples) {
        List<Value> values = new ArrayList<>();
        tuples.forEach(tuple -> values.add(value(tuple)));
        values.sort(Comparator.comparing(Value::toString));
        return new Value.SetOf(new LinkedHashSet<>(values));
    }

    static List<Value> elements(A4Tuple tuple) {
        return IntStream.range(0, tuple.arity())
                .mapToObj(index -> atom(tuple, index))
                .toList();
    }

    private static Value value(A4Tuple tuple) {
        return tuple.arity() == 1 ? atom(tuple, 0) : new Value.Tuple(elements(tuple));
    }
}
