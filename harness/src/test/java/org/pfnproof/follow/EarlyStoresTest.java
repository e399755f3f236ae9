package org.pfnproof.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two vCPUs install the SPTE of one gfn, as a Linux 6.1 has logged it: the second line is that of the first store. */
class EarlyStoresTest {

    private static final List<String> HEAD = List.of(
            "# Linux (none) 6.1.0 #1 SMP",
            " k-9 [002] 1: memslot: (f) change=0 seq=0 inprog=0",
            " k-9 [002] 2: swap_slots: (f) as=0 act=0",
            " k-9 [002] 3: memslot_ret: (f) ret=0");
    private static final String SEES =
            "kvm_tdp_mmu_spte_changed: as id 0 gfn 200 level 1 old_spte 5aaee67 new_spte 5aaee27";
    private static final String STORES =
            "kvm_tdp_mmu_spte_changed: as id 0 gfn 200 level 1 old_spte 0 new_spte 5aaee67";

    private static final String GOES = "kvm_tdp_mmu_spte_changed: as id 0 gfn 200 level 1 old_spte 5aaee67 new_spte 0";

    private static List<String> upToMap() {
        List<String> lines = new ArrayList<>(HEAD);
        for (int vcpu = 1; vcpu <= 2; vcpu++) {
            for (String event : List.of(
                    "fault: (f) vcpu=%d addr=0x200000 err=0x6 w=1",
                    "faultin: (f) vcpu=%d gfn=0x200 slot=0x1 slotid=0 slotflags=0x0",
                    "snap: (f) vcpu=%d gfn=0x200",
                    "gup: (f) hva=0x7f74c9800000 w=1",
                    "gup_ret: (f) pfn=0x5aae",
                    "faultin_ret: (f) ret=0",
                    "stale: (f) vcpu=%d gfn=0x200 pfn=0x5aae",
                    "stale_ret: (f) ret=0",
                    "map: (f) vcpu=%d gfn=0x200 pfn=0x5aae")) {
                add(lines, vcpu, event);
            }
        }
        return lines;
    }

    private static void add(List<String> lines, int vcpu, String event) {
        lines.add(" v-" + vcpu + " [00" + vcpu + "] " + (lines.size() + 10) + ": " + event.formatted(vcpu));
    }

    private static Optional<String> guard(List<String> lines) throws Exception {
        return Followings.follow(lines).deviation().map(Deviation::guard);
    }

    @Test
    void aLineMayShowWhatAnotherVcpuHasStored() throws Exception {
        List<String> lines = upToMap();
        add(lines, 1, SEES);
        add(lines, 2, STORES);
        add(lines, 2, "map_ret: (f) ret=4");
        add(lines, 1, "map_ret: (f) ret=4");
        assertThat(guard(lines)).isEmpty();
        assertThat(Followings.follow(lines).coverage().witnesses()).containsEntry("SPTE seen before its line", 1L);
        // The SPTE is there once.
        add(lines, 3, GOES);
        assertThat(guard(lines)).isEmpty();
        add(lines, 3, GOES);
        assertThat(guard(lines).orElseThrow()).contains("no SPTE maps gfn 0x200");
    }

    @Test
    void aSpuriousFaultMayHaveSeenIt() throws Exception {
        List<String> lines = upToMap();
        add(lines, 1, "map_ret: (f) ret=5");
        add(lines, 2, STORES);
        add(lines, 2, "map_ret: (f) ret=4");
        assertThat(guard(lines)).isEmpty();
    }

    @Test
    void theStoreMustHaveItsLineBeforeItsVcpuDropsTheLock() throws Exception {
        List<String> lines = upToMap();
        add(lines, 1, SEES);
        add(lines, 1, "map_ret: (f) ret=4");
        assertThat(guard(lines)).isEmpty();
        add(lines, 2, "map_ret: (f) ret=5");
        assertThat(guard(lines).orElseThrow())
                .isEqualTo("line 23 shows an SPTE of gfn 0x200, and nobody has installed it;"
                        + " vCPU 2 was the last that could");
    }

    @Test
    void nobodySeesWhatNobodyStores() throws Exception {
        List<String> other = upToMap();
        add(other, 1, SEES.replace("5aae", "5aaf"));
        assertThat(guard(other).orElseThrow()).isEqualTo("there is no such SPTE");
        List<String> late = upToMap();
        add(late, 2, STORES);
        add(late, 2, "map_ret: (f) ret=4");
        add(late, 3, GOES);
        add(late, 1, SEES);
        assertThat(guard(late).orElseThrow()).isEqualTo("there is no such SPTE");
    }
}
