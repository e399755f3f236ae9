/**
 * Invalidations that meet several memslots: the reference implementation of the TLA+ spec {@code SlotRanges}, as Linux 6.12 has it, and
 * {@code SlotRangesLinux61} as 6.1 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code SlotRanges.kvmFaultinPfn}</td><td>kvm_vcpu_gfn_to_memslot(), kvm_faultin_pfn() (P0, P4)</td>
 *     <td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code SlotRanges.mmuInvalidateRetryEarly}, {@code mmuInvalidateRetryLate}</td><td>mmu_invalidate_retry_gfn_unsafe() (P9, P14)</td>
 *     <td>mmu_invalidate_retry_early, mmu_invalidate_retry_late</td></tr>
 * <tr><td>{@code SlotRanges.hvaToPfn}</td><td>hva_to_pfn() (P10)</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code SlotRanges.kvmTdpMmuMap}</td><td>is_page_fault_stale(), kvm_tdp_mmu_map() (P15 to P19)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code SlotRanges.kvmMmuNotifierInvalidateRangeStart}, {@code kvmMmuNotifierInvalidateRangeEnd}</td><td>the functions of that name (S1, E1)</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start, kvm_mmu_notifier_invalidate_range_end</td></tr>
 * <tr><td>{@code SlotRanges.kvmMmuInvalidateRangeStart}</td><td>kvm_mmu_invalidate_begin() (S3a)</td>
 *     <td>kvm_mmu_invalidate_range_start</td></tr>
 * <tr><td>{@code SlotRanges.kvmMmuInvalidateRangeAdd}</td><td>kvm_mmu_invalidate_range_add() (S3b)</td>
 *     <td>kvm_mmu_invalidate_range_add</td></tr>
 * <tr><td>{@code SlotRanges.kvmUnmapGfnRange}</td><td>kvm_unmap_gfn_range() (S3b, S3c)</td><td>kvm_unmap_gfn_range</td></tr>
 * <tr><td>{@code SlotRanges.tdpMmuIterCondResched}, {@code tdpMmuIterResumes}</td><td>tdp_mmu_iter_cond_resched()</td>
 *     <td>tdp_mmu_iter_cond_resched, tdp_mmu_iter_resumes</td></tr>
 * <tr><td>{@code SlotRanges.zapPteRange}</td><td>zap_pte_range()</td><td>zap_pte_range</td></tr>
 * </table>
 */
package org.pfnproof.kernel.slotranges;
