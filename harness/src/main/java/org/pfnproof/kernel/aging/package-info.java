/**
 * The callbacks of KVM that are no invalidation: the reference implementation of the TLA+ spec {@code AgingAndChangePte}, as Linux 6.1 and, but
 * for change_pte, 6.12 have them.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code Aging.guestAccess}</td><td>the hardware's walk</td><td>guest_access</td></tr>
 * <tr><td>{@code Aging.kvmFaultinPfn}, {@code hvaToPfn}, {@code kvmTdpMmuMap}</td><td>the same (P4, P10, P15 to P19)</td>
 *     <td>kvm_faultin_pfn, hva_to_pfn, kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code Aging.ageGfnRange}</td><td>kvm_mmu_notifier_clear_flush_young(), kvm_mmu_notifier_clear_young(), age_gfn_range()</td>
 *     <td>age_gfn_range</td></tr>
 * <tr><td>{@code Aging.kvmMmuNotifierInvalidateRangeStart}</td><td>kvm_mmu_notifier_invalidate_range_start()</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start</td></tr>
 * <tr><td>{@code Aging.ptepClearFlush}</td><td>ptep_clear_flush()</td><td>ptep_clear_flush</td></tr>
 * <tr><td>{@code Aging.kvmMmuNotifierChangePte}</td><td>kvm_mmu_notifier_change_pte(), set_spte_gfn()</td>
 *     <td>kvm_mmu_notifier_change_pte</td></tr>
 * <tr><td>{@code Aging.setPteAt}</td><td>set_pte_at_notify()</td><td>set_pte_at</td></tr>
 * <tr><td>{@code Aging.kvmMmuNotifierInvalidateRangeEnd}</td><td>kvm_mmu_notifier_invalidate_range_end()</td>
 *     <td>kvm_mmu_notifier_invalidate_range_end</td></tr>
 * </table>
 */
package org.pfnproof.kernel.aging;
