package org.pfnproof.kernel.sketch;

import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ spec {@code FollowPfnSketch}; those of struct kvm_follow_pfn and its caller begin with {@code FOLL}. */
public final class SketchState extends PackedState {

    private static final int MAX_SEQ = (1 << 16) - 2;
    private static final Layout LAYOUT = new Layout();

    static final Field MMU_INVALIDATE_SEQ = LAYOUT.field("mmu_invalidate_seq", 0, MAX_SEQ);
    static final EnumField<Invalidation> INVALIDATION = LAYOUT.constant("invalidation", Invalidation.class);

    /** What is at the address. */
    static final EnumField<Page> PAGE = LAYOUT.constant("page", Page.class);

    /** Whether the host's entry maps it; a reference, if it is counted. */
    static final Field HOST_MAPS = LAYOUT.field("host_maps", 0, 1);

    /** Variants that forget to put, or put too often, move it without end. */
    static final Field PAGE_COUNT = LAYOUT.field("page_count", -128, 127);

    /** Whether the guest's entry maps it. */
    static final Field SPTE = LAYOUT.field("spte", 0, 1);

    /** The step that the call takes next. */
    static final EnumField<Step> FOLL_PC = LAYOUT.constant("foll.pc", Step.class);

    static final EnumField<Caller> FOLL_CALLER = LAYOUT.constant("foll.caller", Caller.class);
    static final EnumField<Slot> FOLL_SLOT = LAYOUT.constant("foll.slot", Slot.class);

    /** Whether FOLL_GET is set. */
    static final Field FOLL_GET = LAYOUT.field("foll.get", 0, 1);

    static final Field FOLL_MMU_SEQ = LAYOUT.field("foll.mmu_seq", 0, MAX_SEQ);

    /** Whether foll->page is not NULL. */
    static final Field FOLL_PAGE = LAYOUT.field("foll.page", 0, 1);

    /** Whether WARN_ON_ONCE() has warned. */
    static final Field FOLL_WARNED = LAYOUT.field("foll.warned", 0, 1);

    private static final Field FOLL_PFN_LOW = LAYOUT.field("foll.pfn.low", Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Field FOLL_PFN_HIGH = LAYOUT.field("foll.pfn.high", Integer.MIN_VALUE, Integer.MAX_VALUE);

    SketchState() {
        super(LAYOUT.words());
    }

    /** The kvm_pfn_t that the call returns, all 64 bits. */
    long follPfn() {
        return (long) get(FOLL_PFN_HIGH) << Integer.SIZE | get(FOLL_PFN_LOW) & 0xffffffffL;
    }

    void setFollPfn(long pfn) {
        set(FOLL_PFN_HIGH, (int) (pfn >>> Integer.SIZE));
        set(FOLL_PFN_LOW, (int) pfn);
    }

    /** How far an invalidation is. */
    enum Invalidation {
        /** There is none. */
        IDLE,
        /** Begun, and zapped. */
        BEGUN,
        /** The host has unmapped the page. */
        UNMAPPED
    }

    /** What is at the address. */
    enum Page {
        /** A page with a count. */
        RAM,
        /** No reference counts. */
        SPECIAL
    }

    /** The step that a call takes next. */
    enum Step {
        /** There is no call. */
        IDLE,
        /** The sanity check. */
        CALLED,
        /** hva_to_pfn(). */
        LOOKUP,
        /** The put of a reference that nobody asked for. */
        PUT,
        /** The caller has the result. */
        RETURN,
        /** The caller uses the page. */
        USING,
        /** The caller puts the page. */
        RELEASE
    }

    /** Who calls. */
    enum Caller {
        /** Nobody. */
        NOBODY,
        /** The page fault as it is to become: no FOLL_GET, a snapshot, the retry test. */
        FAULT,
        /** The page fault as it is: the same with FOLL_GET. */
        FAULT_GET,
        /** kvm_follow_pfn(), and the pfn is used as long as the reference is held. */
        MAP,
        /** Neither FOLL_GET nor snapshot, no retry test. */
        CARELESS,
        /** A snapshot, but no FOLL_GET and no retry test. */
        HALF_CARELESS;

        boolean isPageFault() {
            return this == FAULT || this == FAULT_GET;
        }

        boolean isCareless() {
            return this == CARELESS || this == HALF_CARELESS;
        }
    }

    /** The memslot. */
    enum Slot {
        /** A good one. */
        NORMAL,
        /** There is none. */
        NONE,
        /** KVM_MEMSLOT_INVALID. */
        INVALID,
        /** KVM_MEM_READONLY, and the access is a write. */
        READONLY
    }
}
