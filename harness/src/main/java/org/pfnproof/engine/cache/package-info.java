/** Results that are kept from one check to the next, each under a hash of everything that it depends on. */
package org.pfnproof.engine.cache;
