package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Claim.Evidence;
import org.pfnproof.catalogue.Entries.ClaimEntry;
import org.pfnproof.catalogue.Entries.EvidenceEntry;

/** Turns the entries of claims into records, following the evidence to its runs and properties. */
final class ClaimResolver {

    private final Problems problems;
    private final Map<String, List<Model>> runs = new LinkedHashMap<>();

    ClaimResolver(Problems problems, List<Model> models, List<Variant> variants) {
        this.problems = problems;
        models.forEach(model -> runs.put(model.id(), List.of(model)));
        variants.forEach(variant -> runs.put(variant.id(), variant.models()));
    }

    Claim claim(Path file, ClaimEntry entry) {
        if (entry.confirmedBy().isEmpty() && entry.refutedBy().isEmpty()) {
            problems.add(file, "the claim \"" + entry.id() + "\" has no evidence, so nothing can decide it");
        }
        return new Claim(
                entry.id(),
                entry.statement(),
                entry.speaker(),
                entry.place(),
                evidence(file, entry, entry.confirmedBy()),
                evidence(file, entry, entry.refutedBy()),
                entry.boundless(),
                entry.expected(),
                entry.explanation());
    }

    private List<Evidence> evidence(Path file, ClaimEntry claim, List<EvidenceEntry> entries) {
        entries.forEach(entry -> check(file, "the claim \"" + claim.id() + "\" names the unknown ", entry));
        return entries.stream()
                .map(entry -> new Evidence(
                        entry.run(), entry.property(), entry.verdict().equals("VIOLATED")))
                .toList();
    }

    private void check(Path file, String unknown, EvidenceEntry entry) {
        if (!runs.containsKey(entry.run())) {
            problems.add(file, unknown + "run \"" + entry.run() + "\"" + Nearest.hint(entry.run(), runs.keySet()));
            return;
        }
        Collection<String> properties = runs.get(entry.run()).stream()
                .flatMap(model -> Stream.concat(model.properties().stream(), model.witnesses().stream()))
                .map(Property::id)
                .distinct()
                .toList();
        if (!properties.contains(entry.property())) {
            problems.add(
                    file,
                    unknown + "property \"" + entry.property() + "\" of the run \"" + entry.run() + "\""
                            + Nearest.hint(entry.property(), properties));
        }
    }
}
