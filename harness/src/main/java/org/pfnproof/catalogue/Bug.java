package org.pfnproof.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A bug that the kernel had, or a change that would be one, and what shows it; one entry of {@code specs/bugs.json}.
 *
 * @param id unique among bugs
 * @param what one line: what the code did
 * @param race one line: what goes wrong, in which order
 * @param fixes what is known of its repair, or of the commit whose mutant it is; none for a hypothetical one
 * @param variants those that express it, the most telling first
 * @param models those that show it without a variant, since the modelled kernel has it
 * @param reason why nothing can express it; only if nothing does
 */
public record Bug(
        String id,
        String what,
        String race,
        List<Fix> fixes,
        List<Variant> variants,
        List<Model> models,
        Optional<String> reason) {

    public Bug {
        fixes = List.copyOf(fixes);
        variants = List.copyOf(variants);
        models = List.copyOf(models);
    }

    /**
     * What is known of a repair.
     *
     * @param commit twelve digits of its id
     * @param subject of the commit, or of the mail
     * @param release the first one that has it, or the time if no more is known
     * @param message Message-ID of what was posted
     * @param repairs the commit that brought the bug
     */
    public record Fix(
            Optional<String> commit,
            Optional<String> subject,
            Optional<String> release,
            Optional<String> cve,
            Optional<String> message,
            Optional<String> repairs) {}
}
