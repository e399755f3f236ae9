/**
 * Who calls kvm_mmu_invalidate_begin() and _end() besides the mmu notifier: the reference implementation of the TLA+ spec {@code
 * OtherInvalidations}, as Linux 6.12 has it, and 6.1 (kvm_zap_gfn_range() alone).
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code OtherInvalidations.kvmFaultinPfn}</td><td>kvm_faultin_pfn() (P4)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code OtherInvalidations.kvmGmemGetPfn}</td><td>kvm_gmem_get_pfn() (P10)</td><td>kvm_gmem_get_pfn</td></tr>
 * <tr><td>{@code OtherInvalidations.kvmTdpMmuMap}</td><td>is_page_fault_stale(), kvm_tdp_mmu_map() (P15 to P19)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code OtherInvalidations.begins}</td><td>kvm_zap_gfn_range(), kvm_vm_set_mem_attributes(), kvm_gmem_punch_hole(),
 *     kvm_gmem_error_folio(), kvm_gmem_release(): the locks</td><td>begins</td></tr>
 * <tr><td>{@code OtherInvalidations.writes}</td><td>truncate_inode_pages_range(), xa_store() and so on</td><td>writes</td></tr>
 * <tr><td>{@code OtherInvalidations.kvmMmuInvalidateRangeStart}</td><td>kvm_mmu_invalidate_begin(), kvm_mmu_invalidate_range_add()</td>
 *     <td>kvm_mmu_invalidate_range_start</td></tr>
 * <tr><td>{@code OtherInvalidations.nothingBound}, {@code nothingToEnd}</td><td>the same functions without memslot or binding</td>
 *     <td>nothing_bound, nothing_to_end</td></tr>
 * <tr><td>{@code OtherInvalidations.kvmUnmapGfnRange}</td><td>kvm_unmap_gfn_range(), kvm_tdp_mmu_zap_leafs()</td><td>kvm_unmap_gfn_range</td></tr>
 * <tr><td>{@code OtherInvalidations.tdpMmuIterCondResched}, {@code tdpMmuIterResumes}</td><td>tdp_mmu_iter_cond_resched()</td>
 *     <td>tdp_mmu_iter_cond_resched, tdp_mmu_iter_resumes</td></tr>
 * <tr><td>{@code OtherInvalidations.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end()</td><td>kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code OtherInvalidations.fput}</td><td>fput()</td><td>fput</td></tr>
 * <tr><td>{@code OtherInvalidations.kvmGmemBind}, {@code kvmGmemUnbind}</td><td>kvm_gmem_bind(), kvm_gmem_unbind()</td>
 *     <td>kvm_gmem_bind, kvm_gmem_unbind</td></tr>
 * </table>
 */
package org.pfnproof.kernel.otherinvalidations;
