package org.pfnproof.kernel.mmu;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.mmu.Bounds.PageClass;
import org.pfnproof.kernel.mmu.Bounds.Vma;

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
        Optional<SeqCounter> seq = counter(substitutions);
        if (change.isEmpty() || seq.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KvmMmu(read(bounds), seq.get(), change.get()));
    }

    private static Optional<SeqCounter> counter(Map<String, String> substitutions) {
        if (substitutions.isEmpty()) {
            return Optional.of(SeqCounter.COUNTING);
        }
        return substitutions.equals(Map.of("NextSeq", "FreshSeq")) ? Optional.of(SeqCounter.OPAQUE) : Optional.empty();
    }

    private static Bounds read(Map<String, Object> bounds) {
        return new Bounds(
                list(bounds, "VCPUS", String.class::cast),
                list(bounds, "INVALIDATORS", String.class::cast),
                list(bounds, "GFNS", KvmMmuFactory::number),
                list(bounds, "HVAS", KvmMmuFactory::number),
                list(bounds, "FRAMES", KvmMmuFactory::number),
                table(bounds, "VMA", value -> constant(Vma.class, value)),
                table(bounds, "CLASS", value -> constant(PageClass.class, value)),
                table(bounds, "DRIVER_PFN", KvmMmuFactory::number),
                list(bounds, "OPS", value -> constant(Operation.class, value)).stream()
                        .collect(Collectors.toSet()),
                (Boolean) value(bounds, "MAY_BLOCK"),
                list(bounds, "WRITES", Boolean.class::cast));
    }

    private static Object value(Map<String, Object> bounds, String name) {
        Object value = bounds.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the bound " + name + " is missing");
        }
        return value;
    }

    private static <T> List<T> list(Map<String, Object> bounds, String name, Function<Object, T> element) {
        Object value = value(bounds, name);
        Object elements = value instanceof Map<?, ?> set ? set.get("#set") : value;
        if (elements instanceof List<?> list) {
            return list.stream().map(element).toList();
        }
        throw new IllegalArgumentException("the bound " + name + " is not a list or a set");
    }

    private static <T> Map<Integer, T> table(Map<String, Object> bounds, String name, Function<Object, T> element) {
        if (value(bounds, name) instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> Integer.valueOf((String) entry.getKey()),
                            entry -> element.apply(entry.getValue())));
        }
        throw new IllegalArgumentException("the bound " + name + " is not an object");
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Object value) {
        return Enum.valueOf(type, ((String) value).toUpperCase(Locale.ROOT));
    }
}
