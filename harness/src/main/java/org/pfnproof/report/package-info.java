/** Shows what a check found, as text for people and as JSON for programs. Decides nothing. */
package org.pfnproof.report;
