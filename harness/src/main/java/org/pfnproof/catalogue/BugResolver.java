package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Entries.BugEntry;
import org.pfnproof.catalogue.Entries.FixEntry;

/** Turns the entries of bugs into records: each is shown by something that falls, or says why it cannot be. */
final class BugResolver {

    private final Problems problems;
    private final Map<String, Variant> variants;
    private final Map<String, Model> models;

    BugResolver(Problems problems, Map<String, Variant> variants, Map<String, Model> models) {
        this.problems = problems;
        this.variants = variants;
        this.models = models;
    }

    Bug bug(Path file, BugEntry entry) {
        String the = "the bug \"" + entry.id() + "\" ";
        List<Variant> expressing = known(file, the, "variant", entry.variants(), variants);
        List<Model> showing = known(file, the, "model", entry.models(), models);
        showing.stream()
                .filter(model -> model.expected().violated().isEmpty())
                .forEach(model -> problems.add(file, the + "names the model " + model.id() + ", which must hold"));
        boolean shown = !entry.variants().isEmpty() || !entry.models().isEmpty();
        if (!shown && entry.reason() == null) {
            problems.add(file, the + "has neither variants nor models, nor a reason why it has none");
        } else if (shown && entry.reason() != null) {
            problems.add(file, the + "gives a reason why nothing shows it, but names what does");
        } else if (shown
                && showing.isEmpty()
                && expressing.stream().noneMatch(variant -> variant.violates().isPresent())) {
            problems.add(file, the + "names only variants that must hold");
        }
        return new Bug(
                entry.id(),
                entry.bug(),
                entry.race(),
                entry.fixes().stream().map(BugResolver::fix).toList(),
                expressing,
                showing,
                Optional.ofNullable(entry.reason()));
    }

    private <T> List<T> known(Path file, String the, String what, List<String> ids, Map<String, T> all) {
        ids.stream()
                .filter(id -> !all.containsKey(id))
                .forEach(id -> problems.add(
                        file, the + "names the unknown " + what + " \"" + id + "\"" + Nearest.hint(id, all.keySet())));
        return ids.stream().map(all::get).filter(Objects::nonNull).toList();
    }

    private static Bug.Fix fix(FixEntry entry) {
        List<Optional<String>> fields = Stream.of(
                        entry.commit(), entry.subject(), entry.release(), entry.cve(), entry.message(), entry.repairs())
                .map(Optional::ofNullable)
                .toList();
        return new Bug.Fix(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4), fields.get(5));
    }
}
