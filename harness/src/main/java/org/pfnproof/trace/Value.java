package org.pfnproof.trace;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of a model's variable, the same for all engines and for the reference implementation.
 *
 * <p>Model values of TLA+ and atoms of Alloy are {@link Text}, as in the ITF format. Sets and functions keep the order in
 * which the engine gave their elements only for display; equality ignores it.
 */
public sealed interface Value {

    /** An integer; TLC's are 32 bits wide, a real kernel's counters 64. */
    record Int(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return value ? "TRUE" : "FALSE";
        }
    }

    /** A string, a model value or an atom. */
    record Text(String value) implements Value {
        @Override
        public String toString() {
            return value;
        }
    }

    /** A tuple or sequence, first element first. */
    record Tuple(List<Value> elements) implements Value {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return Values.join(elements, "<<", ">>");
        }
    }

    /** A finite set. */
    record SetOf(Set<Value> elements) implements Value {
        public SetOf {
            elements = Values.orderedSet(elements);
        }

        @Override
        public String toString() {
            return Values.join(elements, "{", "}");
        }
    }

    /** A record: field name to value. */
    record Fields(Map<String, Value> fields) implements Value {
        public Fields {
            fields = Values.orderedMap(fields);
        }

        @Override
        public String toString() {
            return Values.joinEntries(fields, " |-> ", "[", "]");
        }
    }

    /** A function with a finite domain: argument to result. */
    record Function(Map<Value, Value> entries) implements Value {
        public Function {
            entries = Values.orderedMap(entries);
        }

        @Override
        public String toString() {
            return Values.joinEntries(entries, " :> ", "(", ")");
        }
    }
}
