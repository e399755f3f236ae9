package org.pfnproof.mutation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.MutationPlan.Group;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.mutant.Outcome;

/**
 * What the suite gave.
 *
 * @param engines the checkers' names and versions
 * @param groups in the order of the plan
 * @param stale explanations of what is not there or needs none
 * @param time wall-clock time
 */
public record MutationResult(
        Map<EngineKind, String> engines, List<GroupResult> groups, List<String> stale, Duration time) {

    public MutationResult {
        engines = Map.copyOf(engines);
        groups = List.copyOf(groups);
        stale = List.copyOf(stale);
    }

    /** The mutants of one group, in the order of the text. */
    public record GroupResult(Group group, List<Tried> mutants) {
        public GroupResult {
            mutants = List.copyOf(mutants);
        }

        /** Of all of its modules together. */
        public Score score() {
            return Score.of(mutants);
        }

        /**
         * How many have another state graph: those that nobody noticed by themselves, and those killed, since what kills them is seen in a
         * graph. Of a reference implementation, it is these that {@code conform} finds.
         */
        public int otherGraphs() {
            return (int) mutants.stream()
                    .map(Tried::outcome)
                    .filter(outcome -> outcome instanceof Outcome.Killed || outcome instanceof Outcome.Survived)
                    .count();
        }

        /** Of one module. */
        public Score score(String module) {
            return Score.of(mutants.stream()
                    .filter(tried -> tried.mutant().module().equals(module))
                    .toList());
        }
    }

    /** All mutants. */
    public List<Tried> mutants() {
        return groups.stream().flatMap(group -> group.mutants().stream()).toList();
    }

    /** Survivors that nobody has explained. */
    public List<Tried> unexplained() {
        return mutants().stream()
                .filter(tried -> tried.needsReason() && tried.reason().isEmpty())
                .toList();
    }

    /** Groups whose score is below their goal. */
    public List<GroupResult> belowGoal() {
        return groups.stream()
                .filter(group -> group.score().percent() < group.group().goal())
                .toList();
    }

    /** A stale explanation is an error of the data; an unexplained survivor, or too few kills, is not as expected. */
    public ExitCode exit() {
        List<ExitCode> codes = new ArrayList<>();
        if (!stale.isEmpty()) {
            codes.add(ExitCode.UNUSABLE);
        }
        if (!unexplained().isEmpty() || !belowGoal().isEmpty()) {
            codes.add(ExitCode.UNEXPECTED);
        }
        if (mutants().stream().noneMatch(Tried::counts)) {
            codes.add(ExitCode.UNDECIDED);
        }
        return ExitCode.worst(Stream.concat(Stream.of(ExitCode.OK), codes.stream()));
    }
}
