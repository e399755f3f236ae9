package org.pfnproof.compare;

/** What a lookup finds behind an address of the host. */
public enum Host {
    RAM_WRITABLE("memory, writable entry"),
    RAM_READ_ONLY_ENTRY("memory, read-only entry that a write copies"),
    RAM_READ_ONLY_AREA("memory, read-only area"),
    RAM_SWAPPED("memory, swapped out"),
    POISONED("poisoned memory"),
    NO_AREA("nothing"),
    COUNTED_WRITABLE("PFNMAP, counted page, writable"),
    COUNTED_READ_ONLY("PFNMAP, counted page, read-only"),
    UNCOUNTED_WRITABLE("PFNMAP, struct page with count 0, writable"),
    UNCOUNTED_READ_ONLY("PFNMAP, struct page with count 0, read-only"),
    NO_STRUCT_WRITABLE("PFNMAP, no struct page, writable"),
    NO_STRUCT_READ_ONLY("PFNMAP, no struct page, read-only");

    private final String text;

    Host(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    boolean ram() {
        return name().startsWith("RAM");
    }

    /** A write to a PFNMAP area would need a writable entry; GUP takes care of ordinary memory. */
    boolean readOnly() {
        return name().endsWith("READ_ONLY");
    }

    /** get_page_unless_zero() works. */
    boolean counted() {
        return ram() || name().startsWith("COUNTED");
    }

    /** kvm_pfn_to_refcounted_page() is not NULL: it does not look at the count. */
    boolean refcountedStruct() {
        return counted() || name().startsWith("UNCOUNTED");
    }
}
