/**
 * KVM as one of several that an mm notifies, and how it leaves: the reference implementation of the TLA+ spec {@code NotifierSubscribers}, as
 * Linux 6.12 and 6.1 have it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code Subscribers.kvmFaultinPfn}, {@code hvaToPfn}, {@code kvmTdpMmuMap}</td><td>the same (P4, P10, P15 to P19)</td>
 *     <td>kvm_faultin_pfn, hva_to_pfn, kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code Subscribers.mmuNotifierInvalidateRangeStart}</td><td>__mmu_notifier_invalidate_range_start()</td>
 *     <td>mmu_notifier_invalidate_range_start</td></tr>
 * <tr><td>{@code Subscribers.invalidateRangeStart}</td><td>mn_itree_invalidate(), mn_hlist_invalidate_range_start(): one call; KVM's is
 *     {@code kvmStart}, kvm_mmu_notifier_invalidate_range_start()</td><td>invalidate_range_start, kvm_start</td></tr>
 * <tr><td>{@code Subscribers.invalidateRangeStartRefuses}</td><td>the same, -EAGAIN</td><td>invalidate_range_start_refuses</td></tr>
 * <tr><td>{@code Subscribers.invalidateRangeStartReturns}</td><td>the same, the end</td><td>invalidate_range_start_returns</td></tr>
 * <tr><td>{@code Subscribers.zapPteRange}</td><td>zap_pte_range()</td><td>zap_pte_range</td></tr>
 * <tr><td>{@code Subscribers.invalidateRangeEnd}</td><td>mn_itree_inv_end(), mn_hlist_invalidate_end(): one call; KVM's is
 *     {@code kvmEnd}, kvm_mmu_notifier_invalidate_range_end()</td><td>invalidate_range_end, kvm_end</td></tr>
 * <tr><td>{@code Subscribers.invalidateRangeEndReturns}</td><td>the same, the end</td><td>invalidate_range_end_returns</td></tr>
 * <tr><td>{@code Subscribers.kvmDestroyVm}</td><td>kvm_destroy_vm(), mmu_notifier_unregister()</td><td>kvm_destroy_vm</td></tr>
 * <tr><td>{@code Subscribers.exitMmap}</td><td>exit_mmap(), mmu_notifier_release()</td><td>exit_mmap</td></tr>
 * <tr><td>{@code Subscribers.kvmMmuNotifierRelease}</td><td>kvm_mmu_notifier_release()</td><td>kvm_mmu_notifier_release</td></tr>
 * <tr><td>{@code Subscribers.hlistDelInitRcu}</td><td>hlist_del_init_rcu()</td><td>hlist_del_init_rcu</td></tr>
 * <tr><td>{@code Subscribers.synchronizeSrcu}</td><td>synchronize_srcu()</td><td>synchronize_srcu</td></tr>
 * <tr><td>{@code Subscribers.kvmArchDestroyVm}</td><td>kvm_arch_destroy_vm(), kvm_free_memslots()</td><td>kvm_arch_destroy_vm</td></tr>
 * </table>
 */
package org.pfnproof.kernel.subscribers;
