/** Records counterexamples: finds them, brings them into their least form, and writes them as files and as tests. */
package org.pfnproof.record;
