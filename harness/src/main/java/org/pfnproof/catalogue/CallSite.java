package org.pfnproof.catalogue;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a kernel calls the API; one entry of {@code specs/call-sites.json}.
 *
 * @param kernel its version
 * @param shape the shape of the API that it calls
 * @param caller the calling function
 * @param file its file in the kernel's tree
 * @param call the call, with its arguments
 * @param inputs what every call gives, in the words of {@code compare}
 * @param either what a call gives or not, as the guest's access asks for it
 * @param guarded whether the caller follows the mmu_notifiers
 * @param note what else there is to say; may be absent
 */
public record CallSite(
        String id,
        String kernel,
        String shape,
        String caller,
        String file,
        String call,
        List<String> inputs,
        List<String> either,
        boolean guarded,
        Optional<String> note) {

    private record Entry(
            String id,
            String kernel,
            String shape,
            String caller,
            String file,
            String call,
            List<String> inputs,
            List<String> either,
            boolean guarded,
            String note) {
        CallSite site() {
            return new CallSite(
                    id,
                    kernel,
                    shape,
                    caller,
                    file,
                    call,
                    List.copyOf(inputs),
                    List.copyOf(either),
                    guarded,
                    Optional.ofNullable(note));
        }
    }

    /**
     * Reads all of them; none if there is no such file.
     *
     * @param specs the folder {@code specs}
     * @throws CatalogueException with all that is wrong in the file
     */
    public static List<CallSite> load(Path specs) throws CatalogueException {
        Problems problems = new Problems(specs);
        Path file = specs.resolve("call-sites.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        Optional<List<Entry>> entries =
                new DataFiles(problems).read(file, "call-sites", new TypeToken<List<Entry>>() {}.getType());
        Set<String> ids = new HashSet<>();
        entries.ifPresent(all -> all.stream()
                .map(Entry::id)
                .filter(id -> !ids.add(id))
                .forEach(id -> problems.add(file, "the id \"" + id + "\" is there twice")));
        if (problems.size() > 0) {
            throw new CatalogueException(problems.all());
        }
        return entries.orElseThrow().stream().map(Entry::site).toList();
    }
}
