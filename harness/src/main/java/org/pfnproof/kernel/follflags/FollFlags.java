package org.pfnproof.kernel.follflags;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One lookup of one address as a function, by the bools of __gfn_to_pfn_memslot() and by the flags of GUP: virt/kvm/kvm_main.c, mm/gup.c of
 * Linux 6.12; the TLA+ module {@code FollFlags}.
 */
final class FollFlags {

    private FollFlags() {}

    /** The flags that a caller may give to GUP. */
    enum Flag {
        /** The access is a write. */
        FOLL_WRITE,
        /** Do not wait for I/O. */
        FOLL_NOWAIT,
        /** Signals end the wait. */
        FOLL_INTERRUPTIBLE,
        /** A reference is returned. */
        FOLL_GET
    }

    /** The inputs of a lookup. */
    enum Input {
        /** The access is a write. */
        WRITE_FAULT(Flag.FOLL_WRITE),
        /** Do not wait for I/O. */
        ASYNC(Flag.FOLL_NOWAIT),
        /** Signals end the wait. */
        INTERRUPTIBLE(Flag.FOLL_INTERRUPTIBLE),
        /** The caller wants a reference. */
        GET(Flag.FOLL_GET),
        /** For a read: map it writable if that costs nothing. */
        MAP_WRITABLE(null),
        /** Neither fault nor wait. */
        ATOMIC(null),
        /** FOLL_PIN instead of a reference. */
        PIN(null);

        /** The flag that everybody has in mind, or null. */
        private final Flag flag;

        Input(Flag flag) {
            this.flag = flag;
        }
    }

    /** The host's entry. */
    private enum Pte {
        /** Writable. */
        RW,
        /** Read-only. */
        RO,
        /** Empty. */
        NONE,
        /** Swapped out. */
        SWAP
    }

    /** What comes of it, but for a page. */
    private enum Outcome {
        /** A page. */
        PAGE,
        /** An error. */
        EFAULT,
        /** A signal came. */
        EINTR,
        /** I/O would be waited for. */
        NEEDS_IO
    }

    /** What KVM has of the page afterwards. */
    private enum Held {
        /** Nothing. */
        NOTHING,
        /** A reference. */
        REFERENCE,
        /** A pin. */
        PIN
    }

    /** What a lookup meets: the entry, whether the area may be written, whether a signal is pending. */
    private record Situation(Pte pte, boolean vmaWrite, boolean signal) {

        private static List<Situation> possible() {
            List<Situation> all = new ArrayList<>();
            for (Pte pte : Pte.values()) {
                for (boolean vmaWrite : List.of(false, true)) {
                    for (boolean signal : List.of(false, true)) {
                        if (pte != Pte.RW || vmaWrite) {
                            all.add(new Situation(pte, vmaWrite, signal));
                        }
                    }
                }
            }
            return all;
        }
    }

    /** What comes of a lookup: writable, copied, waited for, held. */
    private record Found(Outcome outcome, boolean writable, boolean cow, boolean waited, Held held) {

        private static Found error(Outcome outcome) {
            return new Found(outcome, false, false, false, Held.NOTHING);
        }
    }

    /** GUP that may fault, and wait unless it must not. */
    private static Found faulted(boolean write, Situation s, boolean waited, Held held) {
        return write && !s.vmaWrite
                ? Found.error(Outcome.EFAULT)
                : new Found(Outcome.PAGE, write, write && s.pte == Pte.RO, waited, held);
    }

    private static Found gup(Set<Flag> flags, Situation s) {
        Held held = flags.contains(Flag.FOLL_GET) ? Held.REFERENCE : Held.NOTHING;
        return slow(
                flags.contains(Flag.FOLL_WRITE),
                flags.contains(Flag.FOLL_NOWAIT),
                flags.contains(Flag.FOLL_INTERRUPTIBLE),
                s,
                held);
    }

    private static Found slow(boolean write, boolean nowait, boolean interruptible, Situation s, Held held) {
        if (s.pte != Pte.SWAP || write && !s.vmaWrite) {
            return faulted(write, s, false, held);
        }
        if (nowait) {
            return Found.error(Outcome.NEEDS_IO);
        }
        return interruptible && s.signal ? Found.error(Outcome.EINTR) : faulted(write, s, true, held);
    }

    /** The lookup: first hva_to_pfn_fast(), then, unless atomic, hva_to_pfn_slow(). */
    private static Found lookup(Set<Input> inputs, Situation s) {
        boolean write = inputs.contains(Input.WRITE_FAULT);
        Held held = inputs.contains(Input.PIN) ? Held.PIN : inputs.contains(Input.GET) ? Held.REFERENCE : Held.NOTHING;
        if ((write || inputs.contains(Input.MAP_WRITABLE)) && s.pte == Pte.RW) {
            return new Found(Outcome.PAGE, true, false, false, held);
        }
        if (inputs.contains(Input.ATOMIC)) {
            return Found.error(Outcome.EFAULT);
        }
        return slow(write, inputs.contains(Input.ASYNC), inputs.contains(Input.INTERRUPTIBLE), s, held);
    }

    /** Whether GUP with the flag does what the lookup with the input does, and the lookup without it does not. */
    static boolean isCarriedBy(Input input, Flag flag) {
        boolean tells = false;
        for (Set<Input> others : subsetsOfCarriedWithout(input)) {
            Set<Input> with = EnumSet.of(input);
            with.addAll(others);
            Set<Flag> flags = EnumSet.of(flag);
            others.forEach(other -> flags.add(other.flag));
            for (Situation s : Situation.possible()) {
                Found found = gup(flags, s);
                if (!lookup(with, s).equals(found)) {
                    return false;
                }
                tells |= !lookup(others, s).equals(found);
            }
        }
        return tells;
    }

    private static List<Set<Input>> subsetsOfCarriedWithout(Input left) {
        List<Set<Input>> subsets = new ArrayList<>();
        subsets.add(EnumSet.noneOf(Input.class));
        for (Input input : Input.values()) {
            if (input.flag != null && input != left) {
                for (Set<Input> subset : List.copyOf(subsets)) {
                    Set<Input> with = EnumSet.copyOf(subset);
                    with.add(input);
                    subsets.add(with);
                }
            }
        }
        return subsets;
    }
}
