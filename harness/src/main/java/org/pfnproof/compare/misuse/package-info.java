/**
 * Mistakes in calls of each shape: what the compilers say to them, what the kernel says at run time, and what comes of those that nobody
 * reports. The snippets are resources beside this package.
 */
package org.pfnproof.compare.misuse;
