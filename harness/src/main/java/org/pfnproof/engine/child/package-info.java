/**
 * Runs a checker in a JVM of its own: with its own directory, heap and time limit, killed with its parent, leaving nothing
 * behind.
 */
package org.pfnproof.engine.child;
