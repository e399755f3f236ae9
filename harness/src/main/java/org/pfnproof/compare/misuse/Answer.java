package org.pfnproof.compare.misuse;

/**
 * What a compiler says to a snippet.
 *
 * @param message its first error or else warning; empty if it has nothing to say
 */
public record Answer(Kind kind, String message) {

    static final Answer ACCEPTED = new Answer(Kind.ACCEPTED, "");

    /** How much of an objection it is. */
    public enum Kind {
        /** No code comes of it. */
        ERROR,
        /** In every build; an error with CONFIG_WERROR. */
        WARNING,
        /** Only with {@code make W=1}. */
        WARNING_W1,
        ACCEPTED;

        /** Whether who builds the kernel as usual is told. */
        public boolean told() {
            return this == ERROR || this == WARNING;
        }
    }
}
