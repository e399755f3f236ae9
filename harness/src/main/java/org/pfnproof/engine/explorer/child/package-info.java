/** The part of the explorer that runs in a JVM of its own. */
package org.pfnproof.engine.explorer.child;
