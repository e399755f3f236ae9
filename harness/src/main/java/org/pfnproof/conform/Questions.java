package org.pfnproof.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.conform.Participants.Exempted;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.Conformer;

/**
 * The questions whose answers are compared.
 *
 * @param questions one for each run
 * @param exempted runs about which nothing is asked, each with its reason
 */
public record Questions(List<Question> questions, List<Exempted> exempted) {

    private static final String DEADLOCK = "Deadlock";

    public Questions {
        questions = List.copyOf(questions);
        exempted = List.copyOf(exempted);
    }

    /**
     * About some runs.
     *
     * @param complete whether all properties of variants are asked for
     */
    static Questions of(List<Run> runs, boolean complete, Conformer conformer) {
        List<Question> questions = new ArrayList<>();
        List<Exempted> exempted = new ArrayList<>();
        for (Run run : runs) {
            List<String> properties = properties(run, complete);
            if (!conformer.covers(run)) {
                exempted.add(new Exempted(run, "no reference implementation yet"));
            } else if (properties.isEmpty()) {
                exempted.add(new Exempted(run, "no safety property"));
            } else {
                questions.add(new Question(run, properties));
            }
        }
        return new Questions(questions, exempted);
    }

    /** All safety properties; unless it has to be complete, of a variant only the one that it violates. */
    private static List<String> properties(Run run, boolean complete) {
        Stream<String> safety = Stream.concat(
                run.model().properties().stream()
                        .filter(property -> property.kind().isSafety())
                        .map(Property::id),
                run.model().deadlock() ? Stream.of(DEADLOCK) : Stream.empty());
        Optional<String> only = complete
                ? Optional.empty()
                : run.variant().flatMap(Variant::violates).map(Property::id);
        return safety.filter(id -> only.isEmpty() || only.get().equals(id)).toList();
    }
}
