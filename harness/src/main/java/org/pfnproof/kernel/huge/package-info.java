/**
 * Huge pages: the host splits and collapses them, KVM maps them: the reference implementation of the TLA+ specs {@code HugeHost} and
 * {@code HugePages}, as Linux 6.12 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code HugePages.kvmTdpPageFault}</td><td>kvm_tdp_page_fault() (P0)</td><td>kvm_tdp_page_fault</td></tr>
 * <tr><td>{@code HugePages.kvmFaultinPfn}</td><td>kvm_faultin_pfn() (P4)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code HugePages.kvmMemIsPrivate}</td><td>kvm_mem_is_private() (P5)</td><td>kvm_mem_is_private</td></tr>
 * <tr><td>{@code HugePages.hvaToPfn}</td><td>hva_to_pfn() (P10)</td><td>hva_to_pfn</td></tr>
 * <tr><td>{@code HugePages.faultinPage}, {@code faultinHugePage}</td><td>handle_mm_fault()</td>
 *     <td>faultin_page, faultin_huge_page</td></tr>
 * <tr><td>{@code HugePages.isPageFaultStale}</td><td>is_page_fault_stale() (P15, P16)</td><td>is_page_fault_stale</td></tr>
 * <tr><td>{@code HugePages.kvmMmuHugepageAdjust}</td><td>kvm_mmu_hugepage_adjust() (P17)</td><td>kvm_mmu_hugepage_adjust</td></tr>
 * <tr><td>{@code HugePages.kvmTdpMmuMap}</td><td>kvm_tdp_mmu_map() (P18)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code HugePages.kvmReleasePfnClean}</td><td>kvm_release_pfn_clean() (P19)</td><td>kvm_release_pfn_clean</td></tr>
 * <tr><td>{@code HugePages.kvmPreSetMemoryAttributes}, {@code kvmArchPostSetMemoryAttributes}</td>
 *     <td>kvm_pre_set_memory_attributes(), kvm_arch_post_set_memory_attributes()</td>
 *     <td>kvm_pre_set_memory_attributes, kvm_arch_post_set_memory_attributes</td></tr>
 * <tr><td>{@code HugePages.kvmVmSetMemAttributes}</td><td>kvm_vm_set_mem_attributes()</td><td>kvm_vm_set_mem_attributes</td></tr>
 * <tr><td>{@code HugeHost.kvmMmuInvalidateRangeStart}, {@code kvmMmuInvalidateEnd}</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start(), _end() (S3, E1)</td>
 *     <td>kvm_mmu_invalidate_range_start, kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code HugeHost.zapPmdRange}, {@code splitHugePmdEnd}</td><td>__split_huge_pmd(), its start and its end</td>
 *     <td>zap_pmd_range, split_huge_pmd_end</td></tr>
 * <tr><td>{@code HugeHost.splitHugePmdLocked}</td><td>__split_huge_pmd_locked()</td><td>split_huge_pmd_locked</td></tr>
 * <tr><td>{@code HugeHost.zapPteRange}</td><td>zap_pte_range(), zap_huge_pmd()</td><td>zap_pte_range</td></tr>
 * <tr><td>{@code HugeHost.freePagesAndSwapCache}</td><td>free_pages_and_swap_cache()</td><td>free_pages_and_swap_cache</td></tr>
 * <tr><td>{@code HugeHost.pmdpCollapseFlush}, {@code pmdPopulate}, {@code setPmdAt}</td><td>collapse_huge_page()</td>
 *     <td>pmdp_collapse_flush, pmd_populate, set_pmd_at</td></tr>
 * </table>
 */
package org.pfnproof.kernel.huge;
