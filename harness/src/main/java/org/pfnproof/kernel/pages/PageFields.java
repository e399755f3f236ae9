package org.pfnproof.kernel.pages;

import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** Where the variables of {@link PagesState} lie in a packed state. */
public final class PageFields {

    final Field[] pageRefcount;
    final Field[] compoundHead;
    final Field[] inBuddy;

    /**
     * Adds them to a layout.
     *
     * @param layout the layout
     * @param frames the greatest page frame number
     * @param holders how many references there can be to a page
     */
    public PageFields(Layout layout, int frames, int holders) {
        // Variants that put too often lower it below zero.
        pageRefcount = layout.fields("page_refcount", 1, frames, -holders, 2 * holders);
        compoundHead = layout.fields("page_head", 1, frames, 0, frames);
        inBuddy = layout.fields("buddy", 1, frames, 0, 1);
    }
}
