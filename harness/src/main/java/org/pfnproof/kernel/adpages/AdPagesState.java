package org.pfnproof.kernel.adpages;

/** The struct pages with their flags: for packed states to have by saying where they lie. */
public interface AdPagesState {

    /** No page frame. */
    int NO_PFN = 0;

    /** Where they lie. */
    AdPageFields adPageFields();

    /** The words of the packed state. */
    long[] words();

    /** What the frame is. */
    default AdPageClass pageClass(int pfn) {
        return adPageFields().classes.get(pfn).get(words());
    }

    /** Sets what the frame is. */
    default void setPageClass(int pfn, AdPageClass value) {
        adPageFields().classes.get(pfn).set(words(), value);
    }

    /** The page's own count. */
    default int pageRefCount(int pfn) {
        return adPageFields().count[pfn].get(words());
    }

    /** Sets the page's own count. */
    default void setPageRefCount(int pfn, int count) {
        adPageFields().count[pfn].set(words(), count);
    }

    /** The page's own PG_dirty. */
    default boolean pageDirty(int pfn) {
        return adPageFields().dirty[pfn].get(words()) != 0;
    }

    /** Sets the page's own PG_dirty. */
    default void setPageDirty(int pfn, boolean dirty) {
        adPageFields().dirty[pfn].set(words(), dirty ? 1 : 0);
    }

    /** The page's own PG_accessed. */
    default boolean pageAccessed(int pfn) {
        return adPageFields().accessed[pfn].get(words()) != 0;
    }

    /** Sets the page's own PG_accessed. */
    default void setPageAccessed(int pfn, boolean accessed) {
        adPageFields().accessed[pfn].set(words(), accessed ? 1 : 0);
    }
}
