package org.pfnproof.compare;

/** A struct page * that a caller points to. */
final class PageOut {

    private boolean page;

    void set(boolean given) {
        page = given;
    }

    boolean isNull() {
        return !page;
    }
}
