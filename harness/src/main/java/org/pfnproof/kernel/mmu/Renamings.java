package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.notifier.NotifierState.NO_WRITER;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Permutations;
import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.pages.PageClass;

/** Permutations of threads and frames under which {@link KvmMmu} is the same. */
final class Renamings {

    private final Bounds bounds;

    Renamings(Bounds bounds) {
        this.bounds = bounds;
    }

    List<BiConsumer<PackedKvmState, PackedKvmState>> of(List<String> things) {
        things.forEach(this::checkInterchangeable);
        int vcpus = bounds.vcpus().size();
        int invalidators = bounds.invalidators().size();
        int frames = bounds.frames().size();
        List<BiConsumer<PackedKvmState, PackedKvmState>> renamings = new ArrayList<>();
        for (int[] v : Permutations.of(vcpus, things.contains("VCPUS"))) {
            for (int[] n : Permutations.of(invalidators, things.contains("INVALIDATORS"))) {
                for (int[] f : Permutations.of(frames, things.contains("FRAMES"))) {
                    Renaming renaming = new Renaming(bounds, v, n, f);
                    if (!renaming.isIdentity()) {
                        renamings.add(renaming);
                    }
                }
            }
        }
        return renamings;
    }

    private void checkInterchangeable(String thing) {
        boolean interchangeable =
                switch (thing) {
                    case "VCPUS", "INVALIDATORS" -> true;
                    case "FRAMES" ->
                        bounds.pageClass().values().stream().allMatch(PageClass.RAM::equals)
                                && bounds.vma().values().stream()
                                        .allMatch(vma -> vma == Vma.ANON || vma == Vma.READONLY)
                                && bounds.frames()
                                        .equals(IntStream.rangeClosed(
                                                        1, bounds.frames().size())
                                                .boxed()
                                                .toList());
                    default -> false;
                };
        if (!interchangeable) {
            throw new IllegalArgumentException(thing + " are not interchangeable at these bounds");
        }
    }

    /** One permutation: thread i becomes thread v[i] or n[i], frame i + 1 becomes frame f[i] + 1. */
    private record Renaming(Bounds bounds, int[] v, int[] n, int[] f)
            implements BiConsumer<PackedKvmState, PackedKvmState> {

        private boolean isIdentity() {
            return Permutations.isIdentity(v) && Permutations.isIdentity(n) && Permutations.isIdentity(f);
        }

        private int pfn(int pfn) {
            return pfn <= 0 ? pfn : f[pfn - 1] + 1;
        }

        @Override
        public void accept(PackedKvmState from, PackedKvmState to) {
            to.copyFrom(from);
            boolean sameFrames = Permutations.isIdentity(f);
            if (!sameFrames || !Permutations.isIdentity(v)) {
                faults(from, to);
            }
            if (!sameFrames || !Permutations.isIdentity(n)) {
                invalidations(from, to);
            }
            if (!sameFrames) {
                pages(from, to);
            }
        }

        private void faults(KvmState from, KvmState to) {
            for (int i = 0; i < v.length; i++) {
                to.setReadsMmuLock(v[i], from.readsMmuLock(i));
                to.setFaultStep(v[i], from.faultStep(i));
                to.setFaultGfn(v[i], from.faultGfn(i));
                to.setFaultWrite(v[i], from.faultWrite(i));
                to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
                to.setFaultPfn(v[i], pfn(from.faultPfn(i)));
                to.setFaultMapWritable(v[i], from.faultMapWritable(i));
                to.setFaultRetry(v[i], from.faultRetry(i));
            }
        }

        private void invalidations(KvmState from, KvmState to) {
            to.setMmuLockWriter(from.mmuLockWriter() == NO_WRITER ? NO_WRITER : n[from.mmuLockWriter()]);
            for (int i = 0; i < n.length; i++) {
                to.setInvStep(n[i], from.invStep(i));
                to.setInvOp(n[i], from.invOp(i));
                to.setInvStart(n[i], from.invStart(i));
                to.setInvEnd(n[i], from.invEnd(i));
                to.setInvNext(n[i], from.invNext(i));
                to.setInvPfn(n[i], pfn(from.invPfn(i)));
                for (int frame : bounds.frames()) {
                    to.setGathers(n[i], pfn(frame), from.gathers(i, frame));
                }
            }
        }

        private void pages(KvmState from, KvmState to) {
            for (int frame : bounds.frames()) {
                to.setPageRefcount(pfn(frame), from.pageRefcount(frame));
                to.setCompoundHead(pfn(frame), pfn(from.compoundHead(frame)));
                to.setInBuddy(pfn(frame), from.inBuddy(frame));
            }
            for (int gfn : bounds.gfns()) {
                to.setSpte(gfn, pfn(from.sptePfn(gfn)), from.spteWritable(gfn));
            }
            for (int hva : bounds.hvas()) {
                to.setHostPte(hva, pfn(from.hostPfn(hva)), from.hostWritable(hva));
                to.setChildPfn(hva, pfn(from.childPfn(hva)));
            }
        }
    }
}
