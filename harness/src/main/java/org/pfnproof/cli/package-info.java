/** The command line: reads what is asked for, hands it on, and writes what comes back. */
package org.pfnproof.cli;
