package org.pfnproof.kernel.mmu;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.mmu.Bounds.PageClass;
import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.notifier.SeqCounter;

/** Makes a {@link KvmMmu} from a model's bounds, as they stand in its file. */
public final class KvmMmuFactory {

    private KvmMmuFactory() {}

    /**
     * The reference implementation at these bounds.
     *
     * @param bounds constant to value: numbers, strings, booleans, lists, maps with string keys; {@code {"#set": [...]}} for a set
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<KvmMmu> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        Optional<Consumer<KvmMmu.Parts>> change =
                variant.isEmpty() ? Optional.of(parts -> {}) : variant.flatMap(Variants::of);
        Optional<SeqCounter> seq = SeqCounter.of(substitutions, "FreshSeq");
        if (change.isEmpty() || seq.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KvmMmu(read(new BoundsReader(bounds)), seq.get(), change.get()));
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
