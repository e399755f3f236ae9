package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;
import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.pages.PageFields;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** Where each variable lies at given bounds. */
final class KvmFields {
    final int words;
    final NotifierFields notifier;
    final PageFields pages;
    final Field[] sptePfn;
    final Field[] spteWritable;
    final Field[] freedUnder;
    final Field deadMark;
    final Field[] hostPfn;
    final Field[] hostWritable;
    final Field[] childPfn;
    final Field[] faultStep;
    final Field[] faultGfn;
    final Field[] faultWrite;
    final Field[] faultMmuSeq;
    final Field[] faultPfn;
    final Field[] faultMapWritable;
    final Field[] faultRetry;
    final Field[] invStep;
    final Field[] invOp;
    final Field[] invStart;
    final Field[] invEnd;
    final Field[] invNext;
    final Field[] gather;
    final Field[] invPfn;

    /**
     * The layout for bounds.
     *
     * @param bounds the bounds
     * @param maxSeq the greatest value of mmu_invalidate_seq
     */
    KvmFields(Bounds bounds, int maxSeq) {
        int vcpus = bounds.vcpus().size();
        int invalidators = bounds.invalidators().size();
        int frames = greatest(bounds.frames());
        int hvas = greatest(bounds.hvas());
        int gfns = greatest(bounds.gfns());
        int holders = 2 * hvas + vcpus + 2 * invalidators;
        Layout layout = new Layout();
        faultStep = layout.fields("fault.pc", 0, vcpus, 0, FaultStep.values().length - 1);
        invStep = layout.fields("inv.pc", 0, invalidators, 0, InvalidationStep.values().length - 1);
        notifier = new NotifierFields(layout, vcpus, invalidators, gfns, maxSeq);
        faultGfn = layout.fields("fault.gfn", 0, vcpus, 0, gfns);
        faultWrite = layout.fields("fault.write", 0, vcpus, 0, 1);
        faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
        faultPfn = layout.fields("fault.pfn", 0, vcpus, 0, frames);
        faultMapWritable = layout.fields("fault.map_writable", 0, vcpus, 0, 1);
        faultRetry = layout.fields("fault.retry", 0, vcpus, 0, 1);
        invOp = layout.fields("inv.op", 0, invalidators, 0, Operation.values().length - 1);
        invStart = layout.fields("inv.start", 0, invalidators, 0, hvas);
        invEnd = layout.fields("inv.end", 0, invalidators, 0, hvas + 1);
        invNext = layout.fields("inv.next", 0, invalidators, 0, hvas + 1);
        gather = layout.fields("inv.gather", 0, invalidators, 0, (1 << frames) - 1);
        invPfn = layout.fields("inv.pfn", 0, invalidators, 0, bounds.ops().contains(Operation.MIGRATE) ? frames : 0);
        pages = new PageFields(layout, frames, holders);
        sptePfn = layout.fields("spte.pfn", 1, gfns, 0, frames);
        spteWritable = layout.fields("spte.w", 1, gfns, 0, 1);
        freedUnder = layout.fields("freed_under", 1, gfns, 0, 1);
        deadMark = layout.field("dead_mark", 0, 1);
        hostPfn = layout.fields("host_pte.pfn", 1, hvas, MIGRATION_PFN, frames);
        hostWritable = layout.fields("host_pte.w", 1, hvas, 0, 1);
        childPfn = layout.fields("child_pte", 1, hvas, 0, bounds.ops().contains(Operation.FORK) ? frames : 0);
        words = layout.words();
    }

    private static int greatest(Iterable<Integer> numbers) {
        int greatest = 0;
        for (int number : numbers) {
            greatest = Math.max(greatest, number);
        }
        return greatest;
    }
}
