/** Alloy behind the {@link org.pfnproof.engine.Engine} interface: each run in a JVM of its own. */
package org.pfnproof.engine.alloy;
