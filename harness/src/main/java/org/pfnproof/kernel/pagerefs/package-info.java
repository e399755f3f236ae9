/**
 * References on pages, and nothing else: the reference implementation of the TLA+ spec {@code PageRefs}.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code PageRefs.alloc}, {@code allocCompound}</td><td>alloc_pages(), without and with __GFP_COMP; do_anonymous_page()</td>
 *     <td>alloc, alloc_compound</td></tr>
 * <tr><td>{@code PageRefs.unmap}</td><td>zap_pte_range(), put_page()</td><td>unmap</td></tr>
 * <tr><td>{@code PageRefs.look}</td><td>follow_pte()</td><td>look</td></tr>
 * <tr><td>{@code PageRefs.takeUnlessZero}, {@code getFails}</td><td>kvm_try_get_pfn(), get_page_unless_zero()</td>
 *     <td>take_unless_zero, get_fails</td></tr>
 * <tr><td>{@code PageRefs.gup}</td><td>try_get_folio()</td><td>gup</td></tr>
 * <tr><td>{@code PageRefs.release}</td><td>put_page()</td><td>release</td></tr>
 * </table>
 */
package org.pfnproof.kernel.pagerefs;
