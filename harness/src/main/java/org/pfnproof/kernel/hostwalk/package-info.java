/**
 * The walk of the host's page table without locks: the reference implementation of the TLA+ spec {@code HostWalk}, as Linux 6.12 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code HostWalk.hostPfnMappingLevel}</td><td>host_pfn_mapping_level(): the first read</td><td>host_pfn_mapping_level</td></tr>
 * <tr><td>{@code HostWalk.pmdOffset}</td><td>host_pfn_mapping_level(): the second, pmd_offset()</td><td>pmd_offset</td></tr>
 * <tr><td>{@code HostWalk.pmdAlloc}</td><td>pte_alloc()</td><td>pmd_alloc</td></tr>
 * <tr><td>{@code HostWalk.pmdpCollapseFlush}</td><td>collapse_huge_page(), pmdp_collapse_flush()</td><td>pmdp_collapse_flush</td></tr>
 * <tr><td>{@code HostWalk.tlbRemoveTableSyncOne}</td><td>tlb_remove_table_sync_one()</td><td>tlb_remove_table_sync_one</td></tr>
 * <tr><td>{@code HostWalk.setPmdAt}</td><td>collapse_huge_page(), set_pmd_at()</td><td>set_pmd_at</td></tr>
 * <tr><td>{@code HostWalk.zapHugePmd}</td><td>zap_huge_pmd()</td><td>zap_huge_pmd</td></tr>
 * </table>
 */
package org.pfnproof.kernel.hostwalk;
