package org.pfnproof.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Linux 6.12 asks for no flush when an invalidation clears SPTEs of an obsolete root only (tdp_mmu_zap_leafs()). */
class ObsoleteRootsTest {

    private static final String ZAP_ALL = "k-9 kvm_mmu_zap_all_fast: sp gen 1";

    private static List<String> log(boolean zapAll) {
        List<String> events = new ArrayList<>(List.of(
                "k-9 memslot: (f) change=0 seq=0 inprog=0",
                "k-9 swap_slots: (f) as=0 act=0",
                "k-9 memslot_ret: (f) ret=0",
                "v-1 fault: (f) vcpu=1 addr=0x200000 err=0x6 w=1",
                "v-1 faultin: (f) vcpu=1 gfn=0x200 slot=0x1 slotid=0 slotflags=0x0",
                "v-1 snap: (f) vcpu=1 gfn=0x200",
                "v-1 gup: (f) hva=0x7f7a5d400000 w=1",
                "v-1 gup_ret: (f) pfn=0x51",
                "v-1 faultin_ret: (f) ret=0",
                "v-1 stale: (f) vcpu=1 gfn=0x200 pfn=0x51",
                "v-1 stale_ret: (f) ret=0",
                "v-1 map: (f) vcpu=1 gfn=0x200 pfn=0x51",
                "v-1 kvm_tdp_mmu_spte_changed: as id 0 gfn 200 level 1 old_spte 0 new_spte 51e67",
                "v-1 map_ret: (f) ret=4",
                "v-1 rel: (f) pfn=0x51",
                "v-1 fault_ret: (f) ret=4"));
        if (zapAll) {
            events.add(ZAP_ALL);
        }
        events.addAll(List.of(
                "k-9 inv_start: (f) start=0x7f7a5d400000 end=0x7f7a5d401000 event=1 flags=0x1",
                "k-9 inv_begin: (f)",
                "k-9 unmap: (f) gs=0x200 ge=0x201 slotid=0",
                "k-9 kvm_tdp_mmu_spte_changed: as id 0 gfn 200 level 1 old_spte 51e67 new_spte 0",
                "k-9 unmap_ret: (f) flush=0",
                "k-9 inv_start_ret: (f) ret=0"));
        List<String> lines = new ArrayList<>(List.of("# Linux (none) 6.1.0 #1 SMP"));
        events.forEach(event -> lines.add(" " + event.replaceFirst(" ", " [000] " + lines.size() + ": ")));
        return lines;
    }

    @Test
    void anSpteOfAnObsoleteRootOwesNoFlush() throws Exception {
        assertThat(Followings.follow(log(true)).deviation()).isEmpty();
    }

    @Test
    void anyOtherDoes() throws Exception {
        assertThat(Followings.follow(log(false)).deviation().orElseThrow().guard())
                .isEqualTo("SPTEs were cleared, and no flush is asked for");
    }
}
