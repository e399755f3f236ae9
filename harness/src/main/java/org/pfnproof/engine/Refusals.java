package org.pfnproof.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Problem;

/**
 * What is said of overrides that would make a verdict worthless. The words pass through other processes; whoever checks one change on many
 * models must tell a model that the change does not concern from a change that is wrong.
 */
public final class Refusals {

    private static final Pattern NOT_EVALUATED =
            Pattern.compile("The override (\\w+) <- \\w+ does not apply: the run never evaluates .*");
    private static final Pattern PROPERTY_DEPENDS =
            Pattern.compile("The variant replaces \\w+, on which \\w+ itself depends: .*");

    private Refusals() {}

    /** Of an override without any effect. */
    public static String notEvaluated(String operator, String replacement) {
        return "The override " + operator + " <- " + replacement + " does not apply: the run never evaluates "
                + operator + ". Compose modules by EXTENDS, or see whether the bounds ever need it.";
    }

    /** The operator of which {@link #notEvaluated(String, String)} is said. */
    public static Optional<String> notEvaluated(Problem problem) {
        Matcher matcher = NOT_EVALUATED.matcher(problem.message());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * Of an override that changes a property along with the code.
     *
     * @param chain from the property to the operator
     */
    public static String propertyDepends(String property, List<String> chain) {
        return "The variant replaces " + chain.get(chain.size() - 1) + ", on which " + property + " itself depends: "
                + String.join(" -> ", chain) + ".";
    }

    /** Whether {@link #propertyDepends(String, List)} is what it says. */
    public static boolean isPropertyDepends(Problem problem) {
        return PROPERTY_DEPENDS.matcher(problem.message()).matches();
    }
}
