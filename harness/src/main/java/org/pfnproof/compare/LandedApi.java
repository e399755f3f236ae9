package org.pfnproof.compare;

import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.ReferenceLookup.Found;

/** What landed in Linux 6.13: __kvm_faultin_pfn(), and kvm_follow_pfn() as kvm_vcpu_map() uses it; virt/kvm/kvm_main.c. */
final class LandedApi {

    private final Machine machine;

    LandedApi(Machine machine) {
        this.machine = machine;
    }

    /** struct kvm_follow_pfn of virt/kvm/kvm_mm.h. */
    static final class KvmFollowPfn {
        Memslot slot;
        long gfn;
        int flags;
        boolean pin;
        Out mapWritable;
        PageOut refcountedPage;
    }

    /** __kvm_faultin_pfn(): both outputs are required. */
    long faultinPfn(Memslot slot, long gfn, int foll, Out writable, PageOut refcountedPage) {
        if (machine.warnOn(writable == null || refcountedPage == null)) {
            return KvmPfn.ERR_FAULT;
        }
        KvmFollowPfn kfp = new KvmFollowPfn();
        kfp.slot = slot;
        kfp.gfn = gfn;
        kfp.flags = foll;
        kfp.mapWritable = writable;
        kfp.refcountedPage = refcountedPage;
        return followPfn(kfp);
    }

    /** kvm_follow_pfn() */
    long followPfn(KvmFollowPfn kfp) {
        machine.ask(kfp.slot, kfp.gfn, Foll.has(kfp.flags, Foll.WRITE));
        Environment environment = machine.environment();
        boolean write = Foll.has(kfp.flags, Foll.WRITE);
        boolean slotFails =
                !ReferenceLookup.usable(environment) || write && environment.slot() == Environment.Slot.READ_ONLY;
        if (!slotFails && machine.warnOn(kfp.refcountedPage == null)) {
            return KvmPfn.ERR_FAULT;
        }
        boolean upgrade = kfp.mapWritable != null && environment.slot() == Environment.Slot.USABLE;
        // The pinning fast path may fault by itself, without any flag but FOLL_WRITE.
        boolean pinsAtOnce = kfp.pin && (write || upgrade) && pinsForWrite(environment.host());
        Found found = slotFails || !pinsAtOnce
                ? FlagsLookup.follow(
                        machine,
                        badFlags(kfp),
                        false,
                        Foll.wanted(kfp.flags, false, upgrade && !kfp.pin),
                        (host, w) -> remapped(kfp, host, w))
                : new Found(KvmPfn.FRAME, false, true, 1);
        if (!pinsAtOnce && found.references() > 0) {
            machine.warnOn(kfp.pin && upgrade);
        }
        Out.store(kfp.mapWritable, found.writable());
        if (kfp.refcountedPage != null) {
            kfp.refcountedPage.set(found.references() > 0);
        }
        machine.hold(found.references(), kfp.pin ? Held.PIN : Held.REFERENCE);
        return found.needsIo() ? KvmPfn.ERR_NEEDS_IO : machine.answer(found.pfn());
    }

    /** kvm_release_faultin_page(): mmu_lock is held, or the page unused. */
    void releaseFaultinPage(Machine kvm, PageOut page, boolean unused, boolean dirty) {
        kvm.assertLocked(unused);
        kvm.marksAtRelease(dirty && !unused);
        if (!page.isNull()) {
            machine.put(Held.REFERENCE);
        }
    }

    /** kvm_release_page_clean() */
    void releasePageClean(PageOut page) {
        machine.marksAtRelease(false);
        if (!page.isNull()) {
            machine.put(Held.REFERENCE);
        }
    }

    /** unpin_user_page(), as kvm_vcpu_unmap() does it. */
    void unpin(PageOut page) {
        if (!page.isNull()) {
            machine.put(Held.PIN);
        }
    }

    /** GUP adds FOLL_PIN for a pin itself, and FOLL_GET excludes that. */
    private static boolean badFlags(KvmFollowPfn kfp) {
        return Foll.internal(kfp.flags) || kfp.pin && Foll.has(kfp.flags, Foll.GET);
    }

    private static boolean pinsForWrite(Host host) {
        return host.ram() && host != Host.RAM_READ_ONLY_AREA;
    }

    private Found remapped(KvmFollowPfn kfp, Host host, boolean write) {
        if (kfp.pin && !machine.environment().unsafe()) {
            return Found.error(KvmPfn.ERR_FAULT);
        }
        return ReferenceLookup.remappedUnheld(host, write);
    }
}
