package org.pfnproof.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pfnproof.engine.explorer.search.Outcome;
import org.pfnproof.engine.explorer.search.Search;
import org.pfnproof.engine.explorer.search.SearchOptions;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * Explores a protocol and prints the speed and the memory that it took.
 *
 * <pre>java -Xmx4g -Xmn16m -XX:+UseSerialGC -XX:PretenureSizeThreshold=64k -cp CLASSES org.pfnproof.bench.SearchBench THREADS [SUPPLIER]</pre>
 *
 * <p>SUPPLIER names a class that supplies the protocol, {@link ReadersAndWriters} if there is none. One run a JVM: the ratio of two
 * threads to one is that of two runs' {@code states/s}. Processor time is that of all threads of the JVM, compiler and collector
 * included; on a busy machine it tells more than the clock. Memory is the sum of the heap pools' greatest usage, so it counts whatever
 * garbage was there as well; with a small young generation that is little.
 */
public final class SearchBench {

    private static final double MILLION = 1e6;

    private SearchBench() {}

    /** Runs one search. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        String supplier = arguments.length > 1 ? arguments[1] : ReadersAndWriters.class.getName();
        Supplier<?> source =
                (Supplier<?>) Class.forName(supplier).getDeclaredConstructor().newInstance();
        Predicate<String> wanted = source instanceof Selection selection ? selection.rules()::contains : id -> true;
        run((Protocol<?>) source.get(), threads, wanted);
    }

    /** A supplier that wants some rules of its protocol only. */
    interface Selection {

        /** The ids of the rules to check. */
        Set<String> rules();
    }

    private static <S extends PackedState> void run(Protocol<S> protocol, int threads, Predicate<String> wanted)
            throws InterruptedException {
        List<Rule<S>> rules =
                protocol.rules().stream().filter(rule -> wanted.test(rule.id())).toList();
        long memory = Runtime.getRuntime().maxMemory() - (64L << 20);
        SearchOptions options =
                SearchOptions.of(threads, memory).maxStates(Integer.getInteger("maxStates", Integer.MAX_VALUE));
        long start = System.nanoTime();
        try (Search<S> search = new Search<>(protocol, rules, options)) {
            Outcome outcome = search.run((distinct, generated, queue) -> {
                if (System.getProperty("progress") != null) {
                    System.err.printf("%,d distinct, %,d generated, %,d to expand%n", distinct, generated, queue);
                }
            });
            double seconds = (System.nanoTime() - start) / 1e9;
            report(protocol, outcome, threads, seconds);
        }
    }

    private static void report(Protocol<?> protocol, Outcome outcome, int threads, double seconds) {
        double cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
        int words = protocol.newState().words.length;
        double distinct = outcome.distinct();
        System.out.printf(
                "%s, %d moves, %d words%n", outcome.end(), protocol.moves().size(), words);
        System.out.printf(
                "%,d distinct, %,d generated, depth %d, violations %s%n",
                outcome.distinct(), outcome.generated(), outcome.depth(), outcome.violations());
        System.out.printf(
                "%d threads: %.1f s, %.1f s of processor time, %.3f million states/s, %.3f million states/s of processor%n",
                threads, seconds, cpu, distinct / seconds / MILLION, distinct / cpu / MILLION);
        System.out.printf(
                "%.2f bytes/state allocated for states and index, %.2f bytes/state at the heap's peak; packed size %d, so the limit is %d%n",
                outcome.memory() / distinct, peak() / distinct, words * Long.BYTES, words * 12 + Long.BYTES);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
