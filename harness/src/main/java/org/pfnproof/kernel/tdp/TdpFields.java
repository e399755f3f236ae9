package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Steps.Access;
import org.pfnproof.kernel.tdp.Steps.FaultStep;
import org.pfnproof.kernel.tdp.Steps.HostPte;
import org.pfnproof.kernel.tdp.Steps.InvOp;
import org.pfnproof.kernel.tdp.Steps.InvStep;
import org.pfnproof.kernel.tdp.Steps.SlotsOp;
import org.pfnproof.kernel.tdp.Steps.SlotsStep;

/** Where each variable of {@link TdpState} lies in a packed state. */
final class TdpFields {

    final int words;
    final int vcpus;
    final int invalidators;
    final int gfns;
    final int roots;
    final NotifierFields notifier;
    /** By root. */
    final Field[][] sptes;
    /** By place in the list, from 0. */
    final Field[] rootList;

    final Field invalidRoots;
    final Field scheduledRoots;
    final Field[] vcpuRoot;
    final Field freeObsolete;
    /** By vCPU. */
    final Field[][] tlbPfn;
    /** By vCPU: a set of gfns. */
    final Field[] tlbW;

    final Field[] host;
    final Field dirtyBitmap;
    final Field written;
    final Field dirty;
    final Field uncopied;
    final Field markedOld;
    final Field[] faultStep;
    final Field[] faultGfn;
    final Field[] faultKind;
    final Field[] faultOld;
    final Field[] faultMmuSeq;
    final Field[] faultPfn;
    final Field[] faultWritable;
    final Field[] iterRoot;
    final Field[] iterGfn;
    final Field[] iterOld;
    final Field[] iterYieldedGfn;
    final Field[] iterFlush;
    final Field[] invStep;
    final Field[] invOp;
    final Field[] invStart;
    final Field[] invEnd;
    final Field slotsStep;
    final Field slotsOp;
    final Field slotsHarvest;

    TdpFields(int vcpus, int invalidators, int gfns, int roots, int maxSeq) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
        this.roots = roots;
        Layout layout = new Layout();
        // One more thread may hold mmu_lock for read or for write: the one with slots_lock.
        int walks = invalidators + 1;
        notifier = new NotifierFields(layout, vcpus + 1, walks, gfns, maxSeq);
        int setOfGfns = (1 << gfns + 1) - 1;
        int setOfRoots = (1 << roots + 1) - 1;
        sptes = new Field[roots + 1][];
        for (int root = 1; root <= roots; root++) {
            sptes[root] = layout.fields("sptes[" + root + "]", 1, gfns, 0, Spte.COUNT - 1);
        }
        rootList = layout.fields("tdp_mmu_roots", 0, roots, 0, roots);
        invalidRoots = layout.field("invalid_roots", 0, setOfRoots);
        scheduledRoots = layout.field("scheduled_roots", 0, setOfRoots);
        vcpuRoot = layout.fields("vcpu_root", 0, vcpus, 0, roots);
        freeObsolete = layout.field("free_obsolete", 0, (1 << vcpus) - 1);
        tlbPfn = new Field[vcpus][];
        for (int v = 0; v < vcpus; v++) {
            tlbPfn[v] = layout.fields("tlb.pfn[" + v + "]", 1, gfns, 0, Pfn.values().length - 1);
        }
        tlbW = layout.fields("tlb.w", 0, vcpus, 0, setOfGfns);
        host = layout.fields("host", 1, gfns, 0, HostPte.values().length - 1);
        dirtyBitmap = layout.field("dirty_bitmap", 0, setOfGfns);
        written = layout.field("page.written", 0, setOfGfns);
        dirty = layout.field("page.dirty", 0, setOfGfns);
        uncopied = layout.field("uncopied", 0, setOfGfns);
        markedOld = layout.field("marked_old", 0, 1);
        faultStep = layout.fields("fault.pc", 0, vcpus, 0, FaultStep.values().length - 1);
        faultGfn = layout.fields("fault.gfn", 0, vcpus, 0, gfns);
        faultKind = layout.fields("fault.kind", 0, vcpus, 0, Access.values().length - 1);
        faultOld = layout.fields("fault.old", 0, vcpus, 0, Spte.COUNT - 1);
        faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
        faultPfn = layout.fields("fault.pfn", 0, vcpus, 0, Pfn.values().length - 1);
        faultWritable = layout.fields("fault.writable", 0, vcpus, 0, 1);
        iterRoot = layout.fields("iter.root", 0, walks, 0, roots);
        iterGfn = layout.fields("iter.gfn", 0, walks, 0, gfns);
        iterOld = layout.fields("iter.old", 0, walks, 0, Spte.COUNT - 1);
        iterYieldedGfn = layout.fields("iter.yielded_gfn", 0, walks, 0, gfns);
        iterFlush = layout.fields("iter.flush", 0, walks, 0, 1);
        invStep = layout.fields("inv.pc", 0, invalidators, 0, InvStep.values().length - 1);
        invOp = layout.fields("inv.op", 0, invalidators, 0, InvOp.values().length - 1);
        invStart = layout.fields("inv.start", 0, invalidators, 0, gfns);
        invEnd = layout.fields("inv.end", 0, invalidators, 0, gfns);
        slotsStep = layout.field("slots.pc", 0, SlotsStep.values().length - 1);
        slotsOp = layout.field("slots.op", 0, SlotsOp.values().length - 1);
        slotsHarvest = layout.field("slots.harvest", 0, setOfGfns);
        words = layout.words();
    }
}
