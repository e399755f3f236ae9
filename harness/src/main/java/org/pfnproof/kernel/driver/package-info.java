/**
 * A driver that replaces memory which the guest maps: the reference implementation of the TLA+ spec {@code DriverPages}, as Linux 6.12 has
 * it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code DriverPages.unmapMappingRange}</td><td>unmap_mapping_range(), with start</td><td>unmap_mapping_range</td></tr>
 * <tr><td>{@code DriverPages.zapPteRange}</td><td>zap_pte_range()</td><td>zap_pte_range</td></tr>
 * <tr><td>{@code DriverPages.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end() (E1)</td><td>kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code DriverPages.driverFrees}, {@code driverAllocates}</td><td>the driver's allocator</td>
 *     <td>driver_frees, driver_allocates</td></tr>
 * <tr><td>{@code DriverPages.kvmTdpPageFault}</td><td>kvm_tdp_page_fault() (P0)</td><td>kvm_tdp_page_fault</td></tr>
 * <tr><td>{@code DriverPages.kvmFaultinPfn}</td><td>kvm_faultin_pfn() (P4)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code DriverPages.fixupUserFault}</td><td>fixup_user_fault(), vmf_insert_pfn()</td><td>fixup_user_fault</td></tr>
 * <tr><td>{@code DriverPages.hvaToPfnRemapped}</td><td>hva_to_pfn_remapped(), kvm_try_get_pfn() (P10)</td><td>hva_to_pfn_remapped</td></tr>
 * <tr><td>{@code DriverPages.kvmTdpMmuMap}</td><td>is_page_fault_stale(), kvm_tdp_mmu_map() (P15 to P18)</td><td>kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code DriverPages.kvmReleasePfnClean}</td><td>kvm_release_pfn_clean() (P19)</td><td>kvm_release_pfn_clean</td></tr>
 * </table>
 */
package org.pfnproof.kernel.driver;
