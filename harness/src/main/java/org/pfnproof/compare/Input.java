package org.pfnproof.compare;

/** What a call may say; not every shape has a word for each. */
public enum Input {
    WRITE("write"),
    NOWAIT("no-wait"),
    INTERRUPTIBLE("interruptible"),
    ATOMIC("atomic"),
    UPGRADE("writable?"),
    GET("get"),
    GUARDED("guarded"),
    ALLOW_UNCOUNTED("allow-uncounted"),
    PIN("pin"),
    PAGE_OUT("page output"),
    FOLL_PIN("FOLL_PIN"),
    FOLL_FAST_ONLY("FOLL_FAST_ONLY");

    private final String text;

    Input(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Says what the caller does with the page, not what is looked up: a shape without a word for it settles it for all calls. */
    public boolean partOfContract() {
        return switch (this) {
            case GET, GUARDED, ALLOW_UNCOUNTED, PAGE_OUT -> true;
            default -> false;
        };
    }

    /** A flag that only mm may give to GUP. */
    boolean internalToMm() {
        return this == FOLL_PIN || this == FOLL_FAST_ONLY;
    }
}
