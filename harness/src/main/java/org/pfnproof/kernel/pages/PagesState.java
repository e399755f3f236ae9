package org.pfnproof.kernel.pages;

/** The struct pages. */
public interface PagesState {

    /** No page frame. */
    int NO_PFN = 0;

    /** The page's own _refcount. */
    int pageRefcount(int pfn);

    /** Sets the page's own _refcount. */
    void setPageRefcount(int pfn, int count);

    /** What compound_head() of the page is. */
    int compoundHead(int pfn);

    /** Sets what compound_head() of the page is. */
    void setCompoundHead(int pfn, int head);

    /** Whether the page is free. */
    boolean inBuddy(int pfn);

    /** Sets whether the page is free. */
    void setInBuddy(int pfn, boolean free);
}
