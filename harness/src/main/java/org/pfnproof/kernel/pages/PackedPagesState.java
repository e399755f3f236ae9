package org.pfnproof.kernel.pages;

/** The struct pages of a packed state, which has them by saying where they lie. */
public interface PackedPagesState extends PagesState {

    /** Where they lie. */
    PageFields pageFields();

    /** The words of the packed state. */
    long[] words();

    @Override
    default int pageRefcount(int pfn) {
        return pageFields().pageRefcount[pfn].get(words());
    }

    @Override
    default void setPageRefcount(int pfn, int count) {
        pageFields().pageRefcount[pfn].set(words(), count);
    }

    @Override
    default int compoundHead(int pfn) {
        return pageFields().compoundHead[pfn].get(words());
    }

    @Override
    default void setCompoundHead(int pfn, int head) {
        pageFields().compoundHead[pfn].set(words(), head);
    }

    @Override
    default boolean inBuddy(int pfn) {
        return pageFields().inBuddy[pfn].get(words()) != 0;
    }

    @Override
    default void setInBuddy(int pfn, boolean free) {
        pageFields().inBuddy[pfn].set(words(), free ? 1 : 0);
    }
}
