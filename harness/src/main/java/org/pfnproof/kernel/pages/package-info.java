/**
 * Struct pages, their counts, compound pages: the TLA+ module {@code Pages}. All parts of KVM that look at pages share it. No method here is
 * a step; the steps of the other packages call them.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ operators</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code StructPages.pageTail}, {@code pageHead}</td><td>PageTail(), PageHead()</td><td>PageTail, PageHead</td></tr>
 * <tr><td>{@code StructPages.pageReserved}, {@code isZeroPfn}, {@code pfnValid}</td><td>PageReserved(), is_zero_pfn(), pfn_valid()</td>
 *     <td>PageReserved, is_zero_pfn, pfn_valid</td></tr>
 * <tr><td>{@code StructPages.pageRefCount}</td><td>page_ref_count(): the page's own count</td><td>page_ref_count</td></tr>
 * <tr><td>{@code StructPages.pageCount}</td><td>page_count(): the head's count</td><td>page_count</td></tr>
 * <tr><td>{@code StructPages.kvmPfnIsRefcounted}</td><td>kvm_pfn_to_refcounted_page()</td><td>kvm_pfn_is_refcounted</td></tr>
 * <tr><td>{@code StructPages.kvmIsAdTrackedPage}</td><td>kvm_is_ad_tracked_page()</td><td>kvm_is_ad_tracked_page</td></tr>
 * <tr><td>{@code StructPages.getPage}</td><td>folio_get(), try_get_folio() of GUP</td><td>get_page</td></tr>
 * <tr><td>{@code StructPages.getPageUnlessZero}</td><td>get_page_unless_zero()</td><td>get_page_unless_zero</td></tr>
 * <tr><td>{@code StructPages.putPage}, {@code freedByPut}</td><td>put_page()</td><td>put_page, FreedByPut</td></tr>
 * <tr><td>{@code StructPages.allocPage}</td><td>alloc_pages(), order 0</td><td>alloc_page</td></tr>
 * <tr><td>{@code StructPages.allocCompoundPageMappedTwice}</td><td>alloc_pages(__GFP_COMP) in do_anonymous_page()</td>
 *     <td>alloc_compound_page_mapped_twice</td></tr>
 * <tr><td>{@code StructPages.allocCompoundPageMappedOnce}</td><td>alloc_pages(__GFP_COMP) in do_huge_pmd_anonymous_page()</td>
 *     <td>alloc_compound_page_mapped_once</td></tr>
 * </table>
 */
package org.pfnproof.kernel.pages;
