/** Whether specs and reference implementations have the same states and the same steps: selection, scheduling, conclusion. */
package org.pfnproof.conform;
