package org.pfnproof.compare;

import static org.pfnproof.compare.Input.ALLOW_UNCOUNTED;
import static org.pfnproof.compare.Input.ATOMIC;
import static org.pfnproof.compare.Input.FOLL_FAST_ONLY;
import static org.pfnproof.compare.Input.FOLL_PIN;
import static org.pfnproof.compare.Input.GET;
import static org.pfnproof.compare.Input.GUARDED;
import static org.pfnproof.compare.Input.INTERRUPTIBLE;
import static org.pfnproof.compare.Input.NOWAIT;
import static org.pfnproof.compare.Input.PAGE_OUT;
import static org.pfnproof.compare.Input.PIN;
import static org.pfnproof.compare.Input.UPGRADE;
import static org.pfnproof.compare.Input.WRITE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pfnproof.compare.Outcome.Told;
import org.pfnproof.compare.StructApi.Version;

/** The shapes of the debate, in the order of their appearance: how each of their calls is written. */
public final class Shapes {

    private static final Set<Input> FLAGS =
            Collections.unmodifiableSet(EnumSet.of(WRITE, GET, NOWAIT, INTERRUPTIBLE, FOLL_PIN, FOLL_FAST_ONLY));

    private Shapes() {}

    /** All of them, enumerated anew. */
    public static List<Shape> all() {
        return List.of(
                Shape.of("bools-6.1", "bools of Linux 6.1", EnumSet.of(ATOMIC, NOWAIT, WRITE, UPGRADE), Shapes::bools),
                Shape.of(
                        "bools-6.12",
                        "bools of Linux 6.12",
                        EnumSet.of(ATOMIC, INTERRUPTIBLE, NOWAIT, WRITE, UPGRADE),
                        Shapes::bools),
                Shape.of(
                        "v6",
                        "noref functions of v6",
                        EnumSet.of(ATOMIC, INTERRUPTIBLE, NOWAIT, WRITE, UPGRADE),
                        Shapes::noref),
                Shape.of("all-flags", "flags in and out", FLAGS, Shapes::allFlags),
                Shape.of("sketch", "the thread's mix", with(UPGRADE, GUARDED), Shapes::sketch),
                Shape.of("v7", "struct of v7", with(ATOMIC, UPGRADE, GUARDED), (m, in) -> struct(m, in, Version.V7)),
                Shape.of("v8", "struct of v8", with(ATOMIC, UPGRADE, GUARDED), (m, in) -> struct(m, in, Version.V8)),
                Shape.of(
                        "v9",
                        "struct of v9",
                        without(GET, with(ATOMIC, UPGRADE, GUARDED, ALLOW_UNCOUNTED)),
                        (m, in) -> struct(m, in, Version.V9)),
                Shape.of(
                        "v11",
                        "struct of v10 and v11",
                        with(ATOMIC, UPGRADE, GUARDED, ALLOW_UNCOUNTED),
                        (m, in) -> struct(m, in, Version.V11)),
                Shape.of("6.13", "__kvm_faultin_pfn() of Linux 6.13", with(UPGRADE, PAGE_OUT), Shapes::faultin),
                Shape.of(
                        "6.13-static",
                        "kvm_follow_pfn() of Linux 6.13, static",
                        with(UPGRADE, PAGE_OUT, PIN),
                        Shapes::landed));
    }

    private static Set<Input> with(Input... more) {
        Set<Input> inputs = EnumSet.copyOf(FLAGS);
        Collections.addAll(inputs, more);
        return inputs;
    }

    private static Set<Input> without(Input input, Set<Input> inputs) {
        inputs.remove(input);
        return inputs;
    }

    static int flags(Set<Input> in) {
        return (in.contains(WRITE) ? Foll.WRITE : 0)
                | (in.contains(GET) ? Foll.GET : 0)
                | (in.contains(NOWAIT) ? Foll.NOWAIT : 0)
                | (in.contains(INTERRUPTIBLE) ? Foll.INTERRUPTIBLE : 0)
                | (in.contains(FOLL_PIN) ? Foll.PIN : 0)
                | (in.contains(FOLL_FAST_ONLY) ? Foll.FAST_ONLY : 0);
    }

    private static Outcome bools(Machine machine, Set<Input> in) {
        Out async = Out.given(in.contains(NOWAIT));
        Out writable = Out.given(in.contains(UPGRADE));
        long pfn = new BoolsApi(machine)
                .gfnToPfnMemslot(
                        machine.slot(),
                        Machine.GFN,
                        in.contains(ATOMIC),
                        in.contains(INTERRUPTIBLE),
                        async,
                        in.contains(WRITE),
                        writable,
                        null);
        return Outcome.of(pfn, async != null && async.isTrue(), Out.told(writable), machine);
    }

