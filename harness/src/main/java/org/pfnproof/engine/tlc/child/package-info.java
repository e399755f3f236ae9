/** What runs inside TLC's own JVM. Needs only TLC's jar, Gson and the classes of the trace and engine layers. */
package org.pfnproof.engine.tlc.child;
