/**
 * Who takes, keeps and puts the reference of a lookup, in Linux 6.12, in the versions of the patch series, and in 6.13: the reference
 * implementation of the TLA+ spec {@code FollowPfn}. {@link org.pfnproof.kernel.followpfn.Versions} has what the versions change.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code FollowPfn.kvmFollowPfn}</td><td>__gfn_to_pfn_memslot(), kvm_follow_pfn() of the series</td><td>kvm_follow_pfn</td></tr>
 * <tr><td>{@code FollowPfn.warnOnOnce}</td><td>WARN_ON_ONCE() of kvm_follow_pfn(), v7 and later</td><td>warn_on_once</td></tr>
 * <tr><td>{@code FollowPfn.hvaToPfn}</td><td>hva_to_pfn_fast(), hva_to_pfn_slow() (P10)</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code FollowPfn.hvaToPfnRemapped}, {@code remapped}</td><td>hva_to_pfn_remapped(), kvm_try_get_pfn() (P10)</td>
 *     <td>hva_to_pfn_remapped, Remapped</td></tr>
 * <tr><td>{@code FollowPfn.followPteFails}</td><td>follow_pte()</td><td>follow_pte_fails</td></tr>
 * <tr><td>{@code FollowPfn.errorPfn}</td><td>kvm_handle_error_pfn() (P13)</td><td>error_pfn</td></tr>
 * <tr><td>{@code FollowPfn.mmuInvalidateRetryLate}</td><td>mmu_invalidate_retry_gfn_unsafe() (P14)</td><td>mmu_invalidate_retry_late</td></tr>
 * <tr><td>{@code FollowPfn.isPageFaultStale}</td><td>is_page_fault_stale(), kvm_tdp_mmu_map() (P15 to P18)</td><td>is_page_fault_stale</td></tr>
 * <tr><td>{@code FollowPfn.readUnlockMmuLock}</td><td>read_unlock()</td><td>read_unlock_mmu_lock</td></tr>
 * <tr><td>{@code FollowPfn.kvmReleasePfnClean}</td><td>kvm_release_pfn_clean() (P19)</td><td>kvm_release_pfn_clean</td></tr>
 * <tr><td>{@code FollowPfn.invalidate}</td><td>invalidate_range_start() to _end(), zap_pte_range()</td><td>invalidate</td></tr>
 * <tr><td>{@code FollowPfn.handleMmFault}</td><td>handle_mm_fault()</td><td>handle_mm_fault</td></tr>
 * </table>
 */
package org.pfnproof.kernel.followpfn;
