package org.pfnproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;

class StateDiffTest {

    private static Value number(long value) {
        return new Value.Int(value);
    }

    private static Value spte(long pfn, boolean writable) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("pfn", number(pfn));
        fields.put("w", new Value.Bool(writable));
        return new Value.Fields(fields);
    }

    private static List<String> diff(String name, Value before, Value after) {
        return StateDiff.between(new State(Map.of(name, before)), new State(Map.of(name, after)));
    }

    @Test
    void showsTheChangedEntryOfAFunction() {
        assertThat(diff(
                        "spte",
                        new Value.Function(Map.of(number(1), spte(0, false), number(2), spte(0, false))),
                        new Value.Function(Map.of(number(1), spte(2, true), number(2), spte(0, false)))))
                .containsExactly("spte[1]=[pfn=2,w=TRUE]");
    }

    @Test
    void showsTheChangedFieldOfARecord() {
        assertThat(diff("spte", spte(2, false), spte(2, true))).containsExactly("spte.w=TRUE");
    }

    @Test
    void showsTheChangedElementOfASequenceAndTheWholeOfOneThatGrew() {
        Value.Tuple before = new Value.Tuple(List.of(number(1), number(2)));
        assertThat(diff("queue", before, new Value.Tuple(List.of(number(1), number(3)))))
                .containsExactly("queue[2]=3");
        assertThat(diff("queue", before, new Value.Tuple(List.of(number(1))))).containsExactly("queue=<1>");
    }

    @Test
    void showsSetsWholeAndInTheirNaturalOrder() {
        assertThat(diff(
                        "pages",
                        new Value.SetOf(Set.of()),
                        new Value.SetOf(Set.of(new Value.Text("p10"), new Value.Text("p9")))))
                .containsExactly("pages={p9,p10}");
    }
}
