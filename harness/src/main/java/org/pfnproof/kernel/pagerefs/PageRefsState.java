package org.pfnproof.kernel.pagerefs;

import org.pfnproof.kernel.pages.PackedPagesState;
import org.pfnproof.kernel.pages.PageFields;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ spec {@code PageRefs}. Holders are numbered from 0, frames from 1. */
public final class PageRefsState extends PackedState implements PackedPagesState {

    private final Fields at;

    PageRefsState(Fields at) {
        super(at.words);
        this.at = at;
    }

    @Override
    public PageFields pageFields() {
        return at.pages;
    }

    /** Where each variable lies. */
    static final class Fields {
        final int words;
        final PageFields pages;

        /** Whether the host maps a head or single page: one reference. */
        final Field[] mapped;

        /** The page whose pfn a holder has read, and has no reference to. */
        final Field[] looked;

        /** The page that a holder has a reference to, as it was looked up. */
        final Field[] holds;

        Fields(int frames, int holders) {
            Layout layout = new Layout();
            pages = new PageFields(layout, frames, holders + 1);
            mapped = layout.fields("mapped", 1, frames, 0, 1);
            looked = layout.fields("looked", 0, holders, NO_PFN, frames);
            holds = layout.fields("holds", 0, holders, NO_PFN, frames);
            words = layout.words();
        }
    }
}
