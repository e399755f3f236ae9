package org.pfnproof.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pfnproof.catalogue.Entries.ModelEntry;

/** What a profile makes of a model's spec. A model cannot leave its profile's changes out, nor take another profile's. */
final class ProfileRules {

    private ProfileRules() {}

    static List<String> check(ModelEntry entry, Optional<Profile.Change> change, Collection<Profile> profiles) {
        List<String> messages = new ArrayList<>();
        for (Profile profile : profiles) {
            profile.specs().forEach((spec, other) -> {
                if (other.module().equals(entry.spec())) {
                    messages.add("/spec: " + entry.spec() + " is what the profile " + profile.id() + " makes of " + spec
                            + "; name that spec, and the profile");
                }
            });
        }
        change.ifPresent(own -> entry.substitutions().keySet().stream()
                .filter(own.substitutions()::containsKey)
                .sorted()
                .forEach(name -> messages.add(
                        "/substitutions: the profile " + entry.profile() + " replaces " + name + " already")));
        return messages;
    }

    /** The profile's replacements and the model's own. */
    static Map<String, String> substitutions(ModelEntry entry, Optional<Profile.Change> change) {
        Map<String, String> all = new TreeMap<>(entry.substitutions());
        change.map(Profile.Change::substitutions).ifPresent(all::putAll);
        return all;
    }
}
