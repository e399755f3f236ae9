package org.pfnproof.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.RecordedKills;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.agree.Answer;

/**
 * What the properties of a model say of a variant, each on its own.
 *
 * @param run the model with the variant
 * @param named the property that must fall; empty if all must hold
 * @param first whether no other may fall earlier
 * @param by who decided it: explorer, tlc or alloy
 * @param answers those that were decided
 * @param open those that were not, and why
 * @param broken what is wrong with the run itself, if its search failed; never an excuse for what is open
 */
public record KillRow(
        Run run,
        Optional<Property> named,
        boolean first,
        String by,
        Map<String, Answer> answers,
        Map<String, String> open,
        Optional<String> broken) {

    public KillRow {
        answers = Map.copyOf(answers);
        open = Map.copyOf(open);
    }

    /** One sentence for each rule that a recorded row of a variant's own model breaks. */
    public static List<String> faults(Run run, RecordedKills.Row recorded) {
        Map<String, Answer> answers = new TreeMap<>();
        run.model().properties().forEach(property -> answers.put(property.id(), Answer.HOLDS));
        recorded.kills().forEach((id, steps) -> answers.put(id, Answer.violated(steps)));
        Map<String, String> open = new TreeMap<>();
        recorded.open().forEach(id -> {
            answers.remove(id);
            open.put(id, "recorded as open");
        });
        Optional<Property> named = run.variant().flatMap(Variant::violates);
        return new KillRow(run, named, true, recorded.by(), answers, open, Optional.empty()).faults();
    }

    /** Violated property to the number of steps, in the order of names. */
    public Map<String, Integer> kills() {
        Map<String, Integer> kills = new TreeMap<>();
        answers.forEach((id, answer) -> answer.length().ifPresent(length -> kills.put(id, length)));
        return kills;
    }

    /** The properties that hold. */
    public List<String> holding() {
        return answers.entrySet().stream()
                .filter(entry -> !entry.getValue().isViolated())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** One sentence for each thing that must not be so, whatever was found before. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        broken.ifPresent(why -> faults.add("the search failed: " + why));
        if (named.isEmpty()) {
            kills().forEach((id, steps) -> faults.add(id + " falls after " + steps + ", but every property must hold"));
            open.forEach((id, why) -> faults.add(id + " must hold, and is not decided: " + why));
        } else {
            faults.addAll(named(named.get()));
        }
        return faults.stream().map(fault -> run.id() + ": " + fault).toList();
    }

    private List<String> named(Property property) {
        Optional<Answer> answer = Optional.ofNullable(answers.get(property.id()));
        if (answer.isEmpty()) {
            return List.of(
                    property.id() + " must fall, and is not decided: " + open.getOrDefault(property.id(), "not asked"));
        }
        if (!answer.get().isViolated()) {
            return List.of(
                    kills().isEmpty()
                            ? "no property catches it"
                            : property.id() + " does not catch it, " + kills() + " do");
        }
        // A liveness property is looked at behind all others.
        int steps = property.kind() == Property.Kind.LIVENESS
                ? Integer.MAX_VALUE
                : answer.get().length().getAsInt();
        Stream<Map.Entry<String, Integer>> earlier = kills().entrySet().stream()
                .filter(kill -> first && !kill.getKey().equals(property.id()) && kill.getValue() < steps)
                .filter(kill -> !isLiveness(kill.getKey()));
        return earlier.map(kill ->
                        kill.getKey() + " catches it after " + kill.getValue() + " steps, before " + property.id())
                .toList();
    }

    private boolean isLiveness(String id) {
        return run.model().properties().stream()
                .anyMatch(property -> property.id().equals(id) && property.kind() == Property.Kind.LIVENESS);
    }
}
