package org.pfnproof.kernel.followpfn;

import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ spec {@code FollowPfn}; those of struct kvm_follow_pfn and its caller begin with {@code KFP}. */
public final class FollowPfnState extends PackedState {

    private static final Layout LAYOUT = new Layout();

    /** What is at the address. */
    static final EnumField<Page> PAGE = LAYOUT.constant("page", Page.class);

    /** Whether the host's entry is writable. */
    static final Field WRITABLE = LAYOUT.field("writable", 0, 1);

    /** Whether the host's entry is there. */
    static final Field HOST_MAPS = LAYOUT.field("host_maps", 0, 1);

    /** page_count(); versions that leak references, or put too many, move it without end. */
    static final Field COUNT = LAYOUT.field("count", -512, 511);

    /** What the guest's entry maps. */
    static final EnumField<Spte> SPTE = LAYOUT.constant("spte", Spte.class);

    /** History: a page of count 0 was marked accessed or dirty. */
    static final Field DEAD_MARK = LAYOUT.field("dead_mark", 0, 1);

    /** The step that the call takes next. */
    static final EnumField<Step> KFP_PC = LAYOUT.constant("kfp.pc", Step.class);

    static final EnumField<Caller> KFP_CALLER = LAYOUT.constant("kfp.caller", Caller.class);
    static final Field KFP_WRITE = LAYOUT.field("kfp.write", 0, 1);
    static final EnumField<Result> KFP_RESULT = LAYOUT.constant("kfp.result", Result.class);

    /** The page is returned as refcounted. */
    static final Field KFP_GOT = LAYOUT.field("kfp.got", 0, 1);

    /** An invalidation came by: mmu_seq is old. */
    static final Field KFP_STALE = LAYOUT.field("kfp.stale", 0, 1);

    /** is_page_fault_stale() said so. */
    static final Field KFP_RETRY = LAYOUT.field("kfp.retry", 0, 1);

    /** History: the lookup met a read-only entry, for a write. */
    static final Field KFP_READ_ONLY = LAYOUT.field("kfp.read_only", 0, 1);

    FollowPfnState() {
        super(LAYOUT.words());
    }

    /** What is at the address. */
    enum Page {
        /** Ordinary memory: GUP finds it. */
        RAM,
        /** First page of a driver's block without __GFP_COMP. */
        FIRST,
        /** Another page of it: count 0 for ever. */
        LATER,
        /** No struct page. */
        MMIO
    }

    /** What the guest's entry maps. */
    enum Spte {
        /** Nothing. */
        NONE,
        /** A page that KVM takes for refcounted. */
        COUNTED,
        /** Another page. */
        UNCOUNTED
    }

    /** Who calls. */
    enum Caller {
        /** Nobody. */
        NONE,
        /** The x86 page fault, 64-bit TDP MMU. */
        FAULT,
        /** The same where SPTEs have no bit to spare. */
        FAULT_PAE,
        /** One that no series has converted: no retry test. */
        LEGACY,
        /** As LEGACY, but asks for no reference either. */
        CARELESS;

        boolean isFault() {
            return this != LEGACY && this != CARELESS;
        }
    }

    /** The step that a call takes next. */
    enum Step {
        /** There is no call. */
        IDLE,
        /** P10. */
        LOOKUP,
        /** P14. */
        RETRY_LATE,
        /** P15 to P18. */
        LOCK,
        /** mmu_lock is dropped, or the error returned. */
        UNLOCK,
        /** P19. */
        RELEASE
    }

    /** What a lookup returns. */
    enum Result {
        /** Nothing yet. */
        NONE(""),
        /** A page frame. */
        PFN("pfn"),
        /** KVM_PFN_ERR_FAULT. */
        ERR_FAULT("ERR_FAULT"),
        /** KVM_PFN_ERR_RO_FAULT. */
        ERR_RO_FAULT("ERR_RO_FAULT");

        final String text;

        Result(String text) {
            this.text = text;
        }
    }
}
