package org.pfnproof.kernel.vcpumap;

import org.pfnproof.kernel.pages.PackedPagesState;
import org.pfnproof.kernel.pages.PageFields;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ spec {@code VcpuMap}. vCPUs are numbered from 0. */
public final class VcpuMapState extends PackedState implements PackedPagesState {

    private final Fields at;

    VcpuMapState(Fields at) {
        super(at.words);
        this.at = at;
    }

    @Override
    public PageFields pageFields() {
        return at.pages;
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final PageFields pages;
        private final Field hostPte;
        private final Field childPte;
        private final Field migrating;
        private final Field batch;
        private final Field[] mapped;
        private final Field[] mapPfn;
        private final Field[] mapRef;
        private final Field pageMarkedDead;

        Fields(int vcpus, int frames) {
            Layout layout = new Layout();
            // The host's entry, the child's, and every mapping.
            pages = new PageFields(layout, frames, 2 + vcpus);
            hostPte = layout.field("host_pte", NO_PFN, frames);
            childPte = layout.field("child_pte", NO_PFN, frames);
            migrating = layout.field("migrating", NO_PFN, frames);
            batch = layout.field("batch", 0, (1 << frames) - 1);
            mapped = layout.fields("map.pc", 0, vcpus, 0, 1);
            mapPfn = layout.fields("map.pfn", 0, vcpus, NO_PFN, frames);
            mapRef = layout.fields("map.ref", 0, vcpus, 0, 1);
            pageMarkedDead = layout.field("page_marked_dead", 0, 1);
            words = layout.words();
        }
    }

    /** What the host maps at the guest page's address. */
    int hostPte() {
        return at.hostPte.get(words);
    }

    void setHostPte(int value) {
        at.hostPte.set(words, value);
    }

    /** What a forked child maps there. */
    int childPte() {
        return at.childPte.get(words);
    }

    void setChildPte(int value) {
        at.childPte.set(words, value);
    }

    /** The page that a migration entry stands for. */
    int migrating() {
        return at.migrating.get(words);
    }

    void setMigrating(int value) {
        at.migrating.set(words, value);
    }

    /** Whether a page is unmapped and not put yet. */
    boolean inBatch(int pfn) {
        return bit(at.batch, pfn - 1);
    }

    void setInBatch(int pfn, boolean in) {
        at.batch.setBit(words, pfn - 1, in);
    }

    boolean isMapped(int v) {
        return flag(at.mapped[v]);
    }

    void setMapped(int v, boolean value) {
        setFlag(at.mapped[v], value);
    }

    int mapPfn(int v) {
        return at.mapPfn[v].get(words);
    }

    void setMapPfn(int v, int value) {
        at.mapPfn[v].set(words, value);
    }

    /** Whether the mapping holds a reference to its page. */
    boolean mapRef(int v) {
        return flag(at.mapRef[v]);
    }

    void setMapRef(int v, boolean value) {
        setFlag(at.mapRef[v], value);
    }

    /** History: a page was marked dirty after its last put. */
    boolean pageMarkedDead() {
        return flag(at.pageMarkedDead);
    }

    void setPageMarkedDead(boolean value) {
        setFlag(at.pageMarkedDead, value);
    }

    boolean batchIsEmpty() {
        return !flag(at.batch);
    }

    void setMap(int v, boolean mapped, int pfn, boolean ref) {
        setMapped(v, mapped);
        setMapPfn(v, pfn);
        setMapRef(v, ref);
    }
}
