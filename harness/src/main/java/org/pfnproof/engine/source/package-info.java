/** Source files of specs: reading them with care, and telling whether two versions mean the same. */
package org.pfnproof.engine.source;
