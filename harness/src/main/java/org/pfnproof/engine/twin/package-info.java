/** Walks a reference implementation beside a checker's search and tells where the two part. Knows no checker. */
package org.pfnproof.engine.twin;
