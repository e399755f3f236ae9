package org.pfnproof.engine.tlc.child;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.TLCState;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.Enumerable;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.ValueEnumeration;
import util.UniqueString;

/**
 * Turns TLC's values into ours.
 *
 * <p>Equal TLA+ values become equal here, whichever way TLC happens to represent them: a function whose domain is
 * {@code 1..n} is a tuple, one whose domain is a set of strings is a record, any other is a function.
 */
final class TlcValues {

    /** A module comes after those that it extends; TLC itself has the variables in no particular order. */
    private static final Comparator<OpDeclNode> DECLARATION = Comparator.<OpDeclNode>comparingInt(
                    variable -> variable.getOriginallyDefinedInModuleNode()
                            .getExtendedModuleSet()
                            .size())
            .thenComparing(variable -> variable.getLocation().source())
            .thenComparingInt(variable -> variable.getLocation().beginLine())
            .thenComparingInt(variable -> variable.getLocation().beginColumn());

    private TlcValues() {}

    /** A state with its variables in the order of their declaration. */
    static State state(TLCState state) {
        return new State(variables(state, names(state)));
    }

    /** The names of a state's variables in the order of their declaration, which is the same for all states of a spec. */
    static List<UniqueString> names(TLCState state) {
        return Arrays.stream(state.getVars())
                .sorted(DECLARATION)
                .map(OpDeclNode::getName)
                .toList();
    }

    /** The values of a state's variables. */
    static Map<String, Value> variables(TLCState state, List<UniqueString> names) {
        Map<String, Value> variables = new LinkedHashMap<>();
        names.forEach(name -> variables.put(name.toString(), value(state.lookup(name))));
        return variables;
    }

    static Value value(IValue value) {
        if (value instanceof IntValue number) {
            return new Value.Int(number.val);
        } else if (value instanceof BoolValue truth) {
            return new Value.Bool(truth.val);
        } else if (value instanceof StringValue text) {
            return new Value.Text(text.val.toString());
        } else if (value instanceof ModelValue name) {
            return new Value.Text(name.val.toString());
        } else if (value instanceof TupleValue tuple) {
            return tuple(tuple.elems);
        } else if (value instanceof RecordValue fields) {
            // TLC has them in the order in which it first met the names, which differs from spec to spec.
            Map<String, Value> map = new TreeMap<>();
            for (int i = 0; i < fields.names.length; i++) {
                map.put(fields.names[i].toString(), value(fields.values[i]));
            }
            return map.isEmpty() ? new Value.Tuple(List.of()) : new Value.Fields(map);
        } else if (value instanceof Enumerable) {
            return set(((tlc2.value.impl.Value) value).toSetEnum());
        }
        return function((tlc2.value.impl.Value) value);
    }

    private static Value tuple(tlc2.value.impl.Value... elements) {
        return new Value.Tuple(Arrays.stream(elements).map(TlcValues::value).toList());
    }

    private static Value set(tlc2.value.impl.Value set) {
        set.normalize();
        Set<Value> elements = new LinkedHashSet<>();
        ValueEnumeration enumeration = ((Enumerable) set).elements();
        for (IValue element = enumeration.nextElement(); element != null; element = enumeration.nextElement()) {
            elements.add(value(element));
        }
        return new Value.SetOf(elements);
    }

    private static Value function(tlc2.value.impl.Value value) {
        if (!(value.toFcnRcd() instanceof FcnRcdValue function)) {
            throw new IllegalArgumentException("cannot show a value of the kind " + value.getKindString());
        }
        function.normalize();
        tlc2.value.impl.Value[] domain = function.getDomainAsValues();
        if (isSequenceDomain(domain)) {
            return tuple(function.values);
        }
        if (Arrays.stream(domain).allMatch(StringValue.class::isInstance)) {
            Map<String, Value> fields = new LinkedHashMap<>();
            for (int i = 0; i < domain.length; i++) {
                fields.put(((StringValue) domain[i]).val.toString(), value(function.values[i]));
            }
            return new Value.Fields(fields);
        }
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < domain.length; i++) {
            entries.put(value(domain[i]), value(function.values[i]));
        }
        return new Value.Function(entries);
    }

    /** Whether the domain is 1..n in its order; after normalisation the order is that of the integers. */
    private static boolean isSequenceDomain(tlc2.value.impl.Value[] domain) {
        for (int i = 0; i < domain.length; i++) {
            if (!(domain[i] instanceof IntValue number) || number.val != i + 1) {
                return false;
            }
        }
        return true;
    }
}
