package org.pfnproof.compare;

import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.ReferenceLookup.Found;

/**
 * struct kvm_follow_pfn of versions 7 to 11 of the series; the specs {@code FollowPfnV7} to {@code V11}. If both, atomic and no-wait, are
 * given, versions 7 to 9 die; 11 goes on with a WARN.
 */
final class StructApi {

    private final Machine machine;
    private final Version version;

    StructApi(Machine machine, Version version) {
        this.machine = machine;
        this.version = version;
    }

    /** Versions that differ here; v10 is as v11. */
    enum Version {
        V7,
        V8,
        V9,
        V11;

        boolean hasGet() {
            return this != V9;
        }

        boolean mayRefuseUncounted() {
            return this == V9 || this == V11;
        }
    }

    /** The inputs, and the outputs writable and needsIo. */
    static final class KvmFollowPfn {
        Memslot slot;
        long gfn;
        int flags;
        boolean atomic;
        boolean tryMapWritable;
        boolean guardedByMmuNotifier;
        boolean allowNonRefcountedStructPage;
        boolean writable;
        boolean needsIo;
        /** v7 to v9: is_refcounted_page; v10 and v11: refcounted_page. */
        final PageOut page = new PageOut();
    }

    /** __kvm_follow_pfn() */
    long follow(KvmFollowPfn foll) {
        machine.ask(foll.slot, foll.gfn, Foll.has(foll.flags, Foll.WRITE));
        boolean get = !version.hasGet() || Foll.has(foll.flags, Foll.GET);
        if (machine.warnOn(!get && !foll.guardedByMmuNotifier)) {
            return KvmPfn.ERR_FAULT;
        }
        if (looksUp(foll) && foll.atomic && Foll.has(foll.flags, Foll.NOWAIT)) {
            if (version == Version.V11) {
                machine.warnOn(true);
            } else {
                machine.bugOn(true);
                return 0;
            }
        }
        Found found = FlagsLookup.follow(
                machine,
                foll.flags,
                Foll.wanted(foll.flags, foll.atomic, foll.tryMapWritable),
                (host, write) -> remapped(foll, get, host, write));
        foll.writable = found.writable() || forgetsReadOnlySlot(found);
        foll.needsIo = found.needsIo();
        foll.page.set(found.references() > 0);
        machine.hold(get ? found.references() : 0);
        return machine.answer(found.pfn());
    }

    /** kvm_release_pfn_clean(), of unconverted callers. */
    void releasePfnClean(long pfn) {
        machine.putPfn(pfn);
    }

    /** v9: kvm_release_page_clean() of the page fault. */
    void releasePageClean(PageOut page) {
        if (!page.isNull()) {
            machine.put(Held.REFERENCE);
        }
    }

    /** From v8 on hva_to_pfn_remapped() stores pte_write(), whatever the slot has made of the wish to map writable. */
    private boolean forgetsReadOnlySlot(Found found) {
        Host host = machine.environment().host();
        return version != Version.V7 && found.pfn() == KvmPfn.FRAME && !host.ram() && !host.readOnly();
    }

    private boolean looksUp(KvmFollowPfn foll) {
        return ReferenceLookup.usable(machine.environment())
                && !(Foll.has(foll.flags, Foll.WRITE) && machine.environment().slot() == Environment.Slot.READ_ONLY);
    }

    private Found remapped(KvmFollowPfn foll, boolean get, Host host, boolean write) {
        boolean readOnly = ReferenceLookup.refuses(host, write);
        if (!readOnly && host.counted()) {
            return ReferenceLookup.entry(host, 1);
        }
        Found unheld = ReferenceLookup.remappedUnheld(host, write);
        boolean refused =
                switch (version) {
                    case V7 -> !readOnly && host.refcountedStruct() && get;
                    case V8 -> !foll.guardedByMmuNotifier;
                    case V9, V11 ->
                        host.refcountedStruct() && !foll.allowNonRefcountedStructPage
                                || !foll.guardedByMmuNotifier
                                        && !machine.environment().unsafe();
                };
        return refused ? Found.error(KvmPfn.ERR_FAULT) : unheld;
    }
}
