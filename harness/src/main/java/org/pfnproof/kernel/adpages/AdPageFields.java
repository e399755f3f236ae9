package org.pfnproof.kernel.adpages;

import java.util.List;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** Where the variables of {@link AdPagesState} lie in a packed state. */
public final class AdPageFields {

    final List<EnumField<AdPageClass>> classes;
    final Field[] count;
    final Field[] dirty;
    final Field[] accessed;

    /**
     * Adds them to a layout.
     *
     * @param layout the layout
     * @param frames the greatest page frame number
     * @param holders how many references there can be to a page
     */
    public AdPageFields(Layout layout, int frames, int holders) {
        classes = layout.constants("page.class", 1, frames, AdPageClass.class);
        // Variants that put too often lower it below zero.
        count = layout.fields("page.count", 1, frames, -holders, 2 * holders);
        dirty = layout.fields("page.dirty", 1, frames, 0, 1);
        accessed = layout.fields("page.accessed", 1, frames, 0, 1);
    }
}
