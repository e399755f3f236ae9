package org.pfnproof.kernel.detectors;

import static org.pfnproof.kernel.detectors.DetectorsState.NEVER;

import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.adpages.AdPages;
import org.pfnproof.kernel.detectors.DetectorsState.Fault;
import org.pfnproof.kernel.detectors.DetectorsState.Host;
import org.pfnproof.kernel.detectors.DetectorsState.Next;

/**
 * What notices a use after free: virt/kvm/kvm_main.c, arch/x86/kvm/mmu/mmu.c, mm/page_alloc.c of Linux 6.12; the TLA+ module
 * {@code Detectors}. Each method with a truth value that is named after a function of the kernel is one atomic step; it says false, and
 * changes nothing, where the step is not enabled.
 */
final class Detectors {

    private final Functions fn;
    private final AdPages pages;

    Detectors(Functions fn, AdPages pages) {
        this.fn = fn;
        this.pages = pages;
    }

    void init(DetectorsState s, How how, boolean check, Situation situation, boolean dirty) {
        s.setHow(how);
        s.setCheck(check);
        s.setSituation(situation);
        pages.frames().forEach(frame -> AdPages.free(s, frame));
        if (situation.isTail()) {
            AdPages.allocate(s, 1, AdPageClass.HEAD, 1);
            AdPages.allocate(s, 2, AdPageClass.TAIL, 0);
        } else if (situation.isSpecial()) {
            AdPages.allocate(s, 1, AdPageClass.SPECIAL, 0);
        } else {
            AdPages.allocate(s, 1, AdPageClass.RAM, situation == Situation.DOUBLE_PUT ? 2 : 1);
        }
        spte(s, true, true, dirty);
        s.setHost(Host.MAPS);
        s.setNext(Next.NONE);
        s.setFault(situation == Situation.DOUBLE_PUT ? Fault.HOLDS : Fault.NONE);
        s.setWarned(situation == Situation.OUTLIVES_AGAIN);
        s.setSince(NEVER);
        s.setReport(NEVER);
    }

    private static void spte(DetectorsState s, boolean present, boolean accessed, boolean dirty) {
        s.setPresent(present);
        s.setSpteAccessed(accessed);
        s.setSpteDirty(dirty);
    }

    // What KVM asks

    static boolean countIsZero(DetectorsState s) {
        int frame = s.frame();
        return (s.how().looksAtOwnCount() ? s.pageRefCount(frame) : AdPages.pageCount(s, frame)) == 0;
    }

    /** Whether a mark gets as far as kvm_is_ad_tracked_page(). */
    boolean passes(DetectorsState s) {
        return !(s.how().skips() && fn.countIsZero.test(s))
                && !(s.how().asksSpteBit() && s.situation().isSpecial());
    }

    private boolean warns(DetectorsState s, boolean atZap) {
        boolean warns = s.how().asserts() && fn.passes.test(s) || s.how() == How.SHADOW_WARN && atZap;
        return warns && fn.countIsZero.test(s);
    }

    boolean makesMark(DetectorsState s) {
        return fn.passes.test(s) && !(s.how().asserts() && fn.countIsZero.test(s));
    }

    private boolean putsAtRelease(DetectorsState s) {
        return !s.how().asksBeforePut() || !fn.countIsZero.test(s);
    }

    // History, and what changes with each mark

    /** Ends every step; always true. */
    private static boolean tick(DetectorsState s, boolean bug, boolean reports) {
        int now = s.since() >= 0 ? s.since() + 1 : bug ? 0 : NEVER;
        s.setAlarm(s.alarm() || reports && now < 0);
        if (s.report() < 0) {
            s.setSince(now);
            if (reports) {
                s.setReport(now);
            }
        }
        return true;
    }

    private static boolean isLive(DetectorsState s) {
        AdPageClass is = s.pageClass(s.frame());
        return (is == AdPageClass.RAM || is == AdPageClass.TAIL) && s.host() != Host.FREED && s.next() == Next.NONE;
    }

    /** KVM marks the page, or does not; says whether there is a report. */
    private boolean mark(DetectorsState s, boolean atZap, boolean dirty, boolean accessed) {
        if (!dirty && !accessed) {
            return false;
        }
        boolean warns = warns(s, atZap);
        boolean reports = warns && !s.warned();
        if (fn.makesMark.test(s)) {
            AdPages.flag(s, s.frame(), dirty, accessed);
        } else if (isLive(s)) {
            s.setWithheld(true);
        }
        s.setWarned(s.warned() || warns);
        return reports;
    }

    /** put_page(). */
    void put(DetectorsState s) {
        pages.put(s, s.frame());
    }

