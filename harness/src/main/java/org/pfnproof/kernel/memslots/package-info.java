/**
 * Memslots that come and go: the reference implementation of the TLA+ spec {@code Memslots}, as Linux 6.12 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code Memslots.create}, {@code delete}, {@code move}</td><td>kvm_set_memslot()</td><td>kvm_set_memslot</td></tr>
 * <tr><td>{@code Memslots.kvmInvalidateMemslot}</td><td>kvm_invalidate_memslot()</td><td>kvm_invalidate_memslot</td></tr>
 * <tr><td>{@code Memslots.kvmSwapActiveMemslots}</td><td>kvm_swap_active_memslots()</td><td>kvm_swap_active_memslots</td></tr>
 * <tr><td>{@code Memslots.synchronizeSrcu}</td><td>synchronize_srcu()</td><td>synchronize_srcu</td></tr>
 * <tr><td>{@code Memslots.kvmArchFlushShadowMemslot}</td><td>kvm_arch_flush_shadow_memslot()</td>
 *     <td>kvm_arch_flush_shadow_memslot</td></tr>
 * <tr><td>{@code Memslots.kvmTdpPageFault}</td><td>kvm_vcpu_gfn_to_memslot() (P0)</td><td>kvm_tdp_page_fault</td></tr>
 * <tr><td>{@code Memslots.kvmFaultinPfn}</td><td>kvm_faultin_pfn() (P4, P6, P7)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code Memslots.kvmTdpMmuMap}</td><td>is_page_fault_stale(), kvm_tdp_mmu_map() (P15 to P19)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code Memslots.kvmMmuNotifierInvalidateRangeStart}, {@code kvmMmuNotifierInvalidateRangeEnd}</td><td>the functions of that name (S1, E2)</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start, kvm_mmu_notifier_invalidate_range_end</td></tr>
 * <tr><td>{@code Memslots.kvmHandleHvaRange}</td><td>__kvm_handle_hva_range(), the walk</td><td>kvm_handle_hva_range</td></tr>
 * <tr><td>{@code Memslots.kvmMmuInvalidateRangeStart}</td><td>kvm_mmu_invalidate_begin(), kvm_unmap_gfn_range() (S3)</td>
 *     <td>kvm_mmu_invalidate_range_start</td></tr>
 * <tr><td>{@code Memslots.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end() (E1)</td><td>kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code Memslots.rangeMeetsNoMemslot}</td><td>__kvm_handle_hva_range() without a slot</td><td>range_meets_no_memslot</td></tr>
 * </table>
 */
package org.pfnproof.kernel.memslots;
