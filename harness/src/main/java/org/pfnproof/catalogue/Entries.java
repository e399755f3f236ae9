package org.pfnproof.catalogue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The data files as they are written. Absent parts are null here, and only here: the canonical constructors fill them in. */
final class Entries {

    private Entries() {}

    /** An entry with the file it stands in. */
    record Located<T>(Path file, T entry) {
        <R> Located<R> map(Function<T, R> change) {
            return new Located<>(file, change.apply(entry));
        }
    }

    record ModelEntry(
            String id,
            String title,
            String description,
            String profile,
            String engine,
            String suite,
            String spec,
            String specification,
            JsonObject bounds,
            Map<String, String> substitutions,
            List<String> symmetric,
            List<String> properties,
            List<String> witnesses,
            Map<String, String> neverTaken,
            boolean deadlock,
            JsonElement expected,
            Long distinctStates,
            Integer heap,
            String timeout,
            String observes) {

        ModelEntry {
            specification = orElse(specification, "Spec");
            substitutions = orElse(substitutions, Map.of());
            symmetric = orElse(symmetric, List.of());
            witnesses = orElse(witnesses, List.of());
            neverTaken = orElse(neverTaken, Map.of());
            heap = orElse(heap, 1024);
            timeout = orElse(timeout, "10m");
        }

        Optional<String> violated() {
            return expected instanceof JsonObject object
                    ? Optional.of(object.get("violated").getAsString())
                    : Optional.empty();
        }
    }

    record VariantEntry(
            String id,
            String title,
            String description,
            Map<String, String> source,
            String fix,
            String suite,
            String module,
            Map<String, String> overrides,
            String violates,
            List<String> models) {

        VariantEntry {
            suite = orElse(suite, "quick");
            overrides = orElse(overrides, Map.of());
        }
    }

    record ClaimEntry(
            String id,
            String statement,
            String speaker,
            String place,
            List<EvidenceEntry> confirmedBy,
            List<EvidenceEntry> refutedBy,
            boolean boundless,
            Claim.Verdict expected,
            String explanation) {

        ClaimEntry {
            confirmedBy = orElse(confirmedBy, List.of());
            refutedBy = orElse(refutedBy, List.of());
        }
    }

    record MatrixEntry(
            String id,
            String title,
            String description,
            String model,
            List<Matrix.Line> rows,
            List<Matrix.Line> columns,
            Map<String, Map<String, String>> cells) {}

    record BugEntry(
            String id,
            String bug,
            String race,
            List<FixEntry> fixes,
            List<String> variants,
            List<String> models,
            String reason) {

        BugEntry {
            variants = orElse(variants, List.of());
            models = orElse(models, List.of());
        }
    }

    record FixEntry(String commit, String subject, String release, String cve, String message, String repairs) {}

    record KillsEntry(List<AlsoEntry> also, Map<String, String> unkilled, Map<String, RecordedKills.Row> rows) {}

    record AlsoEntry(String variant, String model, String property) {}

    record NotationEntry(
            String module,
            Map<String, String> threads,
            Map<String, ValueFormEntry> values,
            Map<String, StepFormEntry> actions,
            Map<String, List<String>> properties) {

        Notation notation() {
            return new Notation(
                    module,
                    threads,
                    mapped(values, ValueFormEntry::form),
                    mapped(actions, StepFormEntry::form),
                    properties);
        }
    }

    record ValueFormEntry(
            String name,
            String means,
            List<Notation.Case> text,
            List<Notation.Case> state,
            String added,
            String removed,
            boolean hidden) {

        Notation.ValueForm form() {
            return new Notation.ValueForm(
                    Optional.ofNullable(name),
                    Optional.ofNullable(means),
                    orElse(text, List.of()),
                    orElse(state, List.of()),
                    Optional.ofNullable(added),
                    Optional.ofNullable(removed),
                    hidden);
        }
    }

    record StepFormEntry(List<Notation.Case> arguments, List<Notation.Case> notes) {

        Notation.StepForm form() {
            return new Notation.StepForm(orElse(arguments, List.of()), orElse(notes, List.of()));
        }
    }

    private static <T, R> Map<String, R> mapped(Map<String, T> entries, Function<T, R> change) {
        return orElse(entries, Map.<String, T>of()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> change.apply(entry.getValue())));
    }

    record EvidenceEntry(String run, String property, String verdict) {}

    record PropertyEntry(String id, String kind, String module, String statement, String rule) {}

    private static <T> T orElse(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
