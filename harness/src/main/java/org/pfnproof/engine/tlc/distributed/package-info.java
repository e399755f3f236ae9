/** What TLC's server and its workers say to each other beyond TLC's own distributed mode, and what makes that trustworthy. */
package org.pfnproof.engine.tlc.distributed;
