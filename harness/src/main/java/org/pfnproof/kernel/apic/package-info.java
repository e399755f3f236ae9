/**
 * The APIC access page, whose address is in the VMCS of every vCPU: the reference implementation of the TLA+ module {@code ApicPage}, as
 * Linux 6.12 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code ApicPage.vcpuEnterGuest}, {@code vcpuExits}</td><td>vcpu_enter_guest()</td><td>vcpu_enter_guest, vcpu_exits</td></tr>
 * <tr><td>{@code ApicPage.kvmCheckRequest}</td><td>kvm_check_request()</td><td>kvm_check_request</td></tr>
 * <tr><td>{@code ApicPage.vmxSetApicAccessPageAddr}</td><td>vmx_set_apic_access_page_addr(), the snapshot</td>
 *     <td>vmx_set_apic_access_page_addr</td></tr>
 * <tr><td>{@code ApicPage.gfnToPfnMemslot}</td><td>gfn_to_pfn_memslot()</td><td>gfn_to_pfn_memslot</td></tr>
 * <tr><td>{@code ApicPage.faultinPage}</td><td>faultin_page()</td><td>faultin_page</td></tr>
 * <tr><td>{@code ApicPage.isErrorNoslotPfn}</td><td>is_error_noslot_pfn()</td><td>is_error_noslot_pfn</td></tr>
 * <tr><td>{@code ApicPage.vmcsWrite64}</td><td>mmu_invalidate_retry_gfn(), vmcs_write64()</td><td>vmcs_write64</td></tr>
 * <tr><td>{@code ApicPage.kvmReleasePfnClean}</td><td>kvm_release_pfn_clean()</td><td>kvm_release_pfn_clean</td></tr>
 * <tr><td>{@code ApicPage.kvmUnmapGfnRange}</td><td>kvm_mmu_invalidate_begin(), kvm_unmap_gfn_range() (S3)</td>
 *     <td>kvm_unmap_gfn_range</td></tr>
 * <tr><td>{@code ApicPage.zapPteRange}</td><td>zap_pte_range()</td><td>zap_pte_range</td></tr>
 * <tr><td>{@code ApicPage.freePagesAndSwapCache}</td><td>free_pages_and_swap_cache()</td><td>free_pages_and_swap_cache</td></tr>
 * <tr><td>{@code ApicPage.kvmMmuInvalidateEnd}</td><td>kvm_mmu_invalidate_end() (E1)</td><td>kvm_mmu_invalidate_end</td></tr>
 * </table>
 */
package org.pfnproof.kernel.apic;
