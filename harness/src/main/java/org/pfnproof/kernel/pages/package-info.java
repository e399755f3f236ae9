/**
 * Struct pages, their counts, compound pages: the TLA+ module {@code Pages}. All parts of KVM that look at pages share it.
 */
package org.pfnproof.kernel.pages;
