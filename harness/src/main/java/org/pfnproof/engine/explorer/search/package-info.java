/**
 * Exhaustive breadth-first search over the moves of a {@link org.pfnproof.kernel.Protocol}: exact, parallel, within a memory
 * limit. Knows nothing of the catalogue.
 */
package org.pfnproof.engine.explorer.search;
