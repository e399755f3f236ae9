package org.pfnproof.compare.agreement;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pfnproof.compare.Environment;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Input;
import org.pfnproof.compare.Outcome;

/** What the things of this comparison are called in {@code specs/alloy/ApiShapes.als}. */
final class AlloyWords {

    /** Shapes by their id; a predicate of the same name with a small first letter says what each does. */
    static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("bools-6.1", "Bools61"),
            Map.entry("bools-6.12", "Bools612"),
            Map.entry("v6", "V6"),
            Map.entry("all-flags", "AllFlags"),
            Map.entry("sketch", "Sketch"),
            Map.entry("v7", "V7"),
            Map.entry("v8", "V8"),
            Map.entry("v9", "V9"),
            Map.entry("v11", "V11"),
            Map.entry("6.13", "Landed"),
            Map.entry("6.13-static", "LandedStatic"));

    private AlloyWords() {}

    static String predicate(String sig) {
        return sig.substring(0, 1).toLowerCase(Locale.ROOT) + sig.substring(1);
    }

    static String of(Input input) {
        return input == Input.PIN ? "PinPage" : camel(input);
    }

    static String of(Host host) {
        return camel(host);
    }

    static String of(Environment.Slot slot) {
        return switch (slot) {
            case USABLE -> "Usable";
            case READ_ONLY -> "ReadOnlySlot";
            case NONE -> "NoSlot";
            case INVALID -> "InvalidSlot";
        };
    }

    static String of(Outcome.Result result) {
        return switch (result) {
            case NOSLOT -> "NoSlotResult";
            case NOTHING -> "NoResult";
            default -> camel(result);
        };
    }

    /** A set of inputs, "none" if there are none. */
    static String set(Collection<Input> inputs) {
        return inputs.isEmpty() ? "none" : inputs.stream().map(AlloyWords::of).collect(Collectors.joining(" + "));
    }

    /** The outcome of the lookup l, as a formula: the value that is returned and all else. */
    static String formula(Outcome outcome) {
        return "l.pfn = " + value(outcome) + " and " + rest(outcome);
    }

    /** The same for a function that returns other values with the same meaning. */
    static String meaning(Outcome outcome) {
        return "result[l] = " + of(outcome.result()) + " and " + rest(outcome);
    }

    private static String value(Outcome outcome) {
        return switch (outcome.result()) {
            case FRAME -> "TheFrame";
            case ERR_FAULT -> outcome.needsIo() ? "needsIoValue[l]" : "KVM_PFN_ERR_FAULT";
            case ERR_HWPOISON -> "KVM_PFN_ERR_HWPOISON";
            case ERR_RO_FAULT -> "KVM_PFN_ERR_RO_FAULT";
            case ERR_SIGPENDING -> "KVM_PFN_ERR_SIGPENDING";
            case NOSLOT -> "KVM_PFN_NOSLOT";
            case NOTHING -> "none";
            case WRONG_FRAME -> throw new IllegalArgumentException("no value is known to mean " + outcome);
        };
    }

    private static String rest(Outcome outcome) {
        String told =
                switch (outcome.writable()) {
                    case NOT_TOLD -> "none";
                    case FALSE -> "No";
                    case TRUE -> "Yes";
                };
        return "l.needsIo = " + (outcome.needsIo() ? "Yes" : "No")
                + " and l.writable = " + told
                + " and l.held = " + (outcome.held() == Outcome.Held.NOTHING ? "none" : camel(outcome.held()))
                + " and l.report = " + (outcome.report() == Outcome.Report.NONE ? "none" : camel(outcome.report()));
    }

    private static String camel(Enum<?> value) {
        return Arrays.stream(value.name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
