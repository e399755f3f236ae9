/**
 * A guest page that KVM maps for itself: the reference implementation of the TLA+ spec {@code VcpuMap}, as Linux 6.12 and 6.13 have it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code VcpuMap.kvmVcpuMap}, {@code kvmVcpuUnmap}</td><td>kvm_vcpu_map(), kvm_vcpu_unmap()</td>
 *     <td>kvm_vcpu_map, kvm_vcpu_unmap</td></tr>
 * <tr><td>{@code VcpuMap.doAnonymousPage}, {@code wpPageCopy}, {@code zapPteRange}, {@code freePagesAndSwapCache},
 *     {@code copyPresentPtes}</td><td>the functions of that name</td>
 *     <td>do_anonymous_page, wp_page_copy, zap_pte_range, free_pages_and_swap_cache, copy_present_ptes</td></tr>
 * <tr><td>{@code VcpuMap.tryToMigrateOne}, {@code migrateFolio}, {@code migrateFolioUndo}</td>
 *     <td>try_to_migrate_one(), folio_migrate_mapping(), migrate_folio_undo_src()</td>
 *     <td>try_to_migrate_one, migrate_folio, migrate_folio_undo</td></tr>
 * <tr><td>{@code VcpuMap.childExits}</td><td>exit_mmap() of the child</td><td>child_exits</td></tr>
 * </table>
 */
package org.pfnproof.kernel.vcpumap;
