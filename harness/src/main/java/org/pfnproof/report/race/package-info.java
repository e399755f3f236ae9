/** Counterexamples as race diagrams: what a diagram says, and its forms as text, Mermaid and SVG. */
package org.pfnproof.report.race;
