/** TLC as an engine: one fresh JVM a run, its answer taken from its own data structures and checked before it is believed. */
package org.pfnproof.engine.tlc;
