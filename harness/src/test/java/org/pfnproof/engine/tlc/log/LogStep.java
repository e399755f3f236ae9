package org.pfnproof.engine.tlc.log;

/**
 * A step of the spec, as a log demands it.
 *
 * @param action the action
 * @param actor its vCPU or invalidator; {@code nobody} where it has none
 * @param op an operation, or empty
 * @param x the first number: a gfn, hva, frame or counter
 * @param y the second number
 * @param flag whether it is a write, or what a test said
 */
record LogStep(String action, String actor, String op, long x, long y, boolean flag) {

    static final String NOBODY = "nobody";

    static LogStep of(String action, String actor) {
        return new LogStep(action, actor, "", 0, 0, false);
    }

    static LogStep of(String action, String actor, long x) {
        return new LogStep(action, actor, "", x, 0, false);
    }

    /** As a TLA+ record. */
    String tla() {
        return "[a |-> \"" + action + "\", t |-> \"" + actor + "\", op |-> \"" + op + "\", x |-> " + x + ", y |-> " + y
                + ", b |-> " + (flag ? "TRUE" : "FALSE") + "]";
    }
}
