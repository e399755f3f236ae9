/**
 * The thread's kvm_follow_pfn(), as proposed: the reference implementation of the TLA+ spec {@code FollowPfnSketch}.
 *
 * <table>
 * <caption>Methods, functions of the proposal and of the kernel, and TLA+ actions</caption>
 * <tr><th>method</th><th>function</th><th>TLA+</th></tr>
 * <tr><td>{@code Sketch.snapshotAndCall}</td><td>kvm_faultin_pfn() (P4), __kvm_follow_pfn()</td><td>snapshot_and_call</td></tr>
 * <tr><td>{@code Sketch.callWithoutSnapshot}</td><td>__kvm_follow_pfn() by a careless caller</td><td>call_without_snapshot</td></tr>
 * <tr><td>{@code Sketch.kvmFollowPfn}</td><td>kvm_follow_pfn()</td><td>kvm_follow_pfn</td></tr>
 * <tr><td>{@code Sketch.sanityCheck}</td><td>the WARN_ON_ONCE() of __kvm_follow_pfn()</td><td>sanity_check</td></tr>
 * <tr><td>{@code Sketch.hvaToPfn}</td><td>hva_to_pfn()</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code Sketch.putBeforeReturn}</td><td>the put_page() of __kvm_follow_pfn()</td><td>put_before_return</td></tr>
 * <tr><td>{@code Sketch.errorPfn}</td><td>kvm_handle_error_pfn() (P13)</td><td>error_pfn</td></tr>
 * <tr><td>{@code Sketch.isPageFaultStale}</td><td>is_page_fault_stale(), kvm_tdp_mmu_map() (P15 to P18)</td><td>is_page_fault_stale</td></tr>
 * <tr><td>{@code Sketch.mapWithoutTest}</td><td>kvm_tdp_mmu_map() of a careless caller</td><td>map_without_test</td></tr>
 * <tr><td>{@code Sketch.kvmVcpuMap}</td><td>kvm_vcpu_map()</td><td>kvm_vcpu_map</td></tr>
 * <tr><td>{@code Sketch.kvmReleasePage}</td><td>kvm_release_page_clean()</td><td>kvm_release_page</td></tr>
 * <tr><td>{@code Sketch.kvmMmuInvalidateBegin}</td><td>kvm_mmu_invalidate_begin(), kvm_unmap_gfn_range()</td>
 *     <td>kvm_mmu_invalidate_begin</td></tr>
 * <tr><td>{@code Sketch.zapPteRange}</td><td>zap_pte_range()</td><td>zap_pte_range</td></tr>
 * <tr><td>{@code Sketch.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end()</td><td>kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code Sketch.handleMmFault}</td><td>handle_mm_fault()</td><td>handle_mm_fault</td></tr>
 * </table>
 */
package org.pfnproof.kernel.sketch;
