/** The part of the Alloy engine that runs in a JVM of its own: it parses, solves and reads solutions; it judges nothing. */
package org.pfnproof.engine.alloy.child;
