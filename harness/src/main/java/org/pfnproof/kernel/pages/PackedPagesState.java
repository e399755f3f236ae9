package org.pfnproof.kernel.pages;

import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;

/** The packed states of a protocol that has mmu_notifier invalidations and struct pages. */
public abstract class PackedPagesState extends PackedNotifierState implements PagesState {

    private final PageFields at;

    protected PackedPagesState(int words, NotifierFields notifier, PageFields at) {
        super(words, notifier);
        this.at = at;
    }

    @Override
    public final int pageRefcount(int pfn) {
        return at.pageRefcount[pfn].get(words);
    }

    @Override
    public final void setPageRefcount(int pfn, int count) {
        at.pageRefcount[pfn].set(words, count);
    }

    @Override
    public final int compoundHead(int pfn) {
        return at.compoundHead[pfn].get(words);
    }

    @Override
    public final void setCompoundHead(int pfn, int head) {
        at.compoundHead[pfn].set(words, head);
    }

    @Override
    public final boolean inBuddy(int pfn) {
        return at.inBuddy[pfn].get(words) != 0;
    }

    @Override
    public final void setInBuddy(int pfn, boolean free) {
        at.inBuddy[pfn].set(words, free ? 1 : 0);
    }
}
