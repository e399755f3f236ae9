/**
 * Struct pages, their counts, compound pages: the TLA+ module {@code Pages}, for the parts of KVM that look at pages but not at how they
 * are mapped by {@link org.pfnproof.kernel.mmu}.
 */
package org.pfnproof.kernel.pages;
