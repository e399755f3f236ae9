/** Whether two engines give the same answer about each property. */
package org.pfnproof.engine.agree;
