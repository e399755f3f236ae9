package org.pfnproof.compare;

/** What a mistake comes to that nobody reports. */
public enum Effect {
    LEAK("a reference is left over"),
    STOLEN("a reference is put that was not taken"),
    STALE_MAPPING("the guest maps a page that the host has taken away"),
    USE_AFTER_FREE("a page is used that the host has taken away, and that nobody holds"),
    WRONG_PAGE("the guest maps the page of another gfn"),
    WRITABLE("something is written that the host has read-only"),
    DIRTY_LOST("a writable page is mapped and not marked dirty"),
    REFUSED("an error, where the right call gets a page"),
    READ_ONLY("a write is answered with a read-only mapping, again and again"),
    NO_UPGRADE("a read gets a read-only mapping, where the right call gets a writable one"),
    WAITS("the lookup waits for I/O, where the right call says that it would have to"),
    IO_NOT_TOLD("an error, where the right call says that it would have to wait for I/O"),
    WARNED_AT_TIMES("a WARN or BUG in some environments only");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
