/**
 * The bools of a lookup and the FOLL_* flags that are to replace them: the reference implementation of the TLA+ spec {@code FollFlags}.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ operators</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code FollFlagsProtocol.getUserPages}</td><td>get_user_pages_unlocked() with one flag</td><td>get_user_pages</td></tr>
 * <tr><td>{@code FollFlags.gup}</td><td>__get_user_pages()</td><td>Gup</td></tr>
 * <tr><td>{@code FollFlags.lookup}</td><td>hva_to_pfn_fast(), hva_to_pfn_slow()</td><td>Lookup</td></tr>
 * <tr><td>{@code FollFlags.isCarriedBy}</td><td></td><td>Carries, Tells</td></tr>
 * </table>
 */
package org.pfnproof.kernel.follflags;
