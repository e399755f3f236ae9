package org.pfnproof.engine.tlc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.engine.tlc.child.TlcAnswer.Message;

/** Draws the conclusion from what TLC found. Whatever is not known to be good is not good. */
final class TlcVerdict {

    private static final Pattern STACK = Pattern.compile("(?m)^\\s*at [\\w.$/]+\\([^)]*\\)\\s*$");
    private static final Pattern ADVICE =
            Pattern.compile("See the User Output or TLC Console for clues to what happened\\.");
    private static final String RECURSION =
            " An operator calls itself for ever. One that takes the place of Op calls the original as Base0!Op, with"
                    + " Base0 == INSTANCE of the module that defines it.";
    private static final int SUCCESS = 2193;
    private static final int STATISTICS = 2199;
    /** Invariant (initially, later), property (initially, later), deadlock, temporal property. */
    private static final Set<Integer> VIOLATIONS = Set.of(2107, 2110, 2108, 2112, 2114, 2116);
    /** Heap, stack of disk files, TLC's own bugs: nothing that the spec's author can mend. */
    private static final Set<Integer> MACHINE = Set.of(
            1001, 1002, 1003, 2125, 2126, 2127, 2128, 2129, 2133, 2134, 2135, 2137, 2138, 2160, 2161, 2163, 2166, 2167,
            2174, 2175, 2270);
    /** Remarks that change nothing: a Java override was loaded, stuttering for want of fairness, symmetry on a set of one. */
    private static final Set<Integer> REMARKS = Set.of(2168, 2259, 2300);

