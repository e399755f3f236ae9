package org.pfnproof.kernel.pages;

/** The struct pages: for packed states to have by saying where they lie. */
public interface PagesState {

    /** No page frame. */
    int NO_PFN = 0;

    /** Where they lie. */
    PageFields pageFields();

    /** The words of the packed state. */
    long[] words();

    /** The page's own _refcount. */
    default int pageRefcount(int pfn) {
        return pageFields().pageRefcount[pfn].get(words());
    }

    /** Sets the page's own _refcount. */
    default void setPageRefcount(int pfn, int count) {
        pageFields().pageRefcount[pfn].set(words(), count);
    }

    /** What compound_head() of the page is. */
    default int compoundHead(int pfn) {
        return pageFields().compoundHead[pfn].get(words());
    }

    /** Sets what compound_head() of the page is. */
    default void setCompoundHead(int pfn, int head) {
        pageFields().compoundHead[pfn].set(words(), head);
    }

    /** Whether the page is free. */
    default boolean inBuddy(int pfn) {
        return pageFields().inBuddy[pfn].get(words()) != 0;
    }

    /** Sets whether the page is free. */
    default void setInBuddy(int pfn, boolean free) {
        pageFields().inBuddy[pfn].set(words(), free ? 1 : 0);
    }
}
