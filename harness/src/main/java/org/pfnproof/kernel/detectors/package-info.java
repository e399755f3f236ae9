/**
 * What notices a use after free: the reference implementation of the TLA+ spec {@code Detectors}, as Linux 6.12 has it, with what was
 * proposed.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code Detectors.guestAccess}</td><td>the guest</td><td>guest_access</td></tr>
 * <tr><td>{@code Detectors.ageGfnRange}</td><td>age_gfn_range()</td><td>age_gfn_range</td></tr>
 * <tr><td>{@code Detectors.kvmMmuNotifierInvalidateRangeStart}</td><td>the function of that name</td>
 *     <td>kvm_mmu_notifier_invalidate_range_start</td></tr>
 * <tr><td>{@code Detectors.tdpMmuZapLeafs}</td><td>tdp_mmu_zap_leafs(), mmu_spte_clear_track_bits()</td><td>tdp_mmu_zap_leafs</td></tr>
 * <tr><td>{@code Detectors.freePagesAndSwapCache}</td><td>free_pages_and_swap_cache(), a driver's free</td>
 *     <td>free_pages_and_swap_cache</td></tr>
 * <tr><td>{@code Detectors.kvmReleasePfnClean}, {@code kvmReleasePfnCleanAgain}</td>
 *     <td>kvm_release_pfn_clean(), free_page_is_bad()</td><td>kvm_release_pfn_clean, kvm_release_pfn_clean_again</td></tr>
 * <tr><td>{@code Detectors.allocPages}, {@code freePages}</td><td>alloc_pages(), check_new_page(), free_pages()</td>
 *     <td>alloc_pages, free_pages</td></tr>
 * </table>
 */
package org.pfnproof.kernel.detectors;
