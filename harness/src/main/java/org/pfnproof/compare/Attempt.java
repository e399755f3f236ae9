package org.pfnproof.compare;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pfnproof.compare.Outcome.Report;

/** Compiled code that calls a shape, run in every environment, for reads and for writes, with an invalidation at every moment and with none. */
public final class Attempt {

    private static final List<Environment> ENVIRONMENTS =
            Environment.all().stream().filter(ReferenceLookup::usable).toList();

    private final KvmCaller code;
    private final boolean fault;

    private Attempt(KvmCaller code, boolean fault) {
        this.code = code;
        this.fault = fault;
    }

    /**
     * Takes compiled code.
     *
     * @param classFile a class of this package that is a KvmCaller
     * @param fault whether its page fault is run, or its other caller
     */
    public static Attempt of(byte[] classFile, boolean fault) {
        try {
            Class<?> loaded =
                    MethodHandles.lookup().defineHiddenClass(classFile, true).lookupClass();
            var constructor = loaded.getDeclaredConstructor();
            return new Attempt((KvmCaller) constructor.newInstance(), fault);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("this is no caller of a shape", e);
        }
    }

    /** One run. */
    private record Run(int result, Report report, Set<Effect> effects, boolean readOnlyForWrite, boolean writable) {}

    private Run run(Environment environment, boolean write, int moment) {
        Kvm kvm = new Kvm(environment, write, moment);
        int result = fault
                ? code.pageFault(kvm, kvm.slot(), Machine.GFN, write)
                : code.usePage(kvm, kvm.slot(), Machine.GFN, write);
        return new Run(result, kvm.report(), kvm.end(), kvm.mappedReadOnlyForWrite(), kvm.mappedWritable());
    }

    /** Everything that goes wrong in any run. */
    public Set<Effect> effects() {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        for (Environment environment : ENVIRONMENTS) {
            for (boolean write : List.of(false, true)) {
                for (int moment = Kvm.NEVER; moment < Kvm.MOMENTS; moment++) {
                    effects.addAll(run(environment, write, moment).effects());
                }
            }
        }
        return effects;
    }

    /**
     * What comes of a mistake at run time.
     *
     * @param rejected WARN, BUG or ERR_FAULT wherever the right call gets a page
     * @param effects what nobody reports, each with its first witness; empty if it is rejected
     */
    public record Observed(Optional<String> rejected, Map<Effect, String> effects) {}

    /** Runs this beside the code without the mistake. */
    public Observed beside(Attempt right) {
        Map<Effect, String> effects = new EnumMap<>(Effect.class);
        Set<String> answers = new java.util.TreeSet<>();
        boolean warned = false;
        for (Environment environment : ENVIRONMENTS) {
            for (boolean write : List.of(false, true)) {
                Set<Effect> excused = EnumSet.noneOf(Effect.class);
                for (int moment = Kvm.NEVER; moment < Kvm.MOMENTS; moment++) {
                    excused.addAll(right.run(environment, write, moment).effects());
                }
                Run good = right.run(environment, write, Kvm.NEVER);
                Run bad = run(environment, write, Kvm.NEVER);
                if (good.result() == KvmCaller.RET_PF_DONE) {
                    answers.add(answer(bad));
                }
                warned |= bad.report() != Report.NONE && good.report() == Report.NONE;
                for (Effect effect : differs(good, bad)) {
                    effects.putIfAbsent(effect, witness(environment, write, Kvm.NEVER));
                }
                for (int moment = Kvm.NEVER; moment < Kvm.MOMENTS; moment++) {
                    for (Effect effect : run(environment, write, moment).effects()) {
                        if (!excused.contains(effect)) {
                            effects.putIfAbsent(effect, witness(environment, write, moment));
                        }
                    }
                }
            }
        }
        if (answers.size() == 1 && !answers.contains("")) {
            return new Observed(Optional.of(answers.iterator().next()), Map.of());
        }
        if (warned) {
            effects.put(Effect.WARNED_AT_TIMES, "");
        }
        return new Observed(Optional.empty(), effects);
    }

    private static String answer(Run run) {
        if (run.report() != Report.NONE) {
            return run.report().name();
        }
        return run.result() == KvmCaller.RET_PF_ERROR ? "error" : "";
    }

    private static List<Effect> differs(Run good, Run bad) {
        List<Effect> found = new ArrayList<>();
        if (bad.report() != Report.NONE) {
            return found;
        }
        if (good.result() == KvmCaller.RET_PF_DONE) {
            if (bad.result() == KvmCaller.RET_PF_ERROR) {
                found.add(Effect.REFUSED);
            } else if (bad.readOnlyForWrite() && !good.readOnlyForWrite()) {
                found.add(Effect.READ_ONLY);
            } else if (good.writable() && !bad.writable()) {
                found.add(Effect.NO_UPGRADE);
            }
        } else if (good.result() == KvmCaller.RET_PF_IO && bad.result() != KvmCaller.RET_PF_IO) {
            found.add(bad.result() == KvmCaller.RET_PF_ERROR ? Effect.IO_NOT_TOLD : Effect.WAITS);
        }
        return found;
    }

    private static String witness(Environment environment, boolean write, int moment) {
        return (write ? "write" : "read") + ", " + environment.host().text()
                + (environment.slot() == Environment.Slot.READ_ONLY ? ", read-only slot" : "")
                + (moment == Kvm.NEVER ? "" : ", invalidation at moment " + moment);
    }
}
