package org.pfnproof.compare.misuse;

/** A kind of mistake. */
public enum Mistake {
    SWAP("two neighbouring arguments swapped"),
    OMIT("an argument forgotten"),
    RELEASE_FORGOTTEN("release forgotten"),
    RELEASE_TWICE("released twice"),
    USE_AFTER_RETURN("page used after return or release"),
    NO_NOTIFIER("no protection by mmu_notifiers"),
    NULL_OUTPUT("NULL for an output"),
    WRONG_RELEASE("wrong release function");

    private final String text;

    Mistake(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
