/**
 * The protocol under each shape's reference rules: figures from the step graphs of the reference implementations, at the bounds of the
 * catalogue's models, and what becomes of it with a caller's mistake.
 */
package org.pfnproof.compare.runs;
