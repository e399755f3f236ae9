/**
 * The retry protocol alone, small enough for a proof: the reference implementation of the TLA+ module {@code RetryProtocol}, as the specs
 * {@code MmuSeqWidth} and {@code RetryInduction} (from its initial state) use it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code RetryCore.kvmFaultinPfn}</td><td>kvm_faultin_pfn(), the snapshot (P0, P4)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code RetryCore.hvaToPfn}</td><td>hva_to_pfn() (P10)</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code RetryCore.mmuInvalidateRetryGfnUnsafeSaysRetry}</td><td>mmu_invalidate_retry_gfn_unsafe() (P9, P14)</td>
 *     <td>mmu_invalidate_retry_gfn_unsafe_says_retry</td></tr>
 * <tr><td>{@code RetryCore.isPageFaultStale}</td><td>is_page_fault_stale() (P15, P16)</td><td>is_page_fault_stale</td></tr>
 * <tr><td>{@code RetryCore.kvmTdpMmuMap}</td><td>kvm_tdp_mmu_map() (P18, P19)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code RetryCore.kvmMmuNotifierInvalidateRangeStart}, {@code kvmMmuNotifierInvalidateRangeEnd}</td><td>the functions of that name (S3, E1)</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start, kvm_mmu_notifier_invalidate_range_end,
 *     kvm_mmu_notifier_invalidate_range_end_within_limit</td></tr>
 * <tr><td>{@code RetryCore.zapPteRange}</td><td>zap_pte_range()</td><td>zap_pte_range</td></tr>
 * <tr><td>{@code RetryCore.handleMmFault}</td><td>handle_mm_fault()</td><td>handle_mm_fault</td></tr>
 * </table>
 */
package org.pfnproof.kernel.retry;
