package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pfnproof.catalogue.Notation.ValueForm;
import org.pfnproof.trace.State;

/** What is worth saying about an initial state: nothing about values that are blank, and nothing about threads. */
final class Beginning {

    private static final Set<String> BLANK = Set.of("", "0", "false", "none", "{}", "<>", "()");

    private final Wording wording;
    private final Set<String> threads;

    Beginning(Wording wording, Set<String> threads) {
        this.wording = wording;
        this.threads = threads;
    }

    List<String> of(State state) {
        List<String> values = new ArrayList<>();
        state.variables().forEach((name, value) -> add(Place.variable(name, value), values));
        return values;
    }

    private void add(Place place, List<String> values) {
        ValueForm form = wording.words().value(place.path()).orElse(null);
        if (place.path().endsWith(Effects.PROGRAM_COUNTER)
                || form != null
                        && (form.hidden()
                                || form.added().isPresent()
                                || form.removed().isPresent())) {
            return;
        }
        Map<String, Place> parts = place.components();
        if (parts.isEmpty() || form != null && !form.text().isEmpty()) {
            String text = wording.text(place);
            if (!BLANK.contains(text)) {
                values.add(wording.name(place) + ": " + text);
            }
        } else if (parts.keySet().stream().noneMatch(threads::contains)) {
            parts.values().forEach(part -> add(part, values));
        }
    }
}