    private static Outcome noref(Machine machine, Set<Input> in) {
        Out async = Out.given(in.contains(NOWAIT));
        Out writable = Out.given(in.contains(UPGRADE));
        long pfn = new BoolsApi(machine)
                .gfnToPfnNorefMemslot(
                        machine.slot(),
                        Machine.GFN,
                        in.contains(ATOMIC),
                        in.contains(INTERRUPTIBLE),
                        async,
                        in.contains(WRITE),
                        writable,
                        null,
                        new PageOut());
        return Outcome.of(pfn, async != null && async.isTrue(), Out.told(writable), machine);
    }

    private static Outcome allFlags(Machine machine, Set<Input> in) {
        AllFlagsApi api = new AllFlagsApi(machine);
        int[] out = new int[1];
        long pfn = api.gfnToPfnFlags(machine.slot(), Machine.GFN, flags(in), out);
        return Outcome.of(pfn, (out[0] & AllFlagsApi.OUT_NEEDS_IO) != 0, Told.NOT_TOLD, machine);
    }

    private static Outcome sketch(Machine machine, Set<Input> in) {
        SketchApi.KvmFollowPfn foll = new SketchApi.KvmFollowPfn();
        foll.slot = machine.slot();
        foll.gfn = Machine.GFN;
        foll.flags = flags(in);
        foll.writable = Out.given(in.contains(UPGRADE));
        foll.mmuSeq = in.contains(GUARDED) && !machine.environment().firstSeq() ? 1 : 0;
        long pfn = new SketchApi(machine).follow(foll);
        return Outcome.of(pfn, foll.needsIo, Out.told(foll.writable), machine);
    }

    /** kvm_follow_pfn() of the sketch, which takes no inputs. */
    static Call sketchWrapper(List<Environment> environments) {
        return Shape.call(
                EnumSet.of(WRITE, GET),
                (machine, in) -> Outcome.of(
                        new SketchApi(machine).kvmFollowPfn(machine.slot(), Machine.GFN),
                        false,
                        Told.NOT_TOLD,
                        machine),
                environments);
    }

    /** All calls of the sketch in other environments than usual. */
    static List<Call> sketch(List<Environment> environments) {
        return Shape.subsets(with(UPGRADE, GUARDED)).stream()
                .map(given -> Shape.call(given, Shapes::sketch, environments))
                .toList();
    }

    /** A call of the sketch with a snapshot, without FOLL_GET. */
    static Call sketchSnapshot(List<Environment> environments) {
        return Shape.call(EnumSet.of(GUARDED), Shapes::sketch, environments);
    }

    private static Outcome struct(Machine machine, Set<Input> in, Version version) {
        StructApi.KvmFollowPfn foll = new StructApi.KvmFollowPfn();
        foll.slot = machine.slot();
        foll.gfn = Machine.GFN;
        foll.flags = flags(in);
        foll.atomic = in.contains(ATOMIC);
        foll.tryMapWritable = in.contains(UPGRADE);
        foll.guardedByMmuNotifier = in.contains(GUARDED);
        foll.allowNonRefcountedStructPage = in.contains(ALLOW_UNCOUNTED);
        long pfn = new StructApi(machine, version).follow(foll);
        Told writable = foll.tryMapWritable ? (foll.writable ? Told.TRUE : Told.FALSE) : Told.NOT_TOLD;
        return Outcome.of(pfn, foll.needsIo, writable, machine);
    }

    private static Outcome faultin(Machine machine, Set<Input> in) {
        Out writable = Out.given(in.contains(UPGRADE));
        long pfn = new LandedApi(machine)
                .faultinPfn(
                        machine.slot(), Machine.GFN, flags(in), writable, in.contains(PAGE_OUT) ? new PageOut() : null);
        return landed(machine, pfn, writable);
    }

    private static Outcome landed(Machine machine, Set<Input> in) {
        LandedApi.KvmFollowPfn kfp = new LandedApi.KvmFollowPfn();
        kfp.slot = machine.slot();
        kfp.gfn = Machine.GFN;
        kfp.flags = flags(in);
        kfp.pin = in.contains(PIN);
        kfp.mapWritable = Out.given(in.contains(UPGRADE));
        kfp.refcountedPage = in.contains(PAGE_OUT) ? new PageOut() : null;
        return landed(machine, new LandedApi(machine).followPfn(kfp), kfp.mapWritable);
    }

    private static Outcome landed(Machine machine, long pfn, Out writable) {
        return Outcome.of(pfn, pfn == KvmPfn.ERR_NEEDS_IO, Out.told(writable), machine);
    }
}
