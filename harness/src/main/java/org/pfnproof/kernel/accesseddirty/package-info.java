/**
 * When KVM marks the pages that the guest uses: the reference implementation of the TLA+ spec {@code AccessedDirty}, as Linux 6.12 and
 * 6.13 have it, and of the proposals of {@code AccessedDirtyProposals}.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code AccessedDirty.guestAccess}</td><td>the guest, fast_page_fault()</td><td>guest_access</td></tr>
 * <tr><td>{@code AccessedDirty.kvmFaultinPfn}</td><td>kvm_faultin_pfn() (P4)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code AccessedDirty.hvaToPfn}</td><td>hva_to_pfn() (P10)</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code AccessedDirty.faultinPage}</td><td>handle_mm_fault(), vmf_insert_pfn()</td><td>faultin_page</td></tr>
 * <tr><td>{@code AccessedDirty.kvmTdpMmuMap}</td><td>kvm_tdp_mmu_map(), kvm_mmu_finish_page_fault() (P15 to P18)</td>
 *     <td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code AccessedDirty.kvmReleasePfnClean}</td><td>kvm_release_pfn_clean() (P19)</td><td>kvm_release_pfn_clean</td></tr>
 * <tr><td>{@code AccessedDirtyHost.kvmTdpMmuInvalidateRoots}</td><td>kvm_tdp_mmu_invalidate_roots()</td>
 *     <td>kvm_tdp_mmu_invalidate_roots</td></tr>
 * <tr><td>{@code AccessedDirtyHost.kvmTdpMmuZapInvalidatedRoots}, {@code Marking.zap}</td>
 *     <td>kvm_tdp_mmu_zap_invalidated_roots(), handle_changed_spte()</td><td>kvm_tdp_mmu_zap_invalidated_roots</td></tr>
 * <tr><td>{@code AccessedDirtyHost.ageGfnRange}</td><td>age_gfn_range()</td><td>age_gfn_range</td></tr>
 * <tr><td>{@code AccessedDirtyHost.kvmMmuNotifierInvalidateRangeStart}</td><td>the function of that name (S3)</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start</td></tr>
 * <tr><td>{@code AccessedDirtyHost.hostEntryCleared}, {@code nothingLeft}</td><td>zap_pte_range(), try_to_unmap_one()</td>
 *     <td>host_entry_cleared, nothing_left</td></tr>
 * <tr><td>{@code AccessedDirtyHost.freePagesAndSwapCache}, {@code pageMkclean}, {@code madviseFreePteRange},
 *     {@code folioClearDirtyForIo}, {@code folioTestDirty}, {@code pageout}, {@code removeMapping}</td>
 *     <td>the functions of that name</td>
 *     <td>free_pages_and_swap_cache, page_mkclean, madvise_free_pte_range, folio_clear_dirty_for_io, folio_test_dirty, pageout,
 *     remove_mapping</td></tr>
 * <tr><td>{@code AccessedDirtyHost.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end() (E1)</td><td>kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code AccessedDirtyHost.allocPages}, {@code freePages}</td><td>alloc_pages(), free_pages()</td>
 *     <td>alloc_pages, free_pages</td></tr>
 * </table>
 */
package org.pfnproof.kernel.accesseddirty;
