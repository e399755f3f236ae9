/** Pages: the templates, the stylesheets and the scripts of what is shown in a browser, and how they are filled. */
package org.pfnproof.report.html;
