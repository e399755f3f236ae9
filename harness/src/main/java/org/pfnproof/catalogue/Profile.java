package org.pfnproof.catalogue;

import java.util.Map;

/**
 * The generation of kernel code that a run describes; one entry of {@code specs/profiles.json}.
 *
 * @param id for example {@code linux-6.12}
 * @param title one line
 * @param description which sources it was read from
 * @param specs root module of a spec to what this generation changes in it. A model of the profile names the unchanged root; a
 *     spec that is not listed is the same for the profile
 */
public record Profile(String id, String title, String description, Map<String, Change> specs) {

    public Profile {
        specs = specs == null ? Map.of() : Map.copyOf(specs);
    }

    /**
     * What one generation changes in one spec.
     *
     * @param module the module that extends the spec's root and defines the replacements
     * @param substitutions operator of the spec to its replacement
     */
    public record Change(String module, Map<String, String> substitutions) {

        public Change {
            substitutions = Map.copyOf(substitutions);
        }
    }
}
