/**
 * Struct pages with PG_dirty and PG_accessed, of frames whose class changes: the TLA+ module {@code AdPages}, for the parts of KVM that
 * mark pages. No method here is a step; the steps of the other packages call them.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ operators</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code AdPages.head}</td><td>compound_head()</td><td>Head, compound_head</td></tr>
 * <tr><td>{@code AdPages.pageCount}</td><td>page_count()</td><td>page_count</td></tr>
 * <tr><td>{@code AdPages.isReserved}</td><td>PageReserved()</td><td>PageReserved</td></tr>
 * <tr><td>{@code AdPages.kvmIsAdTrackedPage}</td><td>kvm_is_ad_tracked_page()</td><td>kvm_is_ad_tracked_page</td></tr>
 * <tr><td>{@code AdPages.get}</td><td>get_page()</td><td>Got</td></tr>
 * <tr><td>{@code AdPages.put}, {@code freedByPut}</td><td>put_page()</td><td>Put, FreedByPut</td></tr>
 * <tr><td>{@code AdPages.flag}</td><td>SetPageDirty(), mark_page_accessed()</td><td>Flagged</td></tr>
 * <tr><td>{@code AdPages.clean}</td><td>writeback: folio_clear_dirty_for_io()</td><td>Cleaned</td></tr>
 * <tr><td>{@code AdPages.allocate}</td><td>alloc_pages()</td><td>Allocated</td></tr>
 * </table>
 */
package org.pfnproof.kernel.adpages;
