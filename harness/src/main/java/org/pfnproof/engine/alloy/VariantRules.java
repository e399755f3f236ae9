package org.pfnproof.engine.alloy;

import java.util.Optional;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Listed;

/**
 * Makes sure that a variant of an Alloy spec changes the behaviour and nothing else.
 *
 * <p>Alloy cannot replace a predicate of an opened module. A spec with variants therefore comes in two files: one with the
 * signatures, events and assertions, and a root that opens it and states the behaviour; a variant is another such root. So its
 * assertions are the base's as long as they stand in an opened module, which cannot see the variant; that, and equal scopes, is
 * checked here. That the variant takes effect is shown by its own property: the base holds it (the catalogue admits no other base),
 * and the variant must not.
 */
final class VariantRules {

    private VariantRules() {}

    /** What is wrong with a variant's command, if anything. */
    static Optional<String> check(Variant variant, AlloyReport report, Listed command) {
        if (!command.check()) {
            return Optional.empty();
        }
        if (command.assertion().contains(variant.module() + ".als")) {
            return Optional.of("The assertion is the variant's own; it has to be the one that the base checks.");
        }
        Optional<Listed> base = report.base().stream()
                .filter(other -> other.check() && other.name().equals(command.name()))
                .findFirst();
        if (base.isEmpty()) {
            return Optional.of("The base does not check this.");
        }
        if (!base.get().assertion().equals(command.assertion())) {
            return Optional.of("The base takes the assertion from " + base.get().assertion() + ", not from "
                    + command.assertion() + ".");
        }
        return base.get().sameScope(command)
                ? Optional.empty()
                : Optional.of("Its scope is not that of the same command in "
                        + base.get().file() + ".");
    }
}