    private static final String DISK_FULL = "No space left on device";
    private static final Pattern PLACE = Pattern.compile(
            "line (\\d+), col(?:umn)? (\\d+) to line \\d+, col(?:umn)? \\d+ (?:in|of module) (\\w+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NESTED = Pattern.compile("\\d+\\. Line .*", Pattern.DOTALL);

    private TlcVerdict() {}

    /** The verdict on a model without a variant. */
    static Verdict of(Model model, TlcAnswer answer) {
        return of(new Run(model, Optional.empty()), answer);
    }

    /** The verdict on a run, of what TLC's JVM handed back. */
    static Verdict of(Run run, TlcAnswer answer) {
        if (!answer.problems().isEmpty()) {
            return new Verdict.Broken(answer.problems());
        }
        if (!errors(answer).isEmpty()) {
            return failed(answer);
        }
        if (answer.messages().stream().anyMatch(message -> VIOLATIONS.contains(message.code()))) {
            return violated(answer);
        }
        return finished(run, answer);
    }

    /** The verdict on a run that went wrong. */
    static Verdict failed(TlcAnswer answer) {
        if (!answer.problems().isEmpty()) {
            return new Verdict.Broken(answer.problems());
        }
        List<Message> errors = errors(answer);
        Optional<Message> givenUp = errors.stream()
                .filter(error -> error.code() == TlcAnswer.GIVEN_UP)
                .findFirst();
        if (givenUp.isPresent()) {
            return new Verdict.Inconclusive(givenUp.get().text());
        }
        if (errors.stream().anyMatch(error -> error.text().contains(DISK_FULL))) {
            return new Verdict.Inconclusive("TLC failed because the temporary directory is full.");
        }
        return errors.stream()
                .filter(error -> MACHINE.contains(error.code()))
                .findFirst()
                .<Verdict>map(error ->
                        new Verdict.Inconclusive("TLC failed (message " + error.code() + "): " + oneLine(error.text())))
                .orElseGet(() -> new Verdict.Broken(problems(errors)));
    }

    /** What TLC remarks on and what changes nothing, for the notes. */
    static List<String> remarks(TlcAnswer answer) {
        return answer.messages().stream()
                .filter(message -> REMARKS.contains(message.code()))
                .map(message -> "TLC remarks: " + oneLine(message.text()))
                .toList();
    }

    private static List<Message> errors(TlcAnswer answer) {
        return answer.messages().stream()
                .filter(message -> !VIOLATIONS.contains(message.code()))
                .filter(message -> message.code() != SUCCESS && message.code() != STATISTICS)
                .filter(message -> !REMARKS.contains(message.code()))
                .toList();
    }

    private static Verdict violated(TlcAnswer answer) {
        if (answer.behavior().isEmpty()) {
            return new Verdict.Inconclusive("TLC reports a violation and shows no behaviour.");
        }
        List<String> doubts = answer.behavior().get().doubts();
        if (!doubts.isEmpty()) {
            return new Verdict.Inconclusive(
                    "TLC's counterexample does not stand up to the spec: " + String.join(" ", doubts));
        }
        return switch (answer.suspects().size()) {
            case 0 ->
                new Verdict.Inconclusive("TLC reports the violation of something that is no property of the model.");
            case 1 -> new Verdict.Violated(answer.suspects().get(0));
            default ->
                new Verdict.Inconclusive("TLC does not say which of these temporal properties is violated: "
                        + String.join(", ", answer.suspects()) + ".");
        };
    }

    private static Verdict finished(Run run, TlcAnswer answer) {
        boolean success = answer.messages().stream().anyMatch(message -> message.code() == SUCCESS);
        if (answer.exit().orElse(-1) != 0
                || !success
                || answer.queue() != 0
                || answer.states().isEmpty()) {
            return new Verdict.Inconclusive("TLC did not finish the search: exit code "
                    + answer.exit().orElse(-1) + ", " + answer.queue() + " states not expanded.");
        }
        List<String> reasons = vacuous(run, answer);
        return reasons.isEmpty() ? new Verdict.Holds() : new Verdict.Vacuous(reasons);
    }

    private static List<String> vacuous(Run run, TlcAnswer answer) {
        List<String> reasons = new ArrayList<>();
        new TreeMap<>(answer.witnesses()).forEach((witness, reached) -> {
            if (!reached) {
                reasons.add("The witness " + witness + " is not reached.");
            }
        });
        Map<String, String> neverTaken = run.model().neverTaken();
        Map<String, String> replaced = replacedByVariant(run);
        // What a model says about the code as it is need not be so in a patch.
        boolean patch = run.variant().filter(Variant::patch).isPresent();
        new TreeMap<>(answer.actions()).forEach((action, steps) -> {
            boolean excused = neverTaken.containsKey(replaced.getOrDefault(action, action));
            if (steps == 0 && !excused) {
                reasons.add("The action " + action + " is never taken.");
            } else if (steps > 0 && excused && !patch && !replaced.containsKey(action)) {
                reasons.add("The action " + action + " is taken, although the model says that it never is.");
            }
        });
        new TreeMap<>(neverTaken)
                .keySet().stream()
                        .filter(action -> !patch && !answer.actions().containsKey(action))
                        .filter(action -> !replaced.containsValue(action))
                        .forEach(action -> reasons.add(
                                "The model says that " + action + " is never taken, but the spec has no such action."));
        return reasons;
    }

    /** Operator to the one in whose place the variant puts it; TLC knows an action by the name of its replacement. */
    private static Map<String, String> replacedByVariant(Run run) {
        Map<String, String> replaced = new HashMap<>();
        run.variant()
                .ifPresent(variant -> variant.overrides().forEach((operator, other) -> replaced.put(other, operator)));
        return replaced;
    }

    /** The first error says what is wrong; a later one may say where. */
    private static List<Problem> problems(List<Message> errors) {
        String text = errors.stream()
                .map(Message::text)
                .filter(words -> !NESTED.matcher(words.strip()).matches())
                .map(TlcVerdict::oneLine)
                .distinct()
                .reduce((first, second) -> first + " " + second)
                .orElse("TLC failed.");
        Matcher place =
                PLACE.matcher(errors.stream().map(Message::text).reduce("", (first, second) -> first + "\n" + second));
        Problem problem = Problem.of(text);
        // The innermost expression comes last.
        while (place.find()) {
            problem = Problem.at(
                    place.group(3), Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), text);
        }
        return List.of(problem);
    }

    /** Without the stacks of TLC's own calls, and without its advice to look at a window that there is not. */
    private static String oneLine(String text) {
        String words = ADVICE.matcher(STACK.matcher(text).replaceAll("")).replaceAll("");
        return words.strip().replaceAll("\\s+", " ") + (words.contains("StackOverflowError") ? RECURSION : "");
    }
}
