package org.pfnproof.engine.tlc.log;

import java.util.stream.Collectors;

/** A module whose only behaviour is the protocol's, step by step as a log demands it. */
final class LogModule {

    static final String NAME = "KernelLog";

    private static final String HEAD = """
            ------------------------------ MODULE KernelLog ------------------------------
            EXTENDS %s, Sequences
            VARIABLE next
            AnyRange(op, first, last) == TRUE
            LogSteps == <<
            """;
    private static final String TAIL = """
            >>
            Is(action) == LogSteps[next].a = action
            Demanded ==
                LET e == LogSteps[next] IN
                \\/ Is("kvm_tdp_page_fault") /\\ kvm_tdp_page_fault(e.t, e.x, e.b)
                \\/ Is("kvm_faultin_pfn") /\\ kvm_faultin_pfn(e.t) /\\ fault'[e.t].mmu_seq = e.x
                \\/ Is("mmu_invalidate_retry_early") /\\ mmu_invalidate_retry_early(e.t)
                \\/ Is("hva_to_pfn") /\\ hva_to_pfn(e.t) /\\ fault'[e.t].pfn = e.x
                \\/ Is("faultin_page") /\\ faultin_page(e.t, e.x)
                \\/ Is("handle_mm_fault") /\\ handle_mm_fault(e.x, e.y, e.b)
                \\/ Is("mmu_invalidate_retry_late") /\\ mmu_invalidate_retry_late(e.t)
                \\/ Is("read_lock_mmu_lock") /\\ read_lock_mmu_lock(e.t)
                \\/ Is("is_page_fault_stale") /\\ is_page_fault_stale(e.t) /\\ fault'[e.t].retry = e.b
                \\/ Is("kvm_tdp_mmu_map") /\\ kvm_tdp_mmu_map(e.t)
                \\/ Is("read_unlock_mmu_lock") /\\ read_unlock_mmu_lock(e.t)
                \\/ Is("kvm_release_pfn_clean") /\\ kvm_release_pfn_clean(e.t)
                \\/ Is("invalidate_range_start") /\\ invalidate_range_start(e.t, e.op, e.x, e.y)
                \\/ Is("kvm_mmu_invalidate_range_start") /\\ kvm_mmu_invalidate_range_start(e.t)
                \\/ Is("kvm_mmu_invalidate_range_add") /\\ kvm_mmu_invalidate_range_add(e.t)
                \\/ Is("kvm_unmap_gfn_range") /\\ kvm_unmap_gfn_range(e.t)
                \\/ Is("zap_pte_range") /\\ zap_pte_range(e.t)
                \\/ Is("wp_page_copy") /\\ wp_page_copy(e.t, e.x)
                \\/ Is("wp_page_copy_raced") /\\ wp_page_copy_raced(e.t)
                \\/ Is("kvm_mmu_invalidate_end") /\\ kvm_mmu_invalidate_end(e.t) /\\ mmu_invalidate_seq' = e.x
                \\/ Is("mmu_invalidate_in_progress_dec") /\\ mmu_invalidate_in_progress_dec(e.t)
                       /\\ mmu_invalidate_in_progress' = e.x
                \\/ Is("free_pages_and_swap_cache") /\\ free_pages_and_swap_cache(e.t, e.x)
            \\* After RET_PF_RETRY the guest repeats its access, and may find the SPTE there.
            Reenters ==
                LET e == LogSteps[next] IN
                /\\ Is("kvm_tdp_page_fault") /\\ vcpu_enter_guest(e.t)
                /\\ \\/ fault'[e.t].pc = "guest" /\\ next' = next
                   \\/ fault'[e.t].pc # "guest" /\\ fault'[e.t].gfn = e.x /\\ next' = next + 1
            LogInit == Init /\\ next = 1
            LogNext == next <= Len(LogSteps) /\\ ((Demanded /\\ next' = next + 1) \\/ Reenters)
            LogSpec == LogInit /\\ [][LogNext]_<<vars, next>>
            LogIsAccepted == next > Len(LogSteps)
            ==============================================================================
            """;

    private LogModule() {}

    /** On top of a profile's root module. */
    static String of(LogSteps log, String base) {
        return HEAD.formatted(base) + log.steps().stream().map(LogStep::tla).collect(Collectors.joining(",\n")) + TAIL;
    }
}
