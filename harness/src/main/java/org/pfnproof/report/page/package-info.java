/** The last check, and what is recorded, as one page for a browser. What the page shows, and how it looks, are apart. */
package org.pfnproof.report.page;
