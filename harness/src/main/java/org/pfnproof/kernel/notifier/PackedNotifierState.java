package org.pfnproof.kernel.notifier;

import org.pfnproof.kernel.state.PackedState;

/** The packed states of a protocol that has mmu_notifier invalidations. */
public abstract class PackedNotifierState extends PackedState implements NotifierState {

    private final NotifierFields at;

    protected PackedNotifierState(int words, NotifierFields at) {
        super(words);
        this.at = at;
    }

    @Override
    public final int mmuInvalidateSeq() {
        return at.seq.get(words);
    }

    @Override
    public final void setMmuInvalidateSeq(int seq) {
        at.seq.set(words, seq);
    }

    @Override
    public final int mmuInvalidateInProgress() {
        return at.inProgress.get(words);
    }

    @Override
    public final void setMmuInvalidateInProgress(int count) {
        at.inProgress.set(words, count);
    }

    @Override
    public final int mmuInvalidateRangeStart() {
        return at.rangeStart.get(words);
    }

    @Override
    public final int mmuInvalidateRangeEnd() {
        return at.rangeEnd.get(words);
    }

    @Override
    public final void setMmuInvalidateRange(int start, int end) {
        at.rangeStart.set(words, start);
        at.rangeEnd.set(words, end);
    }

    @Override
    public final int mmuLockWriter() {
        return at.writer.get(words);
    }

    @Override
    public final void setMmuLockWriter(int invalidator) {
        at.writer.set(words, invalidator);
    }

    @Override
    public final boolean readsMmuLock(int vcpu) {
        return bit(at.readers, vcpu);
    }

    @Override
    public final void setReadsMmuLock(int vcpu, boolean reads) {
        at.readers.setBit(words, vcpu, reads);
    }

    @Override
    public final boolean mmuLockHasReaders() {
        return at.readers.get(words) != 0;
    }
}
