package org.pfnproof.kernel.lookup;

/** What a lookup comes to: each with the spec's string. */
interface Outcome {

    /** The spec's string. */
    String text();

    /** What GUP returned instead of a page. */
    enum Gup implements Outcome {
        /** It has not failed. */
        NONE(""),
        EFAULT("EFAULT"),
        EHWPOISON("EHWPOISON"),
        /** A signal ended the wait. */
        EINTR("EINTR"),
        /** Killed while it waited for mmap_lock. */
        EAGAIN("EAGAIN"),
        /** FOLL_NOWAIT, and it would have to wait. */
        NOWAIT("NOWAIT");

        private final String text;

        Gup(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** What the lookup returns. */
    enum Result implements Outcome {
        /** It has not returned. */
        NONE(""),
        PFN("pfn"),
        NOSLOT("NOSLOT"),
        ERR_FAULT("ERR_FAULT"),
        ERR_HWPOISON("ERR_HWPOISON"),
        ERR_RO_FAULT("ERR_RO_FAULT"),
        ERR_SIGPENDING("ERR_SIGPENDING");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        boolean isError() {
            return ordinal() >= ERR_FAULT.ordinal();
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** What the page fault made of it. */
    enum Exit implements Outcome {
        /** There was no lookup before. */
        NONE(""),
        MAPPED("mapped"),
        EFAULT("EFAULT"),
        EINTR("EINTR"),
        EMULATE("emulate"),
        SIGBUS("sigbus"),
        MMIO("mmio");

        private final String text;

        Exit(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }
}