    private static void bad(DetectorsState s) {
        AdPages.free(s, s.frame());
        s.setPageClass(s.frame(), AdPageClass.BAD);
    }

    private static boolean isBad(DetectorsState s) {
        return s.pageClass(s.frame()) == AdPageClass.BAD;
    }

    /** free_page_is_bad() sees that the page is still mapped. */
    private boolean isBadWhenFreed(DetectorsState s) {
        return s.check() && s.host() != Host.FREED && pages.freedByPut(s, s.frame()) != 0;
    }

    // The steps

    /** The guest uses the mapping. */
    boolean guestAccess(DetectorsState s) {
        if (!s.present() || s.accessed() || s.situation() == Situation.LATE_MARK && s.host() != Host.MAPS) {
            return false;
        }
        s.setSpteAccessed(true);
        s.setAccessed(true);
        return tick(s, false, false);
    }

    /** With A/D bits: marks nothing. */
    boolean ageGfnRange(DetectorsState s) {
        if (!s.present() || !s.spteAccessed() || s.aged()) {
            return false;
        }
        s.setSpteAccessed(false);
        s.setAged(true);
        return tick(s, false, false);
    }

    /** S3. */
    boolean kvmMmuNotifierInvalidateRangeStart(DetectorsState s) {
        if (s.host() != Host.MAPS) {
            return false;
        }
        boolean reports = false;
        if (!s.situation().zapIsLost() && s.present()) {
            reports = mark(s, true, s.spteDirty(), s.spteAccessed());
            spte(s, false, false, false);
        }
        s.setHost(Host.STARTED);
        return tick(s, false, reports);
    }

    /** The entry is removed at last. */
    boolean tdpMmuZapLeafs(DetectorsState s) {
        if (!s.situation().zapIsLost() || s.host() == Host.MAPS || !s.present()) {
            return false;
        }
        int head = AdPages.head(s, s.frame());
        boolean wasDirty = s.pageDirty(head);
        boolean wasAccessed = s.pageAccessed(head);
        boolean warns = mark(s, true, s.spteDirty(), s.spteAccessed());
        boolean marked = wasDirty != s.pageDirty(head) || wasAccessed != s.pageAccessed(head);
        spte(s, false, false, false);
        return tick(s, false, fn.zapReport.of(s, warns, marked));
    }

    /** The host's entry goes, and with it its reference. */
    boolean freePagesAndSwapCache(DetectorsState s) {
        if (s.host() != Host.STARTED) {
            return false;
        }
        if (s.pageClass(s.frame()) == AdPageClass.SPECIAL) {
            AdPages.free(s, s.frame());
        } else if (!isBad(s)) {
            fn.put.accept(s);
        }
        s.setHost(Host.FREED);
        return tick(s, s.situation().zapIsLost() && s.present(), false);
    }

    /** Mark, then put; or neither. */
    private boolean release(DetectorsState s, Fault before, Fault after) {
        if (s.fault() != before) {
            return false;
        }
        s.setFault(after);
        boolean reports = false;
        if (putsAtRelease(s) && !isBad(s)) {
            reports = mark(s, false, false, true);
            if (isBadWhenFreed(s)) {
                reports = true;
                bad(s);
            } else {
                fn.put.accept(s);
            }
        }
        return tick(s, before == Fault.AGAIN, reports);
    }

    /** P19. */
    boolean kvmReleasePfnClean(DetectorsState s) {
        return release(s, Fault.HOLDS, Fault.AGAIN);
    }

    /** The one too many. */
    boolean kvmReleasePfnCleanAgain(DetectorsState s) {
        return release(s, Fault.AGAIN, Fault.NONE);
    }

    /** check_new_page() looks at count and flags. */
    boolean allocPages(DetectorsState s) {
        int frame = s.frame();
        if (s.next() != Next.NONE && s.next() != Next.GAVE || s.pageClass(frame) != AdPageClass.FREE) {
            return false;
        }
        boolean looksBad = s.pageRefCount(frame) != 0 || s.pageDirty(frame) || s.pageAccessed(frame);
        boolean found = fn.allocationChecks.test(s) && looksBad;
        s.setNext(s.next() == Next.NONE ? Next.HAS : Next.HAS_AGAIN);
        if (found) {
            bad(s);
        } else {
            AdPages.allocate(s, frame, AdPageClass.RAM, 1);
        }
        return tick(s, false, found);
    }

    /** Freed without being mapped anywhere. */
    boolean freePages(DetectorsState s) {
        if (s.next() != Next.HAS || isBad(s)) {
            return false;
        }
        s.setNext(Next.GAVE);
        fn.put.accept(s);
        return tick(s, false, false);
    }
}
