/**
 * One gfn_to_pfn_cache: the reference implementation of the TLA+ spec {@code PfnCache}, as Linux 6.12 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code PfnCache.kvmGpcCheck}, {@code readUnlockGpcLock}</td><td>kvm_gpc_check() and the use of khva</td>
 *     <td>kvm_gpc_check, read_unlock_gpc_lock</td></tr>
 * <tr><td>{@code PfnCache.kvmGpcActivate}, {@code kvmGpcSetActive}</td><td>__kvm_gpc_activate()</td>
 *     <td>kvm_gpc_activate, kvm_gpc_set_active</td></tr>
 * <tr><td>{@code PfnCache.kvmGpcDeactivate}, {@code listDel}</td><td>kvm_gpc_deactivate()</td><td>kvm_gpc_deactivate, list_del</td></tr>
 * <tr><td>{@code PfnCache.kvmGpcRefresh}, {@code kvmGpcRefreshLocked}</td><td>kvm_gpc_refresh(), __kvm_gpc_refresh()</td>
 *     <td>kvm_gpc_refresh, __kvm_gpc_refresh</td></tr>
 * <tr><td>{@code PfnCache.hvaToPfnRetry}, {@code kvmReleasePfnClean}, {@code hvaToPfn}, {@code faultinPage}, {@code hvaToPfnOutError},
 *     {@code gpcBecomesValid}</td><td>hva_to_pfn_retry(), step by step</td>
 *     <td>hva_to_pfn_retry, kvm_release_pfn_clean, hva_to_pfn, faultin_page, hva_to_pfn_out_error, gpc_becomes_valid</td></tr>
 * <tr><td>{@code PfnCache.mmuNotifierRetryCache}, {@code mmuNotifierRetryCacheSeq}</td><td>mmu_notifier_retry_cache(), its two reads</td>
 *     <td>mmu_notifier_retry_cache, mmu_notifier_retry_cache_seq</td></tr>
 * <tr><td>{@code CacheInvalidation.gfnToPfnCacheInvalidateStart}</td><td>gfn_to_pfn_cache_invalidate_start() (S2)</td>
 *     <td>gfn_to_pfn_cache_invalidate_start</td></tr>
 * <tr><td>{@code CacheInvalidation.mmuNotifierInvalidateRangeStart}</td><td>mmu_notifier_invalidate_range_start()</td>
 *     <td>mmu_notifier_invalidate_range_start</td></tr>
 * <tr><td>{@code CacheInvalidation.kvmMmuNotifierInvalidateRangeStart}, {@code kvmMmuNotifierInvalidateRangeEnd}</td>
 *     <td>the functions of that name (S1, E2)</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start, kvm_mmu_notifier_invalidate_range_end</td></tr>
 * <tr><td>{@code CacheInvalidation.kvmMmuInvalidateRangeStart}, {@code kvmMmuInvalidateEnd}</td>
 *     <td>kvm_mmu_invalidate_begin() (S3), kvm_mmu_invalidate_end() (E1)</td>
 *     <td>kvm_mmu_invalidate_range_start, kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code CacheInvalidation.rangeMeetsNoMemslot}, {@code endMeetsNoMemslot}</td>
 *     <td>__kvm_handle_hva_range() without a slot</td><td>range_meets_no_memslot, end_meets_no_memslot</td></tr>
 * <tr><td>{@code CacheInvalidation.zapPteRange}, {@code freePagesAndSwapCache}</td><td>the functions of that name</td>
 *     <td>zap_pte_range, free_pages_and_swap_cache</td></tr>
 * </table>
 */
package org.pfnproof.kernel.pfncache;
