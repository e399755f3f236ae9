/**
 * Struct pages with PG_dirty and PG_accessed, of frames whose class changes: the TLA+ module {@code AdPages}, for the parts of KVM that
 * mark pages.
 */
package org.pfnproof.kernel.adpages;
