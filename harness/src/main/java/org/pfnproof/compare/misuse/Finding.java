package org.pfnproof.compare.misuse;

import java.util.Map;
import java.util.Optional;
import org.pfnproof.compare.Effect;

/**
 * What is made of one mistake.
 *
 * @param id the snippet's
 * @param what what is wrong
 * @param gcc the kernel's compiler
 * @param javac the Java compiler, to the same mistake in the Java API
 * @param atRunTime WARN, BUG or error wherever the right call gets a page; empty if nobody says a word, or if it cannot be run, since
 *     neither compiler lets it pass
 * @param effects what comes of it unreported, each with its first witness
 */
public record Finding(
        String id,
        String shape,
        Mistake mistake,
        String what,
        Answer gcc,
        Answer javac,
        Optional<String> atRunTime,
        Map<Effect, String> effects) {

    /** Who notices first, for C. */
    public enum Verdict {
        COMPILER,
        RUN_TIME,
        SILENT,
        /** Does in every environment what the right call does. */
        HARMLESS
    }

    /** Who notices first, in C. */
    public Verdict verdict() {
        if (gcc.kind().told()) {
            return Verdict.COMPILER;
        }
        return unlessRejected();
    }

    /** Who notices first, in Java. */
    public Verdict javaVerdict() {
        return javac.kind().told() ? Verdict.COMPILER : unlessRejected();
    }

    private Verdict unlessRejected() {
        if (atRunTime.isPresent()) {
            return Verdict.RUN_TIME;
        }
        return effects.isEmpty() ? Verdict.HARMLESS : Verdict.SILENT;
    }
}
