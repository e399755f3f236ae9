package org.pfnproof.compare;

import java.util.EnumSet;
import java.util.Set;
import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.Outcome.Report;

/**
 * A machine with a guest, around one caller: the page, its references, mmu_lock, and one invalidation that comes at a given moment. A
 * moment is a place between two steps of the caller; under mmu_lock nothing comes.
 */
final class Kvm extends Machine {

    /** No invalidation. */
    static final int NEVER = -1;

    /** Later than the last step of any snippet. */
    static final int MOMENTS = 8;

    private final boolean write;
    private final int moment;
    private final Set<Effect> effects = EnumSet.noneOf(Effect.class);
    private int now;
    private long seq = 1;
    private boolean hostMaps = true;
    private boolean locked;
    private int references;
    private int pins;
    private boolean mapped;
    private boolean mappedWritable;
    private boolean lookedUpForWrite;
    private boolean marksAtRelease;
    private boolean dirtied;

    Kvm(Environment environment, boolean write, int moment) {
        super(environment);
        this.write = write;
        this.moment = moment;
    }

    private void step() {
        if (!locked && now++ == moment) {
            hostMaps = false;
            seq++;
            mapped = false;
        }
    }

    @Override
    void ask(Memslot given, long wanted, boolean forWrite) {
        super.ask(given, wanted, forWrite);
        lookedUpForWrite = forWrite;
    }

    @Override
    Environment environment() {
        Environment here = super.environment();
        return hostMaps ? here : here.withNothing();
    }

    @Override
    void hold(int taken, Held how) {
        super.hold(taken, how);
        if (how == Held.PIN) {
            pins += taken;
        } else {
            references += taken;
        }
    }

    @Override
    void put(Held how) {
        step();
        if (how == Held.PIN) {
            pins--;
        } else {
            references--;
        }
        if (references < 0 || pins < 0) {
            effects.add(Effect.STOLEN);
        }
    }

    @Override
    void assertLocked(boolean excused) {
        warnOn(!locked && !excused);
    }

    @Override
    void marksAtRelease(boolean dirty) {
        marksAtRelease = true;
        dirtied |= dirty;
    }

    long mmuInvalidateSeq() {
        long snapshot = seq;
        step();
        return snapshot;
    }

    boolean mmuInvalidateRetry(long mmuSeq) {
        return mmuSeq != seq;
    }

    void lock() {
        step();
        locked = true;
    }

    void unlock() {
        locked = false;
        step();
    }

    void mapPfn(long gfn, long pfn, boolean writable) {
        mapped = true;
        mappedWritable = writable;
        if (!hostMaps) {
            effects.add(Effect.STALE_MAPPING);
        }
        if (pfn != KvmPfn.FRAME + gfn - GFN) {
            effects.add(Effect.WRONG_PAGE);
        }
        if (writable && mayNotWrite()) {
            effects.add(Effect.WRITABLE);
        }
    }

    private boolean mayNotWrite() {
        Environment here = super.environment();
        return here.slot() == Environment.Slot.READ_ONLY
                || here.host().readOnly()
                || here.host() == Host.RAM_READ_ONLY_AREA
                || here.host() == Host.RAM_READ_ONLY_ENTRY && !lookedUpForWrite;
    }

    void usePfn(long pfn) {
        step();
        if (!hostMaps && references <= 0 && pins <= 0) {
            effects.add(Effect.USE_AFTER_FREE);
        }
        if (write && mayNotWrite()) {
            effects.add(Effect.WRITABLE);
        }
        if (pfn != KvmPfn.FRAME) {
            effects.add(Effect.WRONG_PAGE);
        }
    }

    /** What a caller makes of a pfn by himself. */
    PageOut pfnToPage(long pfn) {
        PageOut page = new PageOut();
        page.set(!KvmPfn.isErrorNoslotPfn(pfn) && super.environment().host().refcountedStruct());
        return page;
    }

    /** The caller has returned. */
    Set<Effect> end() {
        if (report() != Report.BUG) {
            if (references > 0 || pins > 0) {
                effects.add(Effect.LEAK);
            }
            if (marksAtRelease
                    && mapped
                    && mappedWritable
                    && !dirtied
                    && super.environment().host().counted()
                    && super.environment().host().ram()) {
                effects.add(Effect.DIRTY_LOST);
            }
        }
        return effects;
    }

    /** Mapped, for less than was asked. */
    boolean mappedReadOnlyForWrite() {
        return mapped && write && !mappedWritable;
    }

    boolean mappedWritable() {
        return mapped && mappedWritable;
    }
}
