/**
 * The shapes that the API of a lookup has had or was to have, compared by enumeration: every call that can be written, in every environment.
 * Each shape is a small API in the kernel's style before one {@link org.pfnproof.compare.ReferenceLookup}.
 */
package org.pfnproof.compare;
