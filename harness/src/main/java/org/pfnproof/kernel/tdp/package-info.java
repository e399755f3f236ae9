/**
 * The entries that a vCPU's hardware walks, one by one, with TLBs and several roots: the reference implementation of the TLA+ modules
 * {@code TdpSptes}, {@code TdpFault}, {@code TdpZap} and {@code TdpMmu}, as Linux 6.12 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code TdpFault.guestReads}, {@code guestWrites}</td><td>the hardware</td><td>guest_reads, guest_writes</td></tr>
 * <tr><td>{@code TdpFault.kvmTdpPageFault}</td><td>kvm_tdp_page_fault() (P0)</td><td>kvm_tdp_page_fault</td></tr>
 * <tr><td>{@code TdpFault.fastPageFault}</td><td>fast_page_fault() (P2)</td><td>fast_page_fault</td></tr>
 * <tr><td>{@code TdpFault.fastPfFixDirectSpte}</td><td>fast_pf_fix_direct_spte()</td><td>fast_pf_fix_direct_spte</td></tr>
 * <tr><td>{@code TdpFault.markPageDirtyInSlot}</td><td>mark_page_dirty_in_slot()</td><td>mark_page_dirty_in_slot</td></tr>
 * <tr><td>{@code TdpFault.kvmFaultinPfn}</td><td>kvm_faultin_pfn(), the snapshot (P4)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code TdpFault.hvaToPfn}</td><td>hva_to_pfn() (P10)</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code TdpFault.isPageFaultStale}</td><td>is_page_fault_stale() (P15, P16)</td><td>is_page_fault_stale</td></tr>
 * <tr><td>{@code TdpFault.kvmTdpMmuMap}</td><td>kvm_tdp_mmu_map() (P18)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code TdpFault.tdpMmuMapHandleTargetLevel}</td><td>tdp_mmu_map_handle_target_level() (P18, P19)</td>
 *     <td>tdp_mmu_map_handle_target_level</td></tr>
 * <tr><td>{@code TdpFault.kvmMmuReload}</td><td>kvm_mmu_reload(), kvm_tdp_mmu_alloc_root()</td><td>kvm_mmu_reload</td></tr>
 * <tr><td>{@code TdpZap.kvmMmuInvalidateRangeStart}</td><td>kvm_mmu_invalidate_begin(), kvm_unmap_gfn_range() (S3)</td>
 *     <td>kvm_mmu_invalidate_range_start</td></tr>
 * <tr><td>{@code TdpZap.kvmAgeGfn}</td><td>kvm_age_gfn()</td><td>kvm_age_gfn</td></tr>
 * <tr><td>{@code TdpZap.tdpIterNext}</td><td>tdp_iter_next()</td><td>tdp_iter_next</td></tr>
 * <tr><td>{@code TdpZap.tdpMmuIterSetSpte}</td><td>tdp_mmu_zap_leafs(), tdp_mmu_iter_set_spte()</td><td>tdp_mmu_iter_set_spte</td></tr>
 * <tr><td>{@code TdpZap.ageGfnRange}</td><td>age_gfn_range()</td><td>age_gfn_range</td></tr>
 * <tr><td>{@code TdpZap.tdpMmuIterCondResched}, {@code tdpMmuIterResumes}</td><td>tdp_mmu_iter_cond_resched()</td>
 *     <td>tdp_mmu_iter_cond_resched, tdp_mmu_iter_resumes</td></tr>
 * <tr><td>{@code TdpZap.kvmFlushRemoteTlbs}</td><td>kvm_flush_remote_tlbs() (S3c)</td><td>kvm_flush_remote_tlbs</td></tr>
 * <tr><td>{@code TdpZap.handleMmFault}</td><td>handle_mm_fault()</td><td>handle_mm_fault</td></tr>
 * <tr><td>{@code TdpZap.zapPteRange}</td><td>zap_pte_range()</td><td>zap_pte_range</td></tr>
 * <tr><td>{@code TdpZap.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end() (E1)</td><td>kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code TdpMmu.kvmTdpMmuWrprotSlot}</td><td>kvm_tdp_mmu_wrprot_slot(), kvm_tdp_mmu_zap_collapsible_sptes()</td>
 *     <td>kvm_tdp_mmu_wrprot_slot</td></tr>
 * <tr><td>{@code TdpMmu.kvmGetDirtyLogProtect}</td><td>kvm_get_dirty_log_protect()</td><td>kvm_get_dirty_log_protect</td></tr>
 * <tr><td>{@code TdpMmu.kvmTdpMmuInvalidateAllRoots}</td><td>kvm_tdp_mmu_invalidate_all_roots()</td>
 *     <td>kvm_tdp_mmu_invalidate_all_roots</td></tr>
 * <tr><td>{@code TdpMmu.kvmTdpMmuZapInvalidatedRoots}</td><td>kvm_tdp_mmu_zap_invalidated_roots()</td>
 *     <td>kvm_tdp_mmu_zap_invalidated_roots</td></tr>
 * <tr><td>{@code TdpMmu.slotsIterNext}</td><td>tdp_iter_next()</td><td>slots_iter_next</td></tr>
 * <tr><td>{@code TdpMmu.tdpMmuSetSpteAtomic}</td><td>tdp_mmu_set_spte_atomic()</td><td>tdp_mmu_set_spte_atomic</td></tr>
 * <tr><td>{@code TdpMmu.clearDirtyPtMasked}</td><td>clear_dirty_pt_masked()</td><td>clear_dirty_pt_masked</td></tr>
 * <tr><td>{@code TdpMmu.tdpMmuZapSpteAtomic}, {@code kvmFlushRemoteTlbsGfn}</td><td>tdp_mmu_zap_spte_atomic()</td>
 *     <td>tdp_mmu_zap_spte_atomic, kvm_flush_remote_tlbs_gfn</td></tr>
 * <tr><td>{@code TdpMmu.slotsCondResched}, {@code slotsResumes}</td><td>tdp_mmu_iter_cond_resched()</td>
 *     <td>slots_cond_resched, slots_resumes</td></tr>
 * <tr><td>{@code TdpMmu.slotsUnlock}</td><td>the unlock of mmu_lock</td><td>slots_unlock</td></tr>
 * <tr><td>{@code TdpMmu.kvmFlushRemoteTlbsMemslot}</td><td>kvm_flush_remote_tlbs_memslot()</td>
 *     <td>kvm_flush_remote_tlbs_memslot</td></tr>
 * <tr><td>{@code TdpMmu.userSpaceCopies}</td><td>user space</td><td>user_space_copies</td></tr>
 * </table>
 */
package org.pfnproof.kernel.tdp;
