package org.pfnproof.kernel.hostwalk;

import java.util.List;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ spec {@code HostWalk}. Walkers are numbered from 0. */
public final class HostWalkState extends PackedState {

    HostWalkState(Fields at) {
        super(at.words);
    }

    /** The step that khugepaged takes next. */
    enum Khugepaged {
        /** It takes a table out. */
        IDLE,
        /** It sends the interrupt. */
        TAKEN,
        /** It frees the table. */
        SYNCED
    }

    /** The step that a walker takes next. */
    enum Walk {
        /** It reads the entry. */
        IDLE,
        /** It reads in the table. */
        DESCEND
    }

    /** Where each variable lies. */
    static final class Fields {
        final int words;

        /** NONE, HUGE, or the table that it leads to. */
        final Field entry;

        /** Whether a page-table page is not free, from 1. */
        final Field[] live;

        final EnumField<Khugepaged> khugepaged;

        /** What khugepaged has taken out. */
        final Field taken;

        final List<EnumField<Walk>> walk;

        /** The table that a walker read from the entry. */
        final Field[] seen;

        /** What a walk found. */
        final Field[] level;

        /** History: something that is no table was read as one. */
        final Field walkedAstray;

        Fields(int walkers) {
            Layout layout = new Layout();
            entry = layout.field("entry", HostWalk.NONE, HostWalk.HUGE);
            live = layout.fields("live_tables", 1, HostWalk.TABLES, 0, 1);
            khugepaged = layout.constant("khugepaged.pc", Khugepaged.class);
            taken = layout.field("khugepaged.table", 0, HostWalk.TABLES);
            walk = layout.constants("walker.pc", 0, walkers, Walk.class);
            seen = layout.fields("walker.seen", 0, walkers, 0, HostWalk.TABLES);
            level = layout.fields("walker.level", 0, walkers, 0, 2);
            walkedAstray = layout.field("walked_astray", 0, 1);
            words = layout.words();
        }
    }
}
