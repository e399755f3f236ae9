package org.pfnproof.kernel.mmu;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.pages.PageClass;

/** Makes a {@link KvmMmu} from a model's bounds, as they stand in its file. */
public final class KvmMmuFactory {

    private KvmMmuFactory() {}

    /**
     * The reference implementation at these bounds.
     *
     * @param spec the root module, with the profile's changes
     * @param bounds constant to value
     * @param substitutions operators replaced by the profile, and by the model: known is {@code NextSeq} by {@code FreshSeq}
     * @param variant the id of a variant
     * @return empty if the spec, the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<KvmMmu> of(
            String spec, Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        Optional<Consumer<KvmMmu.Parts>> change =
                variant.isEmpty() ? Optional.of(parts -> {}) : variant.flatMap(Variants::of);
        return Profiles.of(spec).flatMap(profile -> profile.remaining(substitutions)
                .flatMap(rest -> SeqCounter.of(rest, "FreshSeq"))
                .flatMap(seq -> change.map(it -> new KvmMmu(read(new BoundsReader(bounds)), seq, profile, it))));
    }

    private static Bounds read(BoundsReader reader) {
        return new Bounds(
                reader.names("VCPUS"),
                reader.names("INVALIDATORS"),
                reader.numbers("GFNS"),
                reader.numbers("HVAS"),
                reader.numbers("FRAMES"),
                reader.table("VMA", Vma.class),
                reader.table("CLASS", PageClass.class),
                reader.numberTable("DRIVER_PFN"),
                Set.copyOf(reader.constants("OPS", Operation.class)),
                reader.truth("MAY_BLOCK"),
                reader.booleans("WRITES"));
    }
}
