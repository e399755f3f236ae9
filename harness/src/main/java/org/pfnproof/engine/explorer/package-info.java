/** Explores reference implementations exhaustively, as an engine beside the checkers. */
package org.pfnproof.engine.explorer;
