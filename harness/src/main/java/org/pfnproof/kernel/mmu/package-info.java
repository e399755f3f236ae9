/**
 * KVM's page faults and mmu_notifier invalidations, with the host's memory management around them: the reference implementation of the TLA+
 * spec {@code KvmMmu}, as Linux 6.12 has it on x86-64 with the TDP MMU.
 *
 * <p>Read it beside the kernel. A method is one atomic step, or a function that such a step calls; it changes a {@link
 * org.pfnproof.kernel.mmu.KvmState}, on which everything else depends.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code PageFault.kvmTdpPageFault}</td><td>kvm_tdp_page_fault(), kvm_vcpu_gfn_to_memslot() (P0)</td><td>kvm_tdp_page_fault</td></tr>
 * <tr><td>{@code PageFault.vcpuEnterGuest}</td><td>vcpu_enter_guest() after RET_PF_RETRY</td><td>vcpu_enter_guest</td></tr>
 * <tr><td>{@code PageFault.kvmFaultinPfn}</td><td>kvm_faultin_pfn(), the snapshot (P4)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code PageFault.mmuInvalidateRetryEarly}, {@code mmuInvalidateRetryLate}</td><td>mmu_invalidate_retry_gfn_unsafe() (P9, P14)</td>
 *     <td>mmu_invalidate_retry_early, mmu_invalidate_retry_late</td></tr>
 * <tr><td>{@code PageFault.hvaToPfn}</td><td>hva_to_pfn_fast(), hva_to_pfn_slow() (P10)</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code PageFault.hvaToPfnRemapped}</td><td>hva_to_pfn_remapped() (P10)</td><td>hva_to_pfn_remapped</td></tr>
 * <tr><td>{@code PageFault.faultinPage}</td><td>faultin_page(), fixup_user_fault() (P10)</td><td>faultin_page</td></tr>
 * <tr><td>{@code PageFault.checkVmaFlags}</td><td>check_vma_flags() (P10, P13)</td><td>check_vma_flags</td></tr>
 * <tr><td>{@code PageFault.readLockMmuLock}</td><td>read_lock(mmu_lock) (P15)</td><td>read_lock_mmu_lock</td></tr>
 * <tr><td>{@code PageFault.isPageFaultStale}</td><td>is_page_fault_stale() (P16)</td><td>is_page_fault_stale</td></tr>
 * <tr><td>{@code PageFault.kvmTdpMmuMap}</td><td>kvm_tdp_mmu_map() (P18)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code PageFault.readUnlockMmuLock}</td><td>read_unlock(mmu_lock) (P19)</td><td>read_unlock_mmu_lock</td></tr>
 * <tr><td>{@code PageFault.kvmReleasePfnClean}</td><td>kvm_release_pfn_clean() (P19)</td><td>kvm_release_pfn_clean</td></tr>
 * <tr><td>{@code Invalidation.invalidateRangeStart}</td><td>mmu_notifier_invalidate_range_start()</td><td>invalidate_range_start</td></tr>
 * <tr><td>{@code Invalidation.kvmMmuInvalidateRangeStart}</td><td>__kvm_handle_hva_range(), kvm_mmu_invalidate_begin() (S3a)</td>
 *     <td>kvm_mmu_invalidate_range_start</td></tr>
 * <tr><td>{@code Invalidation.rangeMeetsNoMemslot}</td><td>__kvm_handle_hva_range() without a slot</td><td>range_meets_no_memslot</td></tr>
 * <tr><td>{@code Invalidation.kvmMmuInvalidateRangeAdd}</td><td>kvm_mmu_invalidate_range_add() (S3b)</td>
 *     <td>kvm_mmu_invalidate_range_add</td></tr>
 * <tr><td>{@code Invalidation.kvmUnmapGfnRange}</td><td>kvm_unmap_gfn_range(), the flush (S3b, S3c)</td><td>kvm_unmap_gfn_range</td></tr>
 * <tr><td>{@code Invalidation.tdpMmuIterCondResched}, {@code tdpMmuIterResumes}</td><td>tdp_mmu_iter_cond_resched()</td>
 *     <td>tdp_mmu_iter_cond_resched, tdp_mmu_iter_resumes</td></tr>
 * <tr><td>{@code MappingChanges.zapPteRange}, {@code changePteRange}, {@code copyPresentPtes}, {@code wpPageCopy}, {@code wpPageCopyRaced},
 *     {@code tryToMigrateOne}</td><td>the functions of that name; wp_page_copy() finds the entry changed</td>
 *     <td>zap_pte_range, change_pte_range, copy_present_ptes, wp_page_copy, wp_page_copy_raced, try_to_migrate_one</td></tr>
 * <tr><td>{@code Invalidation.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end(), first store (E1)</td><td>kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code Invalidation.mmuInvalidateInProgressDec}</td><td>kvm_mmu_invalidate_end(), second store (E1)</td>
 *     <td>mmu_invalidate_in_progress_dec</td></tr>
 * <tr><td>{@code Invalidation.endMeetsNoMemslot}</td><td>__kvm_handle_hva_range() without a slot</td><td>end_meets_no_memslot</td></tr>
 * <tr><td>{@code MappingChanges.freePagesAndSwapCache}</td><td>free_pages_and_swap_cache()</td><td>free_pages_and_swap_cache</td></tr>
 * <tr><td>{@code MappingChanges.migrateFolio}, {@code migrateFolioUndo}, {@code putbackLruFolio}</td><td>migrate_folio_move(), putback_lru_folio()</td>
 *     <td>migrate_folio, migrate_folio_undo, putback_lru_folio</td></tr>
 * <tr><td>{@code PrimaryMmu.handleMmFault}</td><td>handle_mm_fault()</td><td>handle_mm_fault</td></tr>
 * <tr><td>{@code PrimaryMmu.childUnmaps}</td><td>exit_mmap() of a forked child</td><td>child_unmaps</td></tr>
 * </table>
 */
package org.pfnproof.kernel.mmu;
